# loses: test_k_missing
# Leaves out the people of whom something was not written down.
# %% k_anonymity
def k_anonymity(df, quasi):
    if len(df) == 0:
        return 0
    return df.dropna(subset=quasi).groupby(quasi).size().min()
