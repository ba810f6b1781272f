# loses: test_override_share, test_override_small
# Withholds the rate of an office that has exactly the number that is needed.
# %% override_rate
def override_rate(df, min_n=20):
    done = df.dropna(subset=["decided"])
    groups = (done["suggested"] != done["decided"]).groupby(done["office"])
    rates = groups.mean().where(groups.size() > min_n)
    return rates.reindex(df["office"].unique())
