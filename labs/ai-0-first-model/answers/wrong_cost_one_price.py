# loses: test_cost_prices, test_cost_forms
# Charges every mistake alike, as accuracy does.
# %% cost
def cost(actual, predicted, missed=500, wasted=120):
    if len(actual) != len(predicted):
        raise ValueError("lengths differ")
    return sum(missed for was_busy, opened in zip(actual, predicted) if was_busy != opened)
