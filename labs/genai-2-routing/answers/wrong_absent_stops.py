# loses: test_macro_recall_absent
# Divides by zero for a department without complaints.
# %% macro_recall
def macro_recall(gold, pred, labels):
    recalls = []
    for label in labels:
        chosen = [p for g, p in zip(gold, pred) if g == label]
        recalls.append(chosen.count(label) / len(chosen))
    return sum(recalls) / len(recalls)
