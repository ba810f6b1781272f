# loses: test_ratio_zero
# Says 1 as soon as one group is never picked.

# %% parity_ratio
def parity_ratio(rates):
    values = list(dict(rates).values())
    return 1.0 if min(values) == 0 else min(values) / max(values)
