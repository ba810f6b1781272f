# loses: test_detect_order
# Does not think of a day without lookups.

# %% detect
def detect(df):
    first = df["time"].iloc[0]
    table = df.groupby("parent").agg(names=("query", "nunique"), n=("query", "size"), length=("length", "mean"), entropy=("entropy", "mean"))
    return list(table[(table["names"] >= 30) & (table["length"] >= 24) & (first >= 0)].index)
