# loses: test_rates_share, test_rates_forms
# Gives the number of people who are shortlisted, and not their share.

# %% selection_rates
def selection_rates(pred, group):
    pred, group = list(pred), list(group)
    if len(pred) != len(group):
        raise ValueError("the lengths differ")
    return {g: sum(bool(p) for p, h in zip(pred, group) if h == g) for g in set(group)}
