# loses: test_detect_found
# Looks at lookups of the type TXT only.

# %% detect
def detect(df):
    text = df[df["qtype"] == "TXT"]
    names = text.groupby("parent")["query"].nunique()
    return list(names[names >= 30].index)
