# Iterators without an end.
# %% rounded
def rounded(numbers):
    while True:
        yield 1.2
# %% fare
import itertools


def fare(zones, price):
    return itertools.count()
