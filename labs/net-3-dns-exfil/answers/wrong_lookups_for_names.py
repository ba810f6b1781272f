# loses: test_detect_benign
# Counts the lookups and not the different names.

# %% detect
def detect(df):
    table = df.groupby("parent").agg(n=("query", "size"), length=("length", "mean"), entropy=("entropy", "mean"))
    return list(table[(table["n"] >= 20) & (table["length"] >= 20) & (table["entropy"] >= 3.3)].index)
