# loses: test_triage_limits
# Lets the machine refuse where the chance is 0.
# %% triage
def triage(p, low, high):
    if p == 0:
        return "reject"
    if p >= high:
        return "approve"
    return "senior_review" if p < low else "review"
