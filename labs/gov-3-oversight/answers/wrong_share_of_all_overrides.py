# loses: test_override_share, test_override_small
# Divides the overrides of an office by the cases of all offices.
# %% override_rate
def override_rate(df, min_n=20):
    done = df.dropna(subset=["decided"])
    groups = (done["suggested"] != done["decided"]).groupby(done["office"])
    rates = (groups.sum() / len(done)).where(groups.size() >= min_n)
    return rates.reindex(df["office"].unique())
