# loses: test_risk_checked
# A score off the scale is changed quietly to the nearest one that is on it.
# %% residual_risk
def residual_risk(likelihood, impact, control):
    likelihood, control = min(5, max(1, likelihood)), min(5, max(1, control))
    impact = [min(5, max(1, value)) for value in impact]
    left = max(1, likelihood - (control - 1))
    return left * max(impact)
