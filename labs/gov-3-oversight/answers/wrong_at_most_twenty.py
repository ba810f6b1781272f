# loses: test_override_small
# Never asks for more than twenty cases, whatever `min_n` says.
# %% override_rate
def override_rate(df, min_n=20):
    done = df.dropna(subset=["decided"])
    groups = (done["suggested"] != done["decided"]).groupby(done["office"])
    rates = groups.mean().where(groups.size() >= min(min_n, 20))
    return rates.reindex(df["office"].unique())
