# loses: test_triage_bands, test_triage_limits
# Writes the limits 0.3 and 0.8 into the rule, whatever the KSU decides.
# %% triage
def triage(p, low, high):
    if p >= 0.8:
        return "approve"
    return "senior_review" if p < 0.3 else "review"
