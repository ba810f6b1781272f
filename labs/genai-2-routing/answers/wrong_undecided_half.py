# loses: test_macro_recall_none
# Gives half a point for a complaint without a choice.
# %% macro_recall
def macro_recall(gold, pred, labels):
    recalls = []
    for label in labels:
        chosen = [p for g, p in zip(gold, pred) if g == label]
        if len(chosen) > 0:
            recalls.append((chosen.count(label) + chosen.count(None) / 2) / len(chosen))
    return sum(recalls) / len(recalls) if recalls else 0.0
