# loses: test_late
# The limit itself counts as late.
# %% late
def late(delays, limit):
    return [delay for delay in delays if delay >= limit]
