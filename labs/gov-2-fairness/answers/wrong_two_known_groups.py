# loses: test_rates_share, test_rates_forms, test_rates_edges
# Knows two groups only, women and men.

# %% selection_rates
def selection_rates(pred, group):
    pred, group = list(pred), list(group)
    if len(pred) != len(group):
        raise ValueError("the lengths differ")
    return {g: np.mean([bool(p) for p, h in zip(pred, group) if h == g]) for g in ("women", "men")}
