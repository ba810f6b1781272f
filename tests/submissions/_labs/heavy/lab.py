# %% nbgrader={"grade_id": "steps", "solution": true}
def steps(number):
    ### BEGIN SOLUTION
    return 2 * number
    ### END SOLUTION


# %% nbgrader={"grade_id": "chart", "locked": true}
chart = sum(range(steps(3)))


# %% nbgrader={"grade_id": "double", "solution": true}
def double(number):
    ### BEGIN SOLUTION
    return 2 * number
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_steps", "grade": true, "points": 1}
assert chart == 15

# %% nbgrader={"grade_id": "test_double", "grade": true, "points": 2}
assert double(4) == 8
