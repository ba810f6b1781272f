# loses: test_detect_order, test_detect_found
# Compares each lookup with the one before it, so that the order of the rows decides.

# %% detect
def detect(df):
    df = df[df["length"] >= 24]
    again = df["parent"] == df["parent"].shift()
    counts = df[again]["parent"].value_counts()
    return list(counts[counts >= 160].index)
