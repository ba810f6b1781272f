# loses: test_split_days_whole
# Throws away days with a blank.
# %% split_days
def split_days(days, test_from):
    days = days.dropna()
    return days[days["date"] < test_from], days[days["date"] >= test_from]
