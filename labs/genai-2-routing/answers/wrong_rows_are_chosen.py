# loses: test_confusion_counts, test_confusion_direction, test_confusion_none
# Puts the chosen department in the row and the right one in the column.
# %% confusion
def confusion(gold, pred, labels):
    if len(gold) != len(pred):
        raise ValueError("the lengths differ")
    table = {row: {column: 0 for column in [*labels, "none"]} for row in [*labels, "none"]}
    for g, p in zip(gold, pred):
        table["none" if p is None else p][g] += 1
    return table
