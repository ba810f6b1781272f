# %% late
def late(delays, limit):
    return [delay for delay in delays if delay > limit]


# %% mean_delay
def mean_delay(delays):
    total, count = 0, 0
    for delay in delays:
        total, count = total + delay, count + 1
    if count == 0:
        raise ValueError("no buses")
    return total / count
