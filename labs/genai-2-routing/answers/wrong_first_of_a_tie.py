# loses: test_choose_label_tie
# Takes the first label where two are equally good, if the margin is 0.
# %% choose_label
def choose_label(scores, margin=0.1):
    order = sorted(scores, key=scores.get, reverse=True)
    if len(order) < 2:
        return order[0] if order else None
    if scores[order[0]] - scores[order[1]] >= margin:
        return order[0]
    return None
