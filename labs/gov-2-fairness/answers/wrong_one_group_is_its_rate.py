# loses: test_gap_skips
# With one group left, gives its rate as the gap.

# %% tpr_gap
def tpr_gap(y, pred, group):
    found = {}
    for t, p, g in zip(list(y), list(pred), list(group)):
        if t == 1:
            found.setdefault(g, []).append(bool(p))
    rates = [sum(own) / len(own) for own in found.values()]
    if len(rates) == 1:
        return rates[0]
    if not rates:
        return 0.0
    return max(rates) - min(rates)
