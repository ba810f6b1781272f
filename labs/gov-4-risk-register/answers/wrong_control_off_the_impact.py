# loses: test_risk_control
# The control is taken to make harm milder, not rarer.
# %% residual_risk
def residual_risk(likelihood, impact, control):
    for value in [likelihood, control, *impact]:
        if value not in range(1, 6):
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    left = likelihood
    return left * max(1, max(impact) - (control - 1))
