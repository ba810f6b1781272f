# loses: test_detect_order
# Adds a column to the table that was given.

# %% detect
def detect(df):
    df["carried"] = df["length"]
    table = df.groupby("parent").agg(names=("query", "nunique"), n=("query", "size"), length=("length", "mean"), entropy=("entropy", "mean"))
    return list(table[(table["names"] >= 30) & (table["length"] >= 24)].index)
