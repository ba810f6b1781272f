# loses: test_triage_bands, test_triage_limits, test_triage_nan
# Lets the machine refuse what lies below the lower limit.
# %% triage
def triage(p, low, high):
    if p >= high:
        return "approve"
    return "reject" if p < low else "review"
