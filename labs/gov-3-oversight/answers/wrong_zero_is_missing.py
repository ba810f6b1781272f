# loses: test_triage_limits
# Takes a chance of 0 for a missing number.
# %% triage
def triage(p, low, high):
    if not p:
        return "review"
    if p >= high:
        return "approve"
    return "senior_review" if p < low else "review"
