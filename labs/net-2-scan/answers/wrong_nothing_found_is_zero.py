# loses: test_score_empty
# Takes nothing found for precision 0.
# %% precision_recall
def precision_recall(found, truth):
    found, truth = set(found), set(truth)
    both = len(found & truth)
    precision = both / len(found) if found else 0.0
    recall = both / len(truth) if truth else 1.0
    return precision, recall
