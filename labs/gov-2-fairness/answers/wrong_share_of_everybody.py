# loses: test_rates_share, test_rates_forms
# Divides by the number of all people and not of the group.

# %% selection_rates
def selection_rates(pred, group):
    pred, group = list(pred), list(group)
    if len(pred) != len(group):
        raise ValueError("the lengths differ")
    return {g: sum(bool(p) for p, h in zip(pred, group) if h == g) / len(pred) for g in set(group)}
