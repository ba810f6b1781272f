# loses: test_ratio_direction, test_ratio_groups
# Divides the first rate by the second, in the order in which they stand.

# %% parity_ratio
def parity_ratio(rates):
    values = list(dict(rates).values())
    if max(values) == 0 or len(values) == 1:
        return 1.0
    return values[0] / values[1] if values[1] else 0.0
