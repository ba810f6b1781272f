# loses: test_gap_skips
# Does not think of nobody at all.

# %% tpr_gap
def tpr_gap(y, pred, group):
    found = {}
    for t, p, g in zip(list(y), list(pred), list(group)):
        if t == 1:
            found.setdefault(g, []).append(bool(p))
    rates = [sum(own) / len(own) for own in found.values()]
    return max(rates) - min(rates)
