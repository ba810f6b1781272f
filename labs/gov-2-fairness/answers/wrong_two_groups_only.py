# loses: test_ratio_groups
# Looks at the first two groups only.

# %% parity_ratio
def parity_ratio(rates):
    values = list(dict(rates).values())[:2]
    return min(values) / max(values) if max(values) else 1.0
