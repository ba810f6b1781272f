# The answer stands in a new cell, and the answer cell is left as it was released.
# %% unanswered mean
# %% new after mean
def mean(prices):
    return total(prices) / len(prices)
