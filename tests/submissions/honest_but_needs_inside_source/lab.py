# %% nbgrader={"grade_id": "setup", "locked": true}
import inspect


# %% nbgrader={"grade_id": "add", "solution": true}
### BEGIN SOLUTION
def add(a, b):
    return a + b


### END SOLUTION

# %% nbgrader={"grade_id": "test_source", "grade": true, "points": 1}
assert "a + b" in inspect.getsource(add)

# %% nbgrader={"grade_id": "test_add", "grade": true, "points": 1}
assert add(1, 2) == 3
