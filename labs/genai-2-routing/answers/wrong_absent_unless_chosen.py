# loses: test_macro_recall_absent
# Counts a department to which something was sent, although nothing belongs to it.
# %% macro_recall
def macro_recall(gold, pred, labels):
    recalls = []
    for label in labels:
        chosen = [p for g, p in zip(gold, pred) if g == label]
        if len(chosen) > 0:
            recalls.append(chosen.count(label) / len(chosen))
        elif label in pred:
            recalls.append(0.0)
    return sum(recalls) / len(recalls) if recalls else 0.0
