# loses: test_detect_order
# Trusts the note where there is one.

# %% detect
def detect(df):
    if "label" in df.columns:
        return sorted(set(df.loc[df["label"] == "tunnel", "parent"]))
    table = df.groupby("parent").agg(names=("query", "nunique"), n=("query", "size"), length=("length", "mean"), entropy=("entropy", "mean"))
    return list(table[(table["names"] >= 30) & (table["length"] >= 24)].index)
