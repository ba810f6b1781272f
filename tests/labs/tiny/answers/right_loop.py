# %% fare
def fare(zones, price):
    total = 0
    for _ in range(zones):
        total = total + price
    return total


# %% longest
def longest(names):
    best = names[0]
    for name in names:
        if len(name) > len(best):
            best = name
    return best
