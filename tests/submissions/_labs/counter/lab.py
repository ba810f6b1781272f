# %% nbgrader={"grade_id": "setup", "locked": true}
import math

import numpy as np
from futurefit.kit import check, expect

PRICES = {"Ipoh": 12.0, "Muar": 9.5, "Klang": 3.0}


# %% nbgrader={"grade_id": "fare", "solution": true}
def fare(zones, price):
    ### BEGIN SOLUTION
    return zones * price
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_fare", "grade": true, "points": 2}
assert abs(fare(3, 2.5) - 7.5) < 1e-9
### BEGIN HIDDEN TESTS
assert fare(4, 70441) == 281764
### END HIDDEN TESTS


# %% nbgrader={"grade_id": "greeting", "solution": true}
def greeting(name):
    ### BEGIN SOLUTION
    return f"Selamat datang, {name}"
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_greeting", "grade": true, "points": 1}
assert greeting("Aina").startswith("Selamat")
assert greeting("Devi").endswith("Devi")


# %% nbgrader={"grade_id": "rounded", "solution": true}
def rounded(numbers):
    ### BEGIN SOLUTION
    return [round(number, 1) for number in numbers]
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_rounded", "grade": true, "points": 1}
assert np.allclose(rounded([1.23, 4.56]), [1.2, 4.6])
assert math.isclose(rounded([0.19])[0], 0.2)


# %% nbgrader={"grade_id": "longest", "solution": true}
def longest(names):
    ### BEGIN SOLUTION
    return max(names, key=len)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_longest", "grade": true, "points": 3}
with check("The longest name is found"):
    expect(longest(["Ipoh", "Kota Bharu", "Muar"]), "Kota Bharu", "Count the letters.")
### BEGIN HIDDEN TESTS
with check("The first of two is taken"):
    expect(longest(["Muar", "Ipoh"]), "Muar", "Which comes first?")
### END HIDDEN TESTS
