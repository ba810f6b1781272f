# loses: test_ratio_groups, test_ratio_zero
# Looks at the first group and the last one.

# %% parity_ratio
def parity_ratio(rates):
    values = list(dict(rates).values())
    ends = [values[0], values[-1]]
    return min(ends) / max(ends) if max(ends) else 1.0
