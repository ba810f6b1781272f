# loses: test_override_small
# Asks for ten cases where nothing was said.
# %% override_rate
def override_rate(df, min_n=10):
    done = df.dropna(subset=["decided"])
    groups = (done["suggested"] != done["decided"]).groupby(done["office"])
    rates = groups.mean().where(groups.size() >= min_n)
    return rates.reindex(df["office"].unique())
