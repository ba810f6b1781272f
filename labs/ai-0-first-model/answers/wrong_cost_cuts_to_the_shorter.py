# loses: test_cost_lengths
# Silently leaves out the days for which there is no decision.
# %% cost
def cost(actual, predicted, missed=500, wasted=120):
    return sum(missed * (a and not p) + wasted * (p and not a) for a, p in zip(actual, predicted))
