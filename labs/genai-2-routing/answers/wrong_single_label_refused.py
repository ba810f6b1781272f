# loses: test_choose_label_highest
# Gives nothing for a single label, since there is no second one.
# %% choose_label
def choose_label(scores, margin=0.1):
    order = sorted(scores, key=scores.get, reverse=True)
    if len(order) < 2:
        return None
    lead = scores[order[0]] - scores[order[1]]
    return order[0] if lead > 0 and lead >= margin else None
