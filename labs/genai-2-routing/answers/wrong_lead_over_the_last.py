# loses: test_choose_label_margin, test_choose_label_tie
# Compares the best with the worst, not with the second.
# %% choose_label
def choose_label(scores, margin=0.1):
    order = sorted(scores, key=scores.get, reverse=True)
    if len(order) < 2:
        return order[0] if order else None
    lead = scores[order[0]] - scores[order[-1]]
    if lead > 0 and lead >= margin:
        return order[0]
    return None
