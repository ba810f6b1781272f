# loses: test_choose_label_tie
# Stops with an error where there is no label.
# %% choose_label
def choose_label(scores, margin=0.1):
    order = sorted(scores, key=scores.get, reverse=True)
    if len(order) == 1:
        return order[0]
    lead = scores[order[0]] - scores[order[1]]
    return order[0] if lead > 0 and lead >= margin else None
