# loses: test_mean_delay_empty
# Buses that are on time are left out.
# %% mean_delay
def mean_delay(delays):
    delays = [delay for delay in delays if delay != 0]
    if not delays:
        raise ValueError("no buses")
    return sum(delays) / len(delays)
