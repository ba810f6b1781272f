# %% nbgrader={"grade_id": "setup", "locked": true}
table = {"Ipoh": 12, "Muar": 9}


# %% nbgrader={"grade_id": "count", "solution": true}
def count(table):
    ### BEGIN SOLUTION
    return len(table)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_count", "grade": true, "points": 1}
assert count(table) == 2


# %% nbgrader={"grade_id": "total", "solution": true}
def total(table):
    ### BEGIN SOLUTION
    return sum(table.values())
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_total", "grade": true, "points": 2}
want = sum(table.values())
assert total(table) == want


# %% nbgrader={"grade_id": "largest", "solution": true}
def largest(numbers):
    ### BEGIN SOLUTION
    return max(numbers)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_largest", "grade": true, "points": 1}
numbers = [3, 8, 5]
assert largest(numbers) == max(numbers)


# %% nbgrader={"grade_id": "smallest", "solution": true}
def smallest(numbers):
    ### BEGIN SOLUTION
    return min(numbers)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_smallest", "grade": true, "points": 1}
numbers = [3, 8, 5]
kept = list(numbers)
assert smallest(numbers) == min(kept)
