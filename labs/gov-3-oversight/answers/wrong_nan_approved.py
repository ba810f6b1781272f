# loses: test_triage_nan
# A case without a number falls through both questions and is approved.
# %% triage
def triage(p, low, high):
    if p < low:
        return "senior_review"
    if p < high:
        return "review"
    return "approve"
