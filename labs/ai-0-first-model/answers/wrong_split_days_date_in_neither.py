# loses: test_split_days_test, test_split_days_whole
# Loses the date itself.
# %% split_days
def split_days(days, test_from):
    return days[days["date"] < test_from], days[days["date"] > test_from]
