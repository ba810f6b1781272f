# loses: test_ratio_direction, test_ratio_groups
# Compares the smallest rate with the average and not with the largest.

# %% parity_ratio
def parity_ratio(rates):
    values = list(dict(rates).values())
    return min(values) / (sum(values) / len(values)) if max(values) else 1.0
