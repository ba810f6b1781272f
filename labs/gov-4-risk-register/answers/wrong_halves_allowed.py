# loses: test_risk_checked
# Half steps between 1 and 5 are let through.
# %% residual_risk
def residual_risk(likelihood, impact, control):
    for value in [likelihood, control, *impact]:
        if not 1 <= value <= 5:
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    left = max(1, likelihood - (control - 1))
    return left * max(impact)
