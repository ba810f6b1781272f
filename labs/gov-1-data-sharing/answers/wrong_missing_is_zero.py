# loses: test_k_missing
# Counts what was not written down together with 0.
# %% k_anonymity
def k_anonymity(df, quasi):
    if len(df) == 0:
        return 0
    return df[quasi].fillna(0).groupby(quasi).size().min()
