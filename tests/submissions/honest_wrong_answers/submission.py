# Ordinary mistakes: one off by one, one that changes nothing; each loses its own points alone.
# %% total
def total(prices):
    return sum(prices[1:])
# %% mean
def mean(prices):
    return sum(prices) / len(prices)
# %% best
cheapest = min(prices)
dearest = max(prices[1:])
