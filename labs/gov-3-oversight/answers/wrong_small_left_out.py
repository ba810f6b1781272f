# loses: test_override_small
# Leaves offices with too few cases off the list.
# %% override_rate
def override_rate(df, min_n=20):
    done = df.dropna(subset=["decided"])
    groups = (done["suggested"] != done["decided"]).groupby(done["office"])
    rates = groups.mean().where(groups.size() >= min_n)
    return rates.dropna()
