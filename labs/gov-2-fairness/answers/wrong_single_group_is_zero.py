# loses: test_ratio_zero
# Says 0 where there is one group only.

# %% parity_ratio
def parity_ratio(rates):
    values = list(dict(rates).values())
    if len(values) < 2:
        return 0.0
    return min(values) / max(values) if max(values) else 1.0
