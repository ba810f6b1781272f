# loses: test_triage_bands, test_triage_limits, test_triage_nan
# Sends low chances to review and the middle to the senior officer.
# %% triage
def triage(p, low, high):
    if p >= high:
        return "approve"
    return "review" if p < low else "senior_review"
