# loses: test_rates_edges
# Stops where there are no people at all.

# %% selection_rates
def selection_rates(pred, group):
    pred, group = list(pred), list(group)
    if len(pred) != len(group):
        raise ValueError("the lengths differ")
    average = sum(pred) / len(pred)
    return {g: np.mean([bool(p) for p, h in zip(pred, group) if h == g]) + 0 * average for g in set(group)}
