# loses: test_ratio_direction, test_ratio_zero, test_ratio_groups
# Divides the largest rate by the smallest.

# %% parity_ratio
def parity_ratio(rates):
    values = list(dict(rates).values())
    return max(values) / min(values) if min(values) else 1.0
