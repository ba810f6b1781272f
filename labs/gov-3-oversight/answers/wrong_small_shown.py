# loses: test_override_small
# Shows the rate of every office, however few its cases are.
# %% override_rate
def override_rate(df, min_n=20):
    done = df.dropna(subset=["decided"])
    groups = (done["suggested"] != done["decided"]).groupby(done["office"])
    rates = groups.mean().where(groups.size() >= 1)
    return rates.reindex(df["office"].unique())
