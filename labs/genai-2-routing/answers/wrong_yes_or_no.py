# loses: test_confusion_counts, test_confusion_direction, test_confusion_none
# Writes 1 in place of adding 1.
# %% confusion
def confusion(gold, pred, labels):
    if len(gold) != len(pred):
        raise ValueError("the lengths differ")
    table = {row: {column: 0 for column in [*labels, "none"]} for row in labels}
    for g, p in zip(gold, pred):
        table[g]["none" if p is None else p] = 1
    return table
