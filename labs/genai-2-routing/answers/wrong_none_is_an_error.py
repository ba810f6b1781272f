# loses: test_confusion_none
# Has no column for complaints without a choice.
# %% confusion
def confusion(gold, pred, labels):
    if len(gold) != len(pred):
        raise ValueError("the lengths differ")
    table = {row: {column: 0 for column in labels} for row in labels}
    for g, p in zip(gold, pred):
        table[g][p] += 1
    return table
