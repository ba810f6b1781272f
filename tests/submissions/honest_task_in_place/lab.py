# %% nbgrader={"grade_id": "setup", "locked": true}
stock = {"rice": 3, "tea": 1}


# %% nbgrader={"grade_id": "sell", "solution": true}
def sell(stock, name):
    ### BEGIN SOLUTION
    stock[name] -= 1
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_sell", "grade": true, "points": 1}
before = dict(stock)
sell(stock, "rice")
assert stock == {"rice": before["rice"] - 1, "tea": 1}


# %% nbgrader={"grade_id": "sort", "solution": true}
def sort(numbers):
    ### BEGIN SOLUTION
    numbers.sort()
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_sort", "grade": true, "points": 2}
numbers = [3, 1, 2]
assert sort(numbers) is None and numbers == [1, 2, 3]

# %% nbgrader={"grade_id": "test_sort_goes_on", "grade": true, "points": 1}
numbers.append(0)
sort(numbers)
1 if numbers == [0, 1, 2, 3] else 0
