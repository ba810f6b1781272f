# loses: test_split_days_train, test_split_days_test
# Counts the early days and cuts there, as if the rows were always in order.
# %% split_days
def split_days(days, test_from):
    early = (days["date"] < test_from).sum()
    return days.iloc[:early], days.iloc[early:]
