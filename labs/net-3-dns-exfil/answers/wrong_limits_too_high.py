# loses: test_detect_found, test_detect_order
# Sets the limits by the one tunnel of this day.

# %% detect
def detect(df):
    table = df.groupby("parent").agg(names=("query", "nunique"), n=("query", "size"), length=("length", "mean"), entropy=("entropy", "mean"))
    return list(table[(table["names"] >= 150) & (table["length"] >= 45)].index)
