# loses: test_generalise_kept
# Bands of two years: safe, but more than a third of the people are left out.
# %% generalise
def generalise(df):
    shared = df[["sex", "district", "need"]].copy()
    shared["age_band"] = df["age"] // 2 * 2
    size = shared.groupby(["age_band", "sex", "district"], dropna=False)["need"].transform("size")
    return shared[size >= 5]
