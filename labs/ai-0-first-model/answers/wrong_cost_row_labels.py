# loses: test_cost_forms
# Counts rows from 0 by their labels, which fails on the second half of a table.
# %% cost
def cost(actual, predicted, missed=500, wasted=120):
    if len(actual) != len(predicted):
        raise ValueError("lengths differ")
    total = 0
    for day in range(len(actual)):
        if actual[day] and not predicted[day]:
            total = total + missed
        elif predicted[day] and not actual[day]:
            total = total + wasted
    return total
