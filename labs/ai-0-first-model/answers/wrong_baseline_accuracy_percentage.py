# loses: test_baseline_accuracy_train, test_baseline_accuracy_share
# Gives a percentage where a share from 0 to 1 was asked for.
# %% baseline_accuracy
def baseline_accuracy(train, test):
    if len(test) == 0:
        raise ValueError("no test days")
    return 100 * (test["busy"] == train["busy"].mode()[0]).mean()
