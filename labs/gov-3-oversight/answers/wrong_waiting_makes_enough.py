# loses: test_override_small
# Counts the waiting cases towards the number that is needed.
# %% override_rate
def override_rate(df, min_n=20):
    done = df.dropna(subset=["decided"])
    groups = (done["suggested"] != done["decided"]).groupby(done["office"])
    rates = groups.mean().where(df.groupby("office").size().reindex(groups.size().index) >= min_n)
    return rates.reindex(df["office"].unique())
