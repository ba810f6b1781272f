# loses: test_macro_recall_equal, test_macro_recall_none
# Gives the accuracy, in which every complaint counts the same.
# %% macro_recall
def macro_recall(gold, pred, labels):
    return sum(g == p for g, p in zip(gold, pred)) / len(gold) if len(gold) else 0.0
