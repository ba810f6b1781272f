# loses: test_macro_recall_absent
# Counts a department without complaints as 1.
# %% macro_recall
def macro_recall(gold, pred, labels):
    recalls = []
    for label in labels:
        chosen = [p for g, p in zip(gold, pred) if g == label]
        recalls.append(chosen.count(label) / len(chosen) if chosen else 1.0)
    return sum(recalls) / len(recalls)
