# loses: test_ratio_direction, test_ratio_groups
# Rounds the ratio to one decimal.

# %% parity_ratio
def parity_ratio(rates):
    values = list(dict(rates).values())
    return round(min(values) / max(values), 1) if max(values) else 1.0
