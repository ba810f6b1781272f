# %% nbgrader={"grade_id": "setup", "locked": true}
import math

import numpy as np

prices = [12.0, 9.5, 3.0]


# %% nbgrader={"grade_id": "total", "solution": true}
### BEGIN SOLUTION
def total(prices):
    return sum(prices)


### END SOLUTION

# %% nbgrader={"grade_id": "test_total", "grade": true, "points": 1}
assert total([1, 2]) == 3
assert total([]) == 0


# %% nbgrader={"grade_id": "mean", "solution": true}
### BEGIN SOLUTION
def mean(prices):
    return total(prices) / len(prices)


### END SOLUTION

# %% nbgrader={"grade_id": "test_mean", "grade": true, "points": 1}
assert math.isclose(mean([1, 2]), 1.5)
assert math.isclose(mean(prices), 24.5 / 3)

# %% nbgrader={"grade_id": "best", "solution": true}
### BEGIN SOLUTION
cheapest = min(prices)
dearest = max(prices)
### END SOLUTION

# %% nbgrader={"grade_id": "test_best", "grade": true, "points": 1}
assert cheapest == 3.0
assert dearest == 12.0
