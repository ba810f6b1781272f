# loses: test_k_minimum, test_k_missing, test_k_edges
# The average size of the groups, which hides the person who stands alone.
# %% k_anonymity
def k_anonymity(df, quasi):
    return df.groupby(quasi, dropna=False).size().mean()
