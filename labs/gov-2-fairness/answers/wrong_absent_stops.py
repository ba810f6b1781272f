# loses: test_gap_skips
# Divides by zero where nobody of a group did well.

# %% tpr_gap
def tpr_gap(y, pred, group):
    found = {}
    for t, p, g in zip(list(y), list(pred), list(group)):
        found.setdefault(g, [])
        if t == 1:
            found[g].append(bool(p))
    rates = [sum(own) / len(own) for own in found.values()]
    return max(rates) - min(rates)
