# loses: test_macro_recall_equal, test_macro_recall_absent, test_macro_recall_none
# Divides by what was sent to a department, not by what belongs to it.
# %% macro_recall
def macro_recall(gold, pred, labels):
    shares = []
    for label in labels:
        if label in gold:
            sent = [g for g, p in zip(gold, pred) if p == label]
            shares.append(sent.count(label) / len(sent) if sent else 0)
    return sum(shares) / len(shares) if shares else 0.0
