# Results that are larger than what may pass: the message says so, and all else keeps its points.
# %% fare
def fare(zones, price):
    return b"x" * 200_000_000
# %% rounded
def rounded(numbers):
    return [[] for _ in range(3_000_000)]
