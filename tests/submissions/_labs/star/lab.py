# %% nbgrader={"grade_id": "setup", "locked": true}
import io
from contextlib import redirect_stdout
from math import *


class Report:
    def __init__(self, rows):
        self.rows = rows

    def is_complete(self):
        return len(self.rows) == 2


# %% nbgrader={"grade_id": "area", "solution": true}
def area(radius):
    ### BEGIN SOLUTION
    return pi * radius**2
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_area", "grade": true, "points": 1}
assert isclose(area(2), 12.566370614)


# %% nbgrader={"grade_id": "counted", "solution": true}
class counted:
    ### BEGIN SOLUTION
    def __enter__(self):
        return [1, 2, 3]

    def __exit__(self, *error):
        return False
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_counted", "grade": true, "points": 1}
with counted() as numbers:
    assert sum(numbers) == 6


# %% nbgrader={"grade_id": "report", "solution": true}
def report(rows):
    ### BEGIN SOLUTION
    return Report(rows)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_report", "grade": true, "points": 1}
assert report([1, 2]).is_complete()


# %% nbgrader={"grade_id": "shout", "solution": true}
def shout(word):
    ### BEGIN SOLUTION
    print(word.upper())
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_shout", "grade": true, "points": 1}
with redirect_stdout(io.StringIO()) as heard:
    shout("hello")
assert heard.getvalue() == "HELLO\n"
