# loses: test_precision, test_recall
# Counts an address as often as it stands there.
# %% precision_recall
def precision_recall(found, truth):
    found, truth = list(found), list(truth)
    both = len(set(found) & set(truth))
    precision = both / len(found) if found else 1.0
    recall = both / len(truth) if truth else 1.0
    return precision, recall
