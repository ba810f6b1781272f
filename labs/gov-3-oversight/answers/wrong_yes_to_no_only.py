# loses: test_override_share
# Counts only a suggested yes that was turned into a no.
# %% override_rate
def override_rate(df, min_n=20):
    done = df.dropna(subset=["decided"])
    groups = (done["suggested"].isin(["grant", "accept", "y", "yes"]) & (done["suggested"] != done["decided"])).groupby(done["office"])
    rates = groups.mean().where(groups.size() >= min_n)
    return rates.reindex(df["office"].unique())
