# loses: test_choose_label_margin
# Takes two scores that are nearly equal for a tie.
# %% choose_label
def choose_label(scores, margin=0.1):
    order = sorted(scores, key=scores.get, reverse=True)
    if len(order) < 2:
        return order[0] if order else None
    lead = scores[order[0]] - scores[order[1]]
    return order[0] if lead > 0.05 and lead >= margin else None
