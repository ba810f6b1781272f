# The officer sorts the lab’s list and binds one of its names anew: his own notebook goes on with that, the tests with the lab’s.
# %% new first
prices = sorted(prices)
prices.append(100.0)
prices.remove(100.0)
