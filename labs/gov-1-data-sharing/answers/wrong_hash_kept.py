# loses: test_generalise_identifiers
# Calls a table anonymous in which every row has the hash of its identity-card number.
# %% generalise
def generalise(df):
    shared = df[["sex", "district", "need"]].copy()
    shared["age_band"] = df["age"] // 10 * 10
    shared["person"] = [hashlib.sha256(str(ic).encode()).hexdigest() for ic in df["ic"]]
    size = shared.groupby(["age_band", "sex", "district"], dropna=False)["need"].transform("size")
    return shared[size >= 5]
