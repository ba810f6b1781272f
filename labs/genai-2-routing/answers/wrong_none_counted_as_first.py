# loses: test_confusion_none
# Counts a complaint without a choice for the first department.
# %% confusion
def confusion(gold, pred, labels):
    if len(gold) != len(pred):
        raise ValueError("the lengths differ")
    table = {row: {column: 0 for column in [*labels, "none"]} for row in labels}
    for g, p in zip(gold, pred):
        table[g][p or labels[0]] += 1
    return table
