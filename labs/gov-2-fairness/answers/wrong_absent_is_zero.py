# loses: test_gap_skips
# Counts a group in which nobody did well as 0.

# %% tpr_gap
def tpr_gap(y, pred, group):
    found = {}
    for t, p, g in zip(list(y), list(pred), list(group)):
        found.setdefault(g, [])
        if t == 1:
            found[g].append(bool(p))
    found = {g: own or [False] for g, own in found.items()}
    rates = [sum(own) / len(own) for own in found.values()]
    if len(rates) < 2:
        return 0.0
    return max(rates) - min(rates)
