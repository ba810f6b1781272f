# %% mean_wait
def mean_wait(table):
    means = {}
    for counter in sorted(table["counter"].unique()):
        means[counter] = table[table["counter"] == counter]["minutes"].mean()
    return pd.Series(means)  # noqa: F821
