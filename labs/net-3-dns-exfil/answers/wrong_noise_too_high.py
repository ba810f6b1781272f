# loses: test_detect_found
# Asks for more noise than sixteen signs can make.

# %% detect
def detect(df):
    table = df.groupby("parent").agg(names=("query", "nunique"), n=("query", "size"), length=("length", "mean"), entropy=("entropy", "mean"))
    return list(table[(table["names"] >= 30) & (table["length"] >= 24) & (table["entropy"] >= 4.3)].index)
