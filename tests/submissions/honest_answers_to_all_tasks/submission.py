# Right answers, one by another way than the model's: all points.
# %% fare
def fare(zones, price):
    return sum([price] * zones)
