# loses: test_precision, test_recall
# Compares the lists place by place.
# %% precision_recall
def precision_recall(found, truth):
    found, truth = set(found), set(truth)
    both = sum(a == b for a, b in zip(sorted(found), sorted(truth)))
    precision = both / len(found) if found else 1.0
    recall = both / len(truth) if truth else 1.0
    return precision, recall
