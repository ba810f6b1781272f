# loses: test_generalise_kept
# Leaves people of 80 and more in no band.
# %% generalise
def generalise(df):
    shared = df[["sex", "district", "need"]].copy()
    shared["age_band"] = pd.cut(df["age"], [-1, 19, 39, 59, 79]).astype(object)
    size = shared.groupby(["age_band", "sex", "district"], dropna=True)["need"].transform("size")
    return shared[size >= 5]
