# %% [markdown]
"""
# Late buses

Two small tasks whose tests are good, for the tests of the proof.
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
from futurefit.kit import check, expect, expect_error, expect_unchanged

example = [3, 9, 5, 12]

# %% tags=["explore"]
print(example)

# %% [markdown]
"""
## Task 1: which buses are late
"""


# %% nbgrader={"grade_id": "late", "solution": true}
def late(delays, limit):
    """The delays above the limit, in their order."""
    ### BEGIN SOLUTION
    found = []
    for delay in delays:
        if delay > limit:
            found.append(delay)
    return found
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_late", "grade": true, "points": 2}
with check("The delays above the limit are found, in their order"):
    expect(late(example, 6), [9, 12], "Is each delay compared with the limit?")
### BEGIN HIDDEN TESTS
with check("The limit itself is not late, and another limit finds other buses"):
    given = [7, 2, 8]
    expect(late(given, 7), [8], "Is it “more than”, not “at least”?")
    expect_unchanged(given, [7, 2, 8], "the list of delays")
    expect(late([], 7), [], "Where there are no buses, none is late.")
### END HIDDEN TESTS

# %% [markdown]
"""
## Task 2: the mean delay
"""


# %% nbgrader={"grade_id": "mean_delay", "solution": true}
def mean_delay(delays):
    """The mean delay in minutes; a ValueError where there are no buses."""
    ### BEGIN SOLUTION
    if len(delays) == 0:
        raise ValueError("There are no buses.")
    return sum(delays) / len(delays)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_mean_delay", "grade": true, "points": 1}
with check("The mean of 2 and 4 minutes is 3 minutes"):
    expect(mean_delay([2, 4]), 3, "Is the sum divided by the number of buses?")
### BEGIN HIDDEN TESTS
with check("The same holds for three buses and for early ones"):
    expect(mean_delay([10, -4, 3]), 3, "Do early buses count as negative delays?")
    expect(mean_delay([1, 2]), 1.5, "Is the result rounded?")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_mean_delay_empty", "grade": true, "points": 1}
with check("Without buses it refuses, and with one it does not"):
    expect_error(ValueError, lambda: mean_delay([]), "With no bus there is nothing to measure: raise a ValueError.")
    expect(mean_delay([6]), 6, "One bus is enough for a mean.")
### BEGIN HIDDEN TESTS
with check("A bus that is on time is a bus"):
    expect(mean_delay([0]), 0, "Is it the number of buses that is compared with zero?")
    expect(mean_delay((0, 0, 0, 4)), 1, "Do buses that are on time count?")
### END HIDDEN TESTS

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
An answer names a limit of the result, and who must act on it.
"""
