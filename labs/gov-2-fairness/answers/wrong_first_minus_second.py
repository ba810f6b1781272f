# loses: test_gap_size, test_gap_positives, test_gap_skips, test_gap_forms
# Subtracts the second rate from the first, so that the gap can be below 0.

# %% tpr_gap
def tpr_gap(y, pred, group):
    found = {}
    for t, p, g in zip(list(y), list(pred), list(group)):
        if t == 1:
            found.setdefault(g, []).append(bool(p))
    rates = [sum(own) / len(own) for own in found.values()]
    if len(rates) < 2:
        return 0.0
    return rates[0] - rates[1]
