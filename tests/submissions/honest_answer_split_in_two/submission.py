# The answer cell builds on a cell of the officer’s before it, and one after it finishes it.
# %% new first
def add(a, b):
    return a + b
# %% total
def total(prices):
    result = 0
    for price in prices:
        result = add(result, price)
    return result
# %% best
ordered = sorted(prices)
cheapest = ordered[0]
# %% new after best
dearest = ordered[-1]
