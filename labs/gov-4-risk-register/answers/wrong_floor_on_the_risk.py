# loses: test_risk_control
# Only the final score is kept from falling below 1, not the likelihood.
# %% residual_risk
def residual_risk(likelihood, impact, control):
    for value in [likelihood, control, *impact]:
        if value not in range(1, 6):
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    left = likelihood - (control - 1)
    return max(1, left * max(impact))
