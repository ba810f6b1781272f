# loses: test_risk_worst
# Sorts the list that it was given.
# %% residual_risk
def residual_risk(likelihood, impact, control):
    for value in [likelihood, control, *impact]:
        if value not in range(1, 6):
            raise ValueError(f"{value} is not a whole number from 1 to 5")
    if not impact:
        raise ValueError("no impacts")
    impact.sort()
    return max(1, likelihood - (control - 1)) * impact[-1]
