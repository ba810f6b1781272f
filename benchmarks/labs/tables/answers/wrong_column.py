# loses: test_mean_wait
# The function ends in an error: there is no such column.
# %% mean_wait
def mean_wait(table):
    return table.groupby("counter")["wait"].mean()
