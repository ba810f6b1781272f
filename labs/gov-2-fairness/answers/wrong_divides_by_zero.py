# loses: test_ratio_zero
# Does not think of a model that picks nobody.

# %% parity_ratio
def parity_ratio(rates):
    values = list(dict(rates).values())
    return min(values) / max(values)
