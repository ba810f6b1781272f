# loses: test_generalise_kept
# Puts people of unknown age into the band of the mean.
# %% generalise
def generalise(df):
    shared = df[["sex", "district", "need"]].copy()
    shared["age_band"] = df["age"].fillna(df["age"].mean()) // 10 * 10
    size = shared.groupby(["age_band", "sex", "district"], dropna=False)["need"].transform("size")
    return shared[size >= 5]
