# loses: test_precision, test_recall, test_score_empty
# Divides both by all addresses that stand anywhere.
# %% precision_recall
def precision_recall(found, truth):
    found, truth = set(found), set(truth)
    both = len(found & truth)
    precision = both / len(found | truth) if found | truth else 1.0
    recall = both / len(found | truth) if found | truth else 1.0
    return precision, recall
