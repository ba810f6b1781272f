# %% [markdown]
"""
# A toy lab / Makmal mainan
Everything here is fictional.
"""

# %% nbgrader={"grade_id": "setup", "locked": true}
from matplotlib.figure import Figure

from futurefit.kit import check, expect, explore, live

# %% [markdown]
"""
## Task 1 · Add the two counters (3 points)
Two counters, one queue: how many people wait?

<details><summary>Hint 1: the idea</summary>

Put the two numbers together.
</details>
"""


# %% nbgrader={"grade_id": "add", "solution": true}
def add(a, b):
    """The people at both counters."""
    ### BEGIN SOLUTION
    return a + b
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_add", "grade": true, "points": 2}
with check("The two counters are added"):
    expect(add(3, 4), 7, "Did you take one from the other?")
### BEGIN HIDDEN TESTS
with check("Also when a counter is empty"):
    expect(add(0, 5), 5, "An empty counter has nobody waiting.")
### END HIDDEN TESTS

# %% nbgrader={"grade_id": "test_add_order", "grade": true, "points": 1}
with check("It does not matter which counter comes first"):
    expect(add(1, 2), add(2, 1), "Both counters count the same.")


# %% tags=["explore"]
def draw(people):
    figure = Figure(figsize=(4, 2))
    figure.subplots().barh(["waiting"], [add(people, 1)])
    return figure


with explore("The picture of the queue", "Task 1"):
    add(0, 0)  # is Task 1 finished?
    live(draw, people=(1, 9, 1))

# %% [markdown]
"""
## Reflection (4 points)
What would you tell your KSU?
"""

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
A model reflection.
"""
