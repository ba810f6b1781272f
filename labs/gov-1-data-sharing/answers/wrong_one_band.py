# loses: test_generalise_kept
# One band for all ages: perfectly safe and of no use.
# %% generalise
def generalise(df):
    shared = df[["sex", "district", "need"]].copy()
    shared["age_band"] = "any age"
    size = shared.groupby(["age_band", "sex", "district"], dropna=False)["need"].transform("size")
    return shared[size >= 5]
