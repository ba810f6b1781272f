# Results that are small to send and large to read, or that take for ever to make.
# %% fare
import re

count = 0


def fare(zones, price):
    global count
    return [2**8_000_000] * 1000
# %% greeting
def greeting(name):
    return re.compile("(a|a|aa)+$")
# %% rounded
def rounded(numbers):
    deep = []
    for _ in range(5000):
        deep = [deep]
    return deep
# %% longest
def longest(names):
    return {number * (2**61 - 1): number for number in range(20_000)}
