# loses: test_ratio_zero
# Leaves out groups that are never picked.

# %% parity_ratio
def parity_ratio(rates):
    values = [rate for rate in dict(rates).values() if rate > 0]
    return min(values) / max(values) if values else 1.0
