# loses: test_mean_delay
# The mean is cut to whole minutes.
# %% mean_delay
def mean_delay(delays):
    if not len(delays):
        raise ValueError("no buses")
    return sum(delays) // len(delays)
