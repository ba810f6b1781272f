# loses: test_override_share, test_override_small
# Counts a case that still waits as decided otherwise.
# %% override_rate
def override_rate(df, min_n=20):
    done = df
    groups = (done["suggested"] != done["decided"]).groupby(done["office"])
    rates = groups.mean().where(groups.size() >= min_n)
    return rates.reindex(df["office"].unique())
