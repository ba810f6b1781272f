# %% [markdown]
"""
# Two tiny functions

What grading costs when the answers themselves cost nothing.
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
price = 2.5


# %% nbgrader={"grade_id": "fare", "solution": true}
def fare(zones, price):
    """The fare of a trip in ringgit: the number of zones times the price of one."""
    ### BEGIN SOLUTION
    return zones * price
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_fare", "grade": true, "points": 2}
assert fare(3, price) == 7.5, "Is the number of zones multiplied by the price?"
### BEGIN HIDDEN TESTS
assert fare(4, 10) == 40, "Does the function use the price that it is given?"
### END HIDDEN TESTS


# %% nbgrader={"grade_id": "longest", "solution": true}
def longest(names):
    """The longest of the names; the first of them where several are."""
    ### BEGIN SOLUTION
    return max(names, key=len)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_longest", "grade": true, "points": 3}
assert longest(["Ipoh", "Kota Bharu", "Muar"]) == "Kota Bharu", "Is it the number of letters that counts?"
### BEGIN HIDDEN TESTS
assert longest(["Muar", "Ipoh"]) == "Muar", "Which one comes first in the list?"
### END HIDDEN TESTS
