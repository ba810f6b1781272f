## setup begin
import time

import numpy as np
import pandas as pd


## answer mean_of
def mean_of(table):
    return table["value"].mean()


## test test_mean_of
assert mean_of(pd.DataFrame({"value": [1.0, 3.0]})) == 2
## test test_mean_of_large
table = pd.DataFrame({"value": np.ones(6_000_000), "other": np.zeros(6_000_000)})
assert mean_of(table) == 1


## answer largest
def largest(numbers):
    return numbers.max()


## test test_largest
assert largest(np.array([1, 5, 2])) == 5
## test test_largest_is_quick
numbers = np.arange(6_000_000)
start = time.perf_counter()
found = largest(numbers)
elapsed = time.perf_counter() - start
assert found == 5_999_999
assert elapsed < 0.1, f"{elapsed} seconds"
