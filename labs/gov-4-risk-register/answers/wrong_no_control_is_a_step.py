# loses: test_risk_worst, test_risk_control, test_risk_checked
# Control 1, which means none, takes a step off as well.
# %% residual_risk
def residual_risk(likelihood, impact, control):
    for value in [likelihood, control, *impact]:
        if value not in range(1, 6):
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    left = max(1, likelihood - control)
    return left * max(impact)
