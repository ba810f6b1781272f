# %% nbgrader={"grade_id": "setup", "locked": true}
import io, contextlib, random, time, os, json, sys
import numpy as np
from unittest import mock
import requests
import logging
from pathlib import Path


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


def fetch(url):
    r = requests.get(url, timeout=3)
    return r.json()["v"]


def wait():
    time.sleep(100)
    return time.time()


def env():
    return os.environ.get("LEVEL", "none")


def load(path):
    with open(path) as f:
        return json.load(f)


def lines(handle):
    return [l.strip() for l in handle]


def write_to(handle):
    handle.write("abc\n")


def log(x):
    logging.getLogger("app").warning("value %s", x)


### END SOLUTION

# %% nbgrader={"grade_id": "test_redirect_stderr", "grade": true, "points": 1}
buf = io.StringIO()
with contextlib.redirect_stderr(buf):
    hello("Ali")
assert buf.getvalue() == "oops\n"

# %% nbgrader={"grade_id": "test_mocked_print", "grade": true, "points": 1}
with mock.patch("builtins.print") as p:
    hello("x")
p.assert_any_call("Hello,", "x")

# %% nbgrader={"grade_id": "test_own_input", "grade": true, "points": 1}
input = lambda prompt="": "5"
try:
    assert ask() == 6
finally:
    del input

# %% nbgrader={"grade_id": "test_stdin", "grade": true, "points": 1}
keep = sys.stdin
sys.stdin = io.StringIO("30\n")
try:
    assert ask() == 31
finally:
    sys.stdin = keep

# %% nbgrader={"grade_id": "test_patched_library", "grade": true, "points": 1}
with mock.patch("requests.get") as g:
    g.return_value.json.return_value = {"v": 5}
    assert fetch("http://x") == 5
g.assert_called_once_with("http://x", timeout=3)

# %% nbgrader={"grade_id": "test_patched_clock", "grade": true, "points": 1}
with mock.patch("time.sleep") as s, mock.patch("time.time", return_value=5.0):
    assert wait() == 5.0
s.assert_called_once_with(100)

# %% nbgrader={"grade_id": "test_patched_random", "grade": true, "points": 1}
with mock.patch("random.randint", return_value=4):
    assert roll() == 4

# %% nbgrader={"grade_id": "test_patched_environment", "grade": true, "points": 1}
with mock.patch.dict(os.environ, {"LEVEL": "high"}):
    assert env() == "high"

# %% nbgrader={"grade_id": "test_reads_a_handle", "grade": true, "points": 1}
assert lines(io.StringIO("a\nb\n")) == ["a", "b"]

# %% nbgrader={"grade_id": "test_writes_to_a_handle", "grade": true, "points": 1}
h = io.StringIO()
write_to(h)
assert h.getvalue() == "abc\n"

# %% nbgrader={"grade_id": "test_reads_an_open_file", "grade": true, "points": 1}
Path("l.txt").write_text("a\nb\n")
with open("l.txt") as f:
    assert lines(f) == ["a", "b"]

# %% nbgrader={"grade_id": "test_log_handler", "grade": true, "points": 1}
stream = io.StringIO()
handler = logging.StreamHandler(stream)
logging.getLogger("app").addHandler(handler)
log(3)
assert "value 3" in stream.getvalue()

# %% nbgrader={"grade_id": "test_assert_logs", "grade": true, "points": 1}
import unittest


class T(unittest.TestCase):
    def runTest(self):
        with self.assertLogs("app", "WARNING") as cm:
            log(4)
        assert "value 4" in cm.output[0]


r = T().run()
assert r.wasSuccessful(), r.failures + r.errors

# %% nbgrader={"grade_id": "test_source_of_a_function", "grade": true, "points": 1}
import inspect

assert "randint" in inspect.getsource(roll)


# %% nbgrader={"grade_id": "account", "solution": true}
### BEGIN SOLUTION
class Account:
    def __init__(self, owner):
        self.owner = owner

    def name(self):
        return self.owner


### END SOLUTION


# %% nbgrader={"grade_id": "test_class_on_the_officers", "grade": true, "points": 1}
class Shared(Account):
    def both(self):
        return self.name() * 2


assert Shared("A").both() == "AA"

# %% nbgrader={"grade_id": "test_code_object", "grade": true, "points": 1}
assert load.__code__.co_argcount == 1


# %% nbgrader={"grade_id": "row", "solution": true}
### BEGIN SOLUTION
def row(table):
    return table[0]


### END SOLUTION

# %% nbgrader={"grade_id": "test_view_of_the_argument", "grade": true, "points": 1}
table = np.zeros((2, 2))
row(table)[0] = 5
assert table[0, 0] == 5

# %% nbgrader={"grade_id": "step", "solution": true}
### BEGIN SOLUTION
import torch


def step(model, optimiser, inputs, wanted):
    optimiser.zero_grad()
    loss = ((model(inputs) - wanted) ** 2).mean()
    loss.backward()
    optimiser.step()
    return loss.item()


### END SOLUTION

# %% nbgrader={"grade_id": "test_trains_the_tests_model", "grade": true, "points": 1}
model = torch.nn.Linear(1, 1)
before = model.weight.detach().clone()
step(model, torch.optim.SGD(model.parameters(), lr=0.1), torch.ones(4, 1), torch.ones(4, 1) * 5)
assert not torch.equal(before, model.weight)
