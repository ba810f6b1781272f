# loses: test_gap_positives, test_gap_size, test_gap_skips, test_gap_forms
# Asks how many of those who were picked did well, which is another measure.

# %% tpr_gap
def tpr_gap(y, pred, group):
    found = {}
    for t, p, g in zip(list(y), list(pred), list(group)):
        if p == 1:
            found.setdefault(g, []).append(bool(t))
    rates = [sum(own) / len(own) for own in found.values()]
    if len(rates) < 2:
        return 0.0
    return max(rates) - min(rates)
