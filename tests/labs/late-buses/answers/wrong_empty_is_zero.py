# loses: test_mean_delay_empty
# Where there are no buses, the mean is said to be zero.
# %% mean_delay
def mean_delay(delays):
    return sum(delays) / len(delays) if delays else 0
