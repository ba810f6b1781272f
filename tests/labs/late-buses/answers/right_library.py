# %% late
def late(delays, limit):
    return list(filter(lambda delay: delay > limit, delays))


# %% mean_delay
def mean_delay(delays):
    import statistics

    return statistics.mean(delays)
