# loses: test_generalise_unchanged
# Looks for the oldest person first, whom an empty list does not have.

# %% generalise
def generalise(df):
    oldest = max(df["age"].dropna().tolist())
    shared = df[["sex", "district", "need"]].copy()
    shared["age_band"] = pd.cut(df["age"], list(range(0, int(oldest) + 11, 10)), right=False).astype(str)
    size = shared.groupby(["age_band", "sex", "district"], dropna=False)["need"].transform("size")
    return shared[size >= 5]
