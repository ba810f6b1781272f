# loses: test_split_days_whole
# Sorts the table that was given instead of a copy of it.
# %% split_days
def split_days(days, test_from):
    days["date"] = pd.to_datetime(days["date"])
    days.sort_values("date", inplace=True)
    return days[days["date"] < test_from], days[days["date"] >= test_from]
