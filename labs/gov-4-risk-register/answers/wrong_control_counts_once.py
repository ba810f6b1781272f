# loses: test_risk_control, test_risk_checked
# Any control takes one step off, however strong it is.
# %% residual_risk
def residual_risk(likelihood, impact, control):
    for value in [likelihood, control, *impact]:
        if value not in range(1, 6):
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    left = max(1, likelihood - (control > 1))
    return left * max(impact)
