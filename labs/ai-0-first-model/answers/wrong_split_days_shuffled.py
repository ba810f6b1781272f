# loses: test_split_days_train, test_split_days_test
# Draws the days at random, so that tomorrow's days leak into what the model learns from.
# %% split_days
def split_days(days, test_from):
    shuffled = days.sample(frac=1, random_state=3)
    cut = len(shuffled) // 2
    return shuffled.iloc[:cut], shuffled.iloc[cut:]
