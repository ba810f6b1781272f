# loses: test_precision, test_recall, test_score_empty
# Gives percent in place of shares.
# %% precision_recall
def precision_recall(found, truth):
    found, truth = set(found), set(truth)
    both = len(found & truth)
    precision = both / len(found) if found else 1.0
    recall = both / len(truth) if truth else 1.0
    return 100 * precision, 100 * recall
