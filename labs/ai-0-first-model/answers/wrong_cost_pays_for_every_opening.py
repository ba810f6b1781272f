# loses: test_cost_prices, test_cost_forms
# Charges the overtime of every opened day, also of those that were busy.
# %% cost
def cost(actual, predicted, missed=500, wasted=120):
    if len(actual) != len(predicted):
        raise ValueError("lengths differ")
    return sum(missed * (a and not p) + wasted * bool(p) for a, p in zip(actual, predicted))
