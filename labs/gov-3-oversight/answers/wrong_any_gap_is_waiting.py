# loses: test_override_share
# Takes every case with a blank anywhere for one that waits.
# %% override_rate
def override_rate(df, min_n=20):
    done = df.dropna()
    groups = (done["suggested"] != done["decided"]).groupby(done["office"])
    rates = groups.mean().where(groups.size() >= min_n)
    return rates.reindex(df["office"].unique())
