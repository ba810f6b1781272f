# loses: test_detect_found, test_detect_benign, test_detect_order
# Reads the analyst's note, which other days do not have.

# %% detect
def detect(df):
    return sorted(set(df.loc[df["label"] == "tunnel", "parent"]))
