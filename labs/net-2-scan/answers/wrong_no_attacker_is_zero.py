# loses: test_score_empty
# Takes no attackers for recall 0.
# %% precision_recall
def precision_recall(found, truth):
    found, truth = set(found), set(truth)
    both = len(found & truth)
    precision = both / len(found) if found else 1.0
    recall = both / len(truth) if truth else 0.0
    return precision, recall
