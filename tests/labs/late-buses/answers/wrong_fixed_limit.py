# loses: test_late
# The limit of the example is written into the function.
# %% late
def late(delays, limit):
    return [delay for delay in delays if delay > 6]
