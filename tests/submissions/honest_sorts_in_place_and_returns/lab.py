# %% nbgrader={"grade_id": "setup", "locked": true}
import numpy as np
import pandas as pd

fares = pd.DataFrame({"town": ["Muar", "Ipoh", "Klang"], "fare": [9.5, 12.0, 3.0]})


# %% nbgrader={"grade_id": "highest", "solution": true}
def highest(numbers):
    ### BEGIN SOLUTION
    return max(numbers)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_highest", "grade": true, "points": 1}
assert highest([3, 9, 4]) == 9
numbers = [5, 1, 2]
assert highest(numbers) == max(numbers)


# %% nbgrader={"grade_id": "ordered", "solution": true}
def ordered(numbers):
    ### BEGIN SOLUTION
    return sorted(numbers)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_ordered", "grade": true, "points": 2}
numbers = [3, 1, 2]
assert ordered(numbers) == [1, 2, 3]
rows = [[2, "b"], [1, "a"]]
assert ordered(rows)[0][1] == "a" and sorted(rows) == ordered(rows)


# %% nbgrader={"grade_id": "dearest", "solution": true}
def dearest(table):
    ### BEGIN SOLUTION
    return table.sort_values("fare").iloc[-1]["town"]
    ### END SOLUTION


def with_tax(table):
    ### BEGIN SOLUTION
    return table.assign(tax=table["fare"] * 0.06)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_dearest", "grade": true, "points": 1}
assert dearest(fares) == "Ipoh"

# %% nbgrader={"grade_id": "test_with_tax", "grade": true, "points": 2}
got = with_tax(fares)
assert list(got["tax"].round(2)) == [0.57, 0.72, 0.18]
2 if list(got["fare"]) == list(fares["fare"]) else 1


# %% nbgrader={"grade_id": "scaled", "solution": true}
def scaled(data):
    ### BEGIN SOLUTION
    return {name: values / values.max() for name, values in data.items()}
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_scaled", "grade": true, "points": 1}
data = {"a": np.array([1.0, 2.0]), "b": np.array([4.0, 8.0])}
got = scaled(data)
assert np.allclose(got["a"], [0.5, 1]) and np.allclose(got["b"], [0.5, 1])


# %% nbgrader={"grade_id": "greet", "solution": true}
def greet(people, say):
    ### BEGIN SOLUTION
    return [say(one) for one in people]
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_greet", "grade": true, "points": 1}
said = []
greet(["Aina", "Devi"], said.append)
assert said == ["Aina", "Devi"]
