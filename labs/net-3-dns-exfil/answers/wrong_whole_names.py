# loses: test_detect_found, test_detect_benign, test_detect_order
# Gives back the whole names and not their parents.

# %% detect
def detect(df):
    return list(df.loc[(df["length"] >= 38), "query"])
