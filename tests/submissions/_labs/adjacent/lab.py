# %% nbgrader={"grade_id": "double", "solution": true}
def double(number):
    ### BEGIN SOLUTION
    return 2 * number
    ### END SOLUTION


# %% nbgrader={"grade_id": "triple", "solution": true}
def triple(number):
    ### BEGIN SOLUTION
    return 3 * number
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_double", "grade": true, "points": 2}
def near(got, want):
    return abs(got - want) < 1e-9


assert near(double(3), 6)

# %% nbgrader={"grade_id": "test_triple", "grade": true, "points": 3}
cases = [(1, 3), (2, 6)]
assert all(map(lambda case: near(triple(case[0]), case[1]), cases))
