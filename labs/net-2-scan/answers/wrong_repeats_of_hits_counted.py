# loses: test_precision, test_recall
# Counts hits as often as they stand there.
# %% precision_recall
def precision_recall(found, truth):
    found, truth = list(found), list(truth)
    both = sum(address in truth for address in found)
    precision = both / len(found) if found else 1.0
    recall = both / len(truth) if truth else 1.0
    return precision, recall
