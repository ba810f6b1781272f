# loses: test_confusion_counts
# Takes the entries out of the lists that were given.
# %% confusion
def confusion(gold, pred, labels):
    if len(gold) != len(pred):
        raise ValueError("the lengths differ")
    table = {row: {column: 0 for column in [*labels, "none"]} for row in labels}
    while gold:
        table[gold.pop()][pred.pop() or "none"] += 1
    return table
