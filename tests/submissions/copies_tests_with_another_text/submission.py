# Copies of tests with another text, before and behind them; the tests themselves are graded, once.
# %% copy test_fare
pass
# %% copy test_longest
pass
# %% move test_longest first
# %% copy fare
def fare(zones, price):
    return 0
# %% fare
def fare(zones, price):
    return 1
