# loses: test_detect_benign
# Takes the busiest names for tunnels.

# %% detect
def detect(df):
    table = df.groupby("parent").agg(names=("query", "nunique"), n=("query", "size"), length=("length", "mean"), entropy=("entropy", "mean"))
    return list(table[table["n"] >= 50].index)
