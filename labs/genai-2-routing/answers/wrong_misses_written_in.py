# loses: test_macro_recall_equal
# Writes into the list that was given, to mark the misses.
# %% macro_recall
def macro_recall(gold, pred, labels):
    for n, (g, p) in enumerate(zip(gold, pred)):
        pred[n] = g == p
    recalls = []
    for label in labels:
        hits = [hit for g, hit in zip(gold, pred) if g == label]
        if hits:
            recalls.append(sum(hits) / len(hits))
    return sum(recalls) / len(recalls) if recalls else 0.0
