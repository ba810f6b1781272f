# %% nbgrader={"grade_id": "copied", "solution": true}
def copied(numbers):
    ### BEGIN SOLUTION
    return list(numbers)
    ### END SOLUTION


# %% nbgrader={"grade_id": "setup", "locked": true}
given = [3, 4]
got = copied(given)
want = sum(given)

# %% nbgrader={"grade_id": "test_total", "grade": true, "points": 1}
assert sum(got) == want
