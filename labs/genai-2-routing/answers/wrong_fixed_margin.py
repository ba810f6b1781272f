# loses: test_choose_label_margin
# Uses 0.1 whatever margin is asked for.
# %% choose_label
def choose_label(scores, margin=0.1):
    order = sorted(scores, key=scores.get, reverse=True)
    if len(order) < 2:
        return order[0] if order else None
    lead = scores[order[0]] - scores[order[1]]
    if lead > 0 and lead >= 0.1:
        return order[0]
    return None
