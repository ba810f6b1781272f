# loses: test_generalise_kept
# Leaves newborn children in no band.
# %% generalise
def generalise(df):
    shared = df[["sex", "district", "need"]].copy()
    shared["age_band"] = pd.cut(df["age"], [0, 20, 40, 60, 200]).astype(object)
    size = shared.groupby(["age_band", "sex", "district"], dropna=True)["need"].transform("size")
    return shared[size >= 5]
