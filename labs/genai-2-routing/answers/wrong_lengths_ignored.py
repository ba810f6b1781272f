# loses: test_confusion_counts
# Stops silently at the end of the shorter list.
# %% confusion
def confusion(gold, pred, labels):
    table = {row: {column: 0 for column in [*labels, "none"]} for row in labels}
    for g, p in zip(gold, pred):
        table[g]["none" if p is None else p] += 1
    return table
