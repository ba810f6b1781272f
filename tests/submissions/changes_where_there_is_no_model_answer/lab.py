# %% nbgrader={"grade_id": "largest", "solution": true}
### BEGIN SOLUTION
def largest(numbers):
    raise NotImplementedError
### END SOLUTION


# %% nbgrader={"grade_id": "test_largest", "grade": true, "points": 1}
numbers = [3, 8, 5]
assert largest(numbers) == max(numbers)
