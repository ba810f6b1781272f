# %% [markdown]
"""
# Tiny lab
## *Makmal kecil*

Two small tasks and a reflection: enough to go the whole road.
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
from futurefit.kit import check, expect

price = 2.5

# %% [markdown]
"""
## Task 1: the fare of a trip

The fare is the number of zones times the price of a zone.
"""


# %% nbgrader={"grade_id": "fare", "solution": true}
def fare(zones, price):
    """The fare of a trip in ringgit."""
    ### BEGIN SOLUTION
    return zones * price
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_fare", "grade": true, "points": 2}
with check("Three zones cost three times the price"):
    expect(fare(3, price), 7.5, "Is the number of zones multiplied by the price?")
### BEGIN HIDDEN TESTS
with check("Another price gives another fare"):
    expect(fare(4, 10), 40, "Does the function use the price that it is given?")
### END HIDDEN TESTS

# %% [markdown]
"""
## Task 2: the longest name
"""


# %% nbgrader={"grade_id": "longest", "solution": true}
def longest(names):
    """The longest of the names; the first of them where several are."""
    ### BEGIN SOLUTION
    return max(names, key=len)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_longest", "grade": true, "points": 3}
with check("The longest name is found"):
    expect(longest(["Ipoh", "Kota Bharu", "Muar"]), "Kota Bharu", "Is it the number of letters that counts?")
### BEGIN HIDDEN TESTS
with check("Of two equally long names, the first is taken"):
    expect(longest(["Muar", "Ipoh"]), "Muar", "Which one comes first in the list?")
### END HIDDEN TESTS

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
An answer names a limit of the result, and who must act on it.
"""
