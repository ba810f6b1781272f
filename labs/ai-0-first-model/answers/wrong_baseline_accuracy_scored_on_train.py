# loses: test_baseline_accuracy_train, test_baseline_accuracy_share
# Counts how often the answer is right on train.
# %% baseline_accuracy
def baseline_accuracy(train, test):
    if len(test) == 0:
        raise ValueError("no test days")
    return (train["busy"] == train["busy"].mode()[0]).mean()
