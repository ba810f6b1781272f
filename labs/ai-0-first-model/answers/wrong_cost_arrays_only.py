# loses: test_cost_forms
# Works on arrays, and fails on lists or pairs columns by their row labels.
# %% cost
def cost(actual, predicted, missed=500, wasted=120):
    if len(actual) != len(predicted):
        raise ValueError("lengths differ")
    return (actual & ~predicted).sum() * missed + (predicted & ~actual).sum() * wasted
