# loses: test_ratio_direction, test_ratio_groups, test_ratio_zero
# Subtracts the rates in place of dividing them.

# %% parity_ratio
def parity_ratio(rates):
    values = list(dict(rates).values())
    return max(values) - min(values)
