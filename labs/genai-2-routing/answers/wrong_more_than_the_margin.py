# loses: test_choose_label_margin
# Wants a lead above the margin, not of at least the margin.
# %% choose_label
def choose_label(scores, margin=0.1):
    order = sorted(scores, key=scores.get, reverse=True)
    if len(order) < 2:
        return order[0] if order else None
    if scores[order[0]] - scores[order[1]] > margin:
        return order[0]
    return None
