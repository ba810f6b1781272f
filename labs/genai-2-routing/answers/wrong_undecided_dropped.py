# loses: test_macro_recall_none
# Leaves out the complaints without a choice.
# %% macro_recall
def macro_recall(gold, pred, labels):
    recalls = []
    for label in labels:
        chosen = [p for g, p in zip(gold, pred) if g == label and p is not None]
        if len(chosen) > 0:
            recalls.append(chosen.count(label) / len(chosen))
    return sum(recalls) / len(recalls) if recalls else 0.0
