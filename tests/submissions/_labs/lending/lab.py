# %% nbgrader={"grade_id": "setup", "locked": true}
from unittest.mock import Mock


# %% nbgrader={"grade_id": "notify", "solution": true}
def notify(sender, people):
    ### BEGIN SOLUTION
    for person in people:
        sender.send(person)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_notify", "grade": true, "points": 2}
sender = Mock()
notify(sender, ["Aina", "Devi"])
assert sender.send.called and sender.send.call_count == 2
sender.send.assert_any_call("Devi")


# %% nbgrader={"grade_id": "apply", "solution": true}
def apply(function, number):
    ### BEGIN SOLUTION
    return function(number)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_apply", "grade": true, "points": 1}
def plus_one(value):
    return value(1) if callable(value) else value + 1


assert apply(plus_one, 4) == 5
