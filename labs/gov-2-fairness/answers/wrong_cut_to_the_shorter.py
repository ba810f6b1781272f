# loses: test_rates_edges
# Silently goes on with as many people as the shorter of the two has.

# %% selection_rates
def selection_rates(pred, group):
    pred, group = list(pred), list(group)
    n = min(len(pred), len(group))
    return {g: np.mean([bool(p) for p, h in zip(pred, group) if h == g]) for g in set(group[:n])}
