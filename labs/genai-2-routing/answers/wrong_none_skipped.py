# loses: test_confusion_none
# Leaves out the complaints without a choice.
# %% confusion
def confusion(gold, pred, labels):
    if len(gold) != len(pred):
        raise ValueError("the lengths differ")
    table = {row: {column: 0 for column in [*labels, "none"]} for row in labels}
    for g, p in zip(gold, pred):
        if p is not None:
            table[g][p] += 1
    return table
