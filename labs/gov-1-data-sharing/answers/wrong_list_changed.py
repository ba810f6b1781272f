# loses: test_generalise_unchanged
# Works on the list itself, so that the original is gone.
# %% generalise
def generalise(df):
    df["age_band"] = df["age"] // 10 * 10
    size = df.groupby(["age_band", "sex", "district"], dropna=False)["need"].transform("size")
    df.drop(df.index[size < 5], inplace=True)
    return df[["age_band", "sex", "district", "need"]]
