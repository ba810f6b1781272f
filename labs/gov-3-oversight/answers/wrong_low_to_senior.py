# loses: test_triage_limits
# Sends a case exactly at the lower limit to the senior officer.
# %% triage
def triage(p, low, high):
    if p >= high:
        return "approve"
    return "senior_review" if p <= low else "review"
