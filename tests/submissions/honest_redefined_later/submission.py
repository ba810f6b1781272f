# A first try is wrong; a later cell, before the test, defines the function again.
# %% total
def total(prices):
    return 0
# %% new after total
def total(prices):
    return math.fsum(prices)
