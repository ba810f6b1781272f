# loses: test_split_days_train, test_split_days_whole
# Takes the date itself into train as well as into test.
# %% split_days
def split_days(days, test_from):
    return days[days["date"] <= test_from], days[days["date"] >= test_from]
