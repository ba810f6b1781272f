# loses: test_override_small
# Gives 0 for an office with too few cases, as if it never departed from the model.
# %% override_rate
def override_rate(df, min_n=20):
    done = df.dropna(subset=["decided"])
    groups = (done["suggested"] != done["decided"]).groupby(done["office"])
    rates = groups.mean().where(groups.size() >= min_n).fillna(0)
    return rates.reindex(df["office"].unique())
