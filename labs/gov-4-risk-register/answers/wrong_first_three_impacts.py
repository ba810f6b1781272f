# loses: test_risk_worst
# Looks at three kinds of harm, as in the example, and at no fourth.
# %% residual_risk
def residual_risk(likelihood, impact, control):
    for value in [likelihood, control, *impact]:
        if value not in range(1, 6):
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    return max(1, likelihood - (control - 1)) * max(impact[:3])
