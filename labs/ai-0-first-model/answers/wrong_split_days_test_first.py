# loses: test_split_days_train, test_split_days_test
# Gives the two tables back in the wrong order.
# %% split_days
def split_days(days, test_from):
    train = days[days["date"] < test_from]
    test = days[days["date"] >= test_from]
    return test, train
