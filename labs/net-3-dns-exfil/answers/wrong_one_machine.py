# loses: test_detect_found, test_detect_order
# Looks at the lookup server only.

# %% detect
def detect(df):
    df = df[df["client"] == "10.20.0.9"]
    table = df.groupby("parent").agg(names=("query", "nunique"), n=("query", "size"), length=("length", "mean"), entropy=("entropy", "mean"))
    return list(table[(table["names"] >= 30) & (table["length"] >= 24)].index)
