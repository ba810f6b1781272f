# loses: test_confusion_counts, test_confusion_direction, test_confusion_none
# Uses our four departments, whichever labels are handed in.
# %% confusion
def confusion(gold, pred, labels):
    if len(gold) != len(pred):
        raise ValueError("the lengths differ")
    table = {row: {column: 0 for column in [*LABELS, "none"]} for row in LABELS}
    for g, p in zip(gold, pred):
        table[g]["none" if p is None else p] += 1
    return table
