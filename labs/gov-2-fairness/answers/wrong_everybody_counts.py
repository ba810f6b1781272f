# loses: test_gap_positives, test_gap_skips, test_gap_forms
# Counts all people, also those who did not do well.

# %% tpr_gap
def tpr_gap(y, pred, group):
    found = {}
    for t, p, g in zip(list(y), list(pred), list(group)):
        if True:
            found.setdefault(g, []).append(bool(p))
    rates = [sum(own) / len(own) for own in found.values()]
    if len(rates) < 2:
        return 0.0
    return max(rates) - min(rates)
