# loses: test_cost_prices, test_cost_forms
# Uses 500 and 120 whatever prices are given.
# %% cost
def cost(actual, predicted, missed=500, wasted=120):
    if len(actual) != len(predicted):
        raise ValueError("lengths differ")
    return sum(500 * (a and not p) + 120 * (p and not a) for a, p in zip(actual, predicted))
