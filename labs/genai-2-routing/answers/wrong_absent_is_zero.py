# loses: test_macro_recall_absent
# Counts a department without complaints as 0.
# %% macro_recall
def macro_recall(gold, pred, labels):
    recalls = []
    for label in labels:
        chosen = [p for g, p in zip(gold, pred) if g == label]
        if len(chosen) > 0:
            recalls.append(chosen.count(label) / len(chosen))
    return sum(recalls) / len(labels)
