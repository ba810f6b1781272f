# loses: test_baseline_accuracy_train, test_baseline_accuracy_share
# Always says calm, whatever was commonest in train.
# %% baseline_accuracy
def baseline_accuracy(train, test):
    if len(test) == 0:
        raise ValueError("no test days")
    return (~test["busy"]).mean()
