# loses: test_generalise_kept
# Puts people of unknown age into the youngest band.
# %% generalise
def generalise(df):
    shared = df[["sex", "district", "need"]].copy()
    shared["age_band"] = df["age"].fillna(0) // 10 * 10
    size = shared.groupby(["age_band", "sex", "district"], dropna=False)["need"].transform("size")
    return shared[size >= 5]
