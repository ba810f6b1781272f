# loses: test_score_empty
# Divides by zero where nothing was found.
# %% precision_recall
def precision_recall(found, truth):
    found, truth = set(found), set(truth)
    both = len(found & truth)
    precision = both / len(found)
    recall = both / len(truth)
    return precision, recall
