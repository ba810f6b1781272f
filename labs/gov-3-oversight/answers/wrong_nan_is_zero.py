# loses: test_triage_nan
# Takes a missing number for a chance of 0.
# %% triage
def triage(p, low, high):
    p = 0 if p != p else p
    return "approve" if p >= high else "senior_review" if p < low else "review"
