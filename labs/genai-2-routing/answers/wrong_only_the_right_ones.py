# loses: test_confusion_counts, test_confusion_direction, test_confusion_none
# Counts only what went to the right department.
# %% confusion
def confusion(gold, pred, labels):
    if len(gold) != len(pred):
        raise ValueError("the lengths differ")
    table = {row: {column: 0 for column in [*labels, "none"]} for row in labels}
    for g, p in zip(gold, pred):
        if p is None:
            table[g]["none"] += 1
        elif g == p:
            table[g][p] += 1
    return table
