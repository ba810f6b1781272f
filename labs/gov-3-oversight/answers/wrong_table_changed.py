# loses: test_override_share
# Strikes the waiting cases out of the table that was given.
# %% override_rate
def override_rate(df, min_n=20):
    offices = df["office"].unique()
    df.dropna(subset=["decided"], inplace=True)
    groups = (df["suggested"] != df["decided"]).groupby(df["office"])
    return groups.mean().where(groups.size() >= min_n).reindex(offices)
