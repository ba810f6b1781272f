# loses: test_risk_checked
# Any numbers are multiplied, also those off the scale.
# %% residual_risk
def residual_risk(likelihood, impact, control):
    for value in [likelihood, control, *impact]:
        if value is None:
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    left = max(1, likelihood - (control - 1))
    return left * max(impact)
