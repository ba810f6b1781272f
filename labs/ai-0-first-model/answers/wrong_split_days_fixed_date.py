# loses: test_split_days_train, test_split_days_test, test_split_days_whole
# Always cuts at the date of the example.
# %% split_days
def split_days(days, test_from):
    return days[days["date"] < "2025-07-01"], days[days["date"] >= "2025-07-01"]
