# loses: test_late
# The list that was given is sorted on the way.
# %% late
def late(delays, limit):
    delays.sort()
    return [delay for delay in delays if delay > limit]
