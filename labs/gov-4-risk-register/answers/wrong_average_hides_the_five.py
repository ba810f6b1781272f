# loses: test_risk_worst, test_risk_control
# The average of the impacts hides a 5 behind two 1s.
# %% residual_risk
def residual_risk(likelihood, impact, control):
    if not impact:
        raise ValueError("no impact")
    for value in [likelihood, control, *impact]:
        if value not in range(1, 6):
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    left = max(1, likelihood - (control - 1))
    return left * sum(impact) / len(impact)
