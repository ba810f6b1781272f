# loses: test_cost_prices, test_cost_forms
# Charges a missed day with the price of a wasted one, and the other way round.
# %% cost
def cost(actual, predicted, missed=500, wasted=120):
    if len(actual) != len(predicted):
        raise ValueError("lengths differ")
    total = 0
    for was_busy, opened in zip(actual, predicted):
        if was_busy and not opened:
            total = total + wasted
        if opened and not was_busy:
            total = total + missed
    return total
