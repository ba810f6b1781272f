# loses: test_generalise_kept
# Renames the rare needs.
# %% generalise
def generalise(df):
    shared = df[["sex", "district", "need"]].copy()
    shared["need"] = shared["need"].replace({"insulin": "medical", "dialysis": "medical", "wheelchair": "medical"})
    shared["age_band"] = df["age"] // 10 * 10
    size = shared.groupby(["age_band", "sex", "district"], dropna=False)["need"].transform("size")
    return shared[size >= 5]
