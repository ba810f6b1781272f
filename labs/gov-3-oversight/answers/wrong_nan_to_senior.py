# loses: test_triage_nan
# A case without a number falls through to the senior officer.
# %% triage
def triage(p, low, high):
    if p >= high:
        return "approve"
    if p >= low:
        return "review"
    return "senior_review"
