# A function that reads memory that is not there: that test fails, all else keeps its points.
# %% fare
import ctypes


def fare(zones, price):
    return ctypes.string_at(0)
