# loses: test_triage_limits
# Approves only above the upper limit, and not at it.
# %% triage
def triage(p, low, high):
    if p > high:
        return "approve"
    return "senior_review" if p < low else "review"
