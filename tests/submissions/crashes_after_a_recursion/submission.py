# A recursion without an end or a limit.
# %% fare
import sys


def fare(zones, price):
    sys.setrecursionlimit(10**9)
    return fare(zones, price)
