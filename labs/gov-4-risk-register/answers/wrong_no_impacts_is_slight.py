# loses: test_risk_checked
# Where no impact was given, it is taken to be slight.
# %% residual_risk
def residual_risk(likelihood, impact, control):
    for value in [likelihood, control, *impact]:
        if value not in range(1, 6):
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    left = max(1, likelihood - (control - 1))
    return left * max(impact, default=1)
