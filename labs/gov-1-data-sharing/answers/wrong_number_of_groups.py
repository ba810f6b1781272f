# loses: test_k_minimum, test_k_missing, test_k_edges
# Counts the groups and not the people in them.
# %% k_anonymity
def k_anonymity(df, quasi):
    return df.groupby(quasi, dropna=False).ngroups
