# loses: test_rates_share, test_rates_forms, test_rates_edges
# Leaves out a group of which nobody is shortlisted.

# %% selection_rates
def selection_rates(pred, group):
    pred, group = list(pred), list(group)
    if len(pred) != len(group):
        raise ValueError("the lengths differ")
    picked = {h for p, h in zip(pred, group) if p}
    return {g: np.mean([bool(p) for p, h in zip(pred, group) if h == g]) for g in picked}
