# %% nbgrader={"grade_id": "setup", "locked": true}
class StubClient:
    """A stand-in of a language model."""

    def __init__(self, replies):
        self.replies = list(replies)
        self.calls = []
        self.model = "stub-1"

    def complete(self, prompt, **options):
        self.calls.append((prompt, options))
        return self.replies.pop(0)


class Message:
    def __init__(self, content):
        self.content = content


class Choice:
    def __init__(self, content):
        self.message = Message(content)


class Reply:
    def __init__(self, content):
        self.choices = [Choice(content)]


class Completions:
    def __init__(self):
        self.asked = []

    def create(self, *, model, messages, temperature=1.0):
        self.asked.append(messages)
        return Reply(f"answer to {messages[-1]['content']}")


class Chat:
    def __init__(self):
        self.completions = Completions()


class Client:
    def __init__(self):
        self.chat = Chat()


# %% nbgrader={"grade_id": "callers", "solution": true}
### BEGIN SOLUTION
def ask(client, question):
    return client.complete(question, temperature=0).strip()


def retry(fn, times):
    for _ in range(times):
        try:
            return fn()
        except ConnectionError:
            pass
    raise RuntimeError("gave up")


def chat(client, q):
    r = client.chat.completions.create(model="m", messages=[{"role": "user", "content": q}])
    return r.choices[0].message.content


def apply_all(xs, f):
    return [f(x) for x in xs]


def sort_by(xs, key):
    return sorted(xs, key=key)


def bisect(f, lo, hi):
    while hi - lo > 1e-9:
        mid = (lo + hi) / 2
        lo, hi = (lo, mid) if f(lo) * f(mid) <= 0 else (mid, hi)
    return lo


def timed(f, clock):
    t = clock()
    f()
    return clock() - t


def deriv(f):
    return lambda x, h=1e-6: (f(x + h) - f(x)) / (2 * h) + (f(x) - f(x - h)) / (2 * h)


def agent(model, tools, q):
    step = model(q)
    while step["tool"]:
        step = model(tools[step["tool"]](*step["args"]))
    return step["text"]


def model_name(client):
    return client.model


def set_model(client, name):
    client.model = name
    client.extra = [1]


### END SOLUTION

# %% nbgrader={"grade_id": "test_stub_client", "grade": true, "points": 1}
c = StubClient([" yes "])
assert ask(c, "q?") == "yes"
assert c.calls == [("q?", {"temperature": 0})]

# %% nbgrader={"grade_id": "test_callbacks_that_raise", "grade": true, "points": 1}
tries = []


def flaky():
    tries.append(1)
    if len(tries) < 3:
        raise ConnectionError("down")
    return "ok"


assert retry(flaky, 5) == "ok" and len(tries) == 3


def dead():
    raise ConnectionError


try:
    retry(dead, 2)
    assert False
except RuntimeError as e:
    assert str(e) == "gave up"


class MyErr(Exception):
    pass


def own():
    raise MyErr("mine")


try:
    retry(own, 2)
    assert False
except MyErr as e:
    assert str(e) == "mine"

# %% nbgrader={"grade_id": "test_chained_client", "grade": true, "points": 1}
c = Client()
assert chat(c, "hi") == "answer to hi"
assert c.chat.completions.asked[0][0]["content"] == "hi"

# %% nbgrader={"grade_id": "test_functions", "grade": true, "points": 1}
assert apply_all([1, 2], lambda x: x * 2) == [2, 4]
assert apply_all(["a"], str.upper) == ["A"]
assert apply_all([-1], abs) == [1]
import math

assert apply_all([4], math.sqrt) == [2.0]
assert sort_by(["bb", "a"], len) == ["a", "bb"]
assert sort_by(["bb", "a"], key=lambda s: s) == ["a", "bb"]
assert abs(bisect(lambda x: x * x - 2, 0, 2) - 2**0.5) < 1e-6
assert abs(deriv(lambda x: x * x)(3) - 6) < 1e-3
ticks = iter([1.0, 3.5])
assert timed(lambda: None, lambda: next(ticks)) == 2.5
steps = iter([{"tool": "add", "args": [1, 2]}, {"tool": None, "text": "done"}])
got = []


def model(q):
    got.append(q)
    return next(steps)


assert agent(model, {"add": lambda a, b: a + b}, "q") == "done" and got == ["q", 3]

# %% nbgrader={"grade_id": "test_itemgetter", "grade": true, "points": 1}
from operator import itemgetter

assert sort_by([{"a": 2}, {"a": 1}], itemgetter("a")) == [{"a": 1}, {"a": 2}]

# %% nbgrader={"grade_id": "test_built_in_class", "grade": true, "points": 1}
assert apply_all(["1", "2"], int) == [1, 2]


# %% nbgrader={"grade_id": "test_class_of_the_test", "grade": true, "points": 1}
class P:
    def __init__(self, x):
        self.x = x


r = apply_all([1, 2], P)
assert r[1].x == 2 and isinstance(r[0], P)

# %% nbgrader={"grade_id": "test_attributes_of_a_stub", "grade": true, "points": 1}
c = StubClient([])
assert model_name(c) == "stub-1"
set_model(c, "other")
assert c.model == "other" and c.extra == [1]

# %% nbgrader={"grade_id": "test_mock", "grade": true, "points": 1}
from unittest.mock import Mock, MagicMock

m = Mock()
m.complete.return_value = " no "
assert ask(m, "why") == "no"
m.complete.assert_called_once_with("why", temperature=0)

# %% nbgrader={"grade_id": "test_magic_mock", "grade": true, "points": 1}
m = MagicMock(return_value=7)
assert apply_all([1, 2], m) == [7, 7]
assert m.call_count == 2
m.assert_any_call(1)

# %% nbgrader={"grade_id": "test_side_effect", "grade": true, "points": 1}
m = Mock(side_effect=[ConnectionError("x"), "fine"])
assert retry(m, 3) == "fine"

# %% nbgrader={"grade_id": "test_chained_mock", "grade": true, "points": 1}
m = Mock()
m.chat.completions.create.return_value.choices = [Mock(message=Mock(content="hey"))]
assert chat(m, "q") == "hey"
kw = m.chat.completions.create.call_args.kwargs
assert kw["messages"][0]["content"] == "q"

# %% nbgrader={"grade_id": "test_simple_namespace", "grade": true, "points": 1}
from types import SimpleNamespace as NS

ns = NS(chat=NS(completions=NS(create=lambda **kw: NS(choices=[NS(message=NS(content=kw["model"]))]))))
assert chat(ns, "q") == "m"
