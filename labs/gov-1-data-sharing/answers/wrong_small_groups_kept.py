# loses: test_generalise_k
# Makes bands and believes that bands are enough: small groups stay.
# %% generalise
def generalise(df):
    shared = df[["sex", "district", "need"]].copy()
    shared["age_band"] = df["age"] // 10 * 10
    return shared
