# %% nbgrader={"grade_id": "setup", "locked": true}
import io, contextlib, inspect, random, sys
import numpy as np
from unittest import mock
import warnings


# %% nbgrader={"grade_id": "functions", "solution": true}
### BEGIN SOLUTION
def hello(name):
    print("Hello,", name)
    print("oops", file=sys.stderr)


def ask():
    age = int(input("Age? "))
    print("You are", age)
    return age + 1


def roll():
    return random.randint(1, 6)


def noise(n):
    return np.random.rand(n)


def warn(x):
    warnings.warn("old thing", DeprecationWarning)
    return x


def report():
    """Makes a report."""
    return "a,b"


### END SOLUTION

# %% nbgrader={"grade_id": "test_redirect_stdout", "grade": true, "points": 1}
buf = io.StringIO()
with contextlib.redirect_stdout(buf):
    hello("Ali")
assert buf.getvalue() == "Hello, Ali\n", repr(buf.getvalue())

# %% nbgrader={"grade_id": "test_replaced_stdout", "grade": true, "points": 1}
old, sys.stdout = sys.stdout, io.StringIO()
hello("Mei")
text, sys.stdout = sys.stdout.getvalue(), old
assert "Hello, Mei" in text

# %% nbgrader={"grade_id": "test_capture_output", "grade": true, "points": 1}
from IPython.utils.capture import capture_output

with capture_output() as cap:
    hello("Z")
assert "Hello, Z" in cap.stdout

# %% nbgrader={"grade_id": "test_mocked_stdout", "grade": true, "points": 1}
with mock.patch("sys.stdout", new_callable=io.StringIO) as out:
    hello("Q")
assert out.getvalue() == "Hello, Q\n"

# %% nbgrader={"grade_id": "test_mocked_input", "grade": true, "points": 1}
with mock.patch("builtins.input", return_value="41"):
    assert ask() == 42

# %% nbgrader={"grade_id": "test_mocked_inputs", "grade": true, "points": 1}
with mock.patch("builtins.input", side_effect=["7", "8"]) as m:
    assert ask() == 8 and ask() == 9
m.assert_called_with("Age? ")

# %% nbgrader={"grade_id": "test_replaced_input", "grade": true, "points": 1}
import builtins

keep = builtins.input
builtins.input = lambda prompt="": "5"
try:
    assert ask() == 6
finally:
    builtins.input = keep

# %% nbgrader={"grade_id": "test_seed", "grade": true, "points": 1}
random.seed(1)
expected = [random.randint(1, 6) for _ in range(5)]
random.seed(1)
assert [roll() for _ in range(5)] == expected
random.seed(1)
first = roll()
random.seed(1)
assert roll() == first == expected[0]

# %% nbgrader={"grade_id": "test_numpy_seed", "grade": true, "points": 1}
np.random.seed(0)
e = np.random.rand(3)
np.random.seed(0)
assert np.array_equal(noise(3), e)

# %% nbgrader={"grade_id": "test_patched_name_of_the_test", "grade": true, "points": 1}
with mock.patch("__main__.roll", return_value=9):
    assert roll() == 9

# %% nbgrader={"grade_id": "test_warnings", "grade": true, "points": 1}
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    assert warn(1) == 1
assert len(w) == 1 and issubclass(w[0].category, DeprecationWarning) and "old" in str(w[0].message)

# %% nbgrader={"grade_id": "test_pytest_warns", "grade": true, "points": 1}
import pytest

with pytest.warns(DeprecationWarning, match="old"):
    warn(1)

# %% nbgrader={"grade_id": "test_docstring", "grade": true, "points": 1}
assert inspect.getdoc(report) == "Makes a report."

# %% nbgrader={"grade_id": "test_help", "grade": true, "points": 1}
buf = io.StringIO()
with contextlib.redirect_stdout(buf):
    help(report)
assert "Makes a report." in buf.getvalue()

# %% nbgrader={"grade_id": "test_prints", "grade": true, "points": 1}
hello("shown")
