# loses: test_rates_share
# Takes the people off the list that was given while it counts.

# %% selection_rates
def selection_rates(pred, group):
    if len(pred) != len(group):
        raise ValueError("the lengths differ")
    names, found = list(group), {}
    if isinstance(pred, list):
        values = [pred.pop(0) for _ in names]
    else:
        values = list(pred)
    for name in set(names):
        found[name] = np.mean([bool(p) for p, g in zip(values, names) if g == name])
    return found
