# %% nbgrader={"grade_id": "total", "solution": true}
def total(numbers):
    ### BEGIN SOLUTION
    return sum(numbers)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_total", "grade": true, "points": 3}
numbers = [3, 4]
score = 1 if total([]) == 0 else 0
score += 2 if total(numbers) == sum(numbers) else 0
score
