# loses: test_split_days_train, test_split_days_test, test_split_days_whole
# Gives back lists of dates instead of tables of days.
# %% split_days
def split_days(days, test_from):
    return [d for d in days["date"] if d < test_from], [d for d in days["date"] if d >= test_from]
