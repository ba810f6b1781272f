# loses: test_generalise_k
# Counts the people of each age band, but not together with sex and district.
# %% generalise
def generalise(df):
    shared = df[["sex", "district", "need"]].copy()
    shared["age_band"] = df["age"] // 10 * 10
    size = shared.groupby("age_band", dropna=False)["need"].transform("size")
    return shared[size >= 5]
