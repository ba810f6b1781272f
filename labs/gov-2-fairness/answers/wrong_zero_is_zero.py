# loses: test_ratio_zero
# Says 0 where nobody is picked at all.

# %% parity_ratio
def parity_ratio(rates):
    values = list(dict(rates).values())
    return min(values) / max(values) if max(values) else 0.0
