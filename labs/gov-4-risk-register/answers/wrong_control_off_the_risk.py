# loses: test_risk_control, test_risk_checked
# The control is taken off the product, not off the likelihood.
# %% residual_risk
def residual_risk(likelihood, impact, control):
    for value in [likelihood, control, *impact]:
        if value not in range(1, 6):
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    risk = likelihood * max(impact)
    return max(1, risk - (control - 1))
