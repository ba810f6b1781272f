# loses: test_k_edges
# Forgets the empty table, whose smallest group is no number at all.
# %% k_anonymity
def k_anonymity(df, quasi):
    return df.groupby(quasi, dropna=False).size().min()
