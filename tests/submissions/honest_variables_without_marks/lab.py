# %% nbgrader={"grade_id": "setup", "locked": true}
import math

# %% nbgrader={"grade_id": "values", "solution": true}
### BEGIN SOLUTION
total = 42
ratio = 0.5
name = "Kuala Lumpur 吉隆坡 😀"
flags = {"a": True, "b": None}
pair = (1, "x")
letters = {"a", "b"}
nested = {"k": [1, (2, 3), {"z": {4}}]}
empty = None
### END SOLUTION

# %% nbgrader={"grade_id": "test_values", "grade": true, "points": 1}
assert total == 42 and isinstance(total, int)
assert math.isclose(ratio, 0.5)
assert name.startswith("Kuala") and name.endswith("😀") and type(name) is str
assert flags == {"a": True, "b": None} and flags["a"] is True
assert pair == (1, "x") and isinstance(pair, tuple)
assert letters == {"b", "a"}
assert nested["k"][2]["z"] == {4}
assert empty is None

# %% nbgrader={"grade_id": "statements", "solution": true}
### BEGIN SOLUTION
try:
    x = int("zz")
except ValueError as exc:
    message = str(exc)
for i in range(3):
    pass
with open("f.txt", "w") as handle:
    handle.write("hello")
[first, *others] = [1, 2, 3]
if (walrus := 5) > 3:
    big = True
### END SOLUTION

# %% nbgrader={"grade_id": "test_statements", "grade": true, "points": 1}
assert "invalid literal" in message
assert i == 2
assert first == 1 and others == [2, 3] and walrus == 5 and big
