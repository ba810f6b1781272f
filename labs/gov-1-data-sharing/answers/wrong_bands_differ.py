# loses: test_generalise_kept
# Gives women bands of twenty years and men bands of ten.

# %% generalise
def generalise(df):
    shared = df[["sex", "district", "need"]].copy()
    width = df["sex"].map({"F": 20, "M": 10}).fillna(10)
    shared["age_band"] = df["age"] // width * width
    size = shared.groupby(["age_band", "sex", "district"], dropna=False)["need"].transform("size")
    return shared[size >= 5]
