# loses: test_rates_share, test_rates_forms
# Takes the share that a group has of all who are shortlisted.

# %% selection_rates
def selection_rates(pred, group):
    pred, group = list(pred), list(group)
    if len(pred) != len(group):
        raise ValueError("the lengths differ")
    ones = sum(bool(p) for p in pred) or 1
    return {g: sum(bool(p) for p, h in zip(pred, group) if h == g) / ones for g in set(group)}
