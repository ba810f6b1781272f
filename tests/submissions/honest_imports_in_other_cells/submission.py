# Imports in a cell of the officer’s own that the answers use, under other names than the lab’s.
# %% new first
import statistics as st
from functools import reduce
# %% total
def total(prices):
    return reduce(lambda a, b: a + b, prices, 0)
# %% mean
from numpy import mean as mean_of


def mean(prices):
    return float(mean_of(np.array(prices))) + 0 * st.mean(prices)
