# loses: test_detect_benign
# Asks only for names like noise.

# %% detect
def detect(df):
    table = df.groupby("parent").agg(names=("query", "nunique"), n=("query", "size"), length=("length", "mean"), entropy=("entropy", "mean"))
    return list(table[table["entropy"] >= 3.2].index)
