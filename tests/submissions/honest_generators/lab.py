# %% nbgrader={"grade_id": "helpers", "locked": true}
import inspect


# %% nbgrader={"grade_id": "generators", "solution": true}
### BEGIN SOLUTION
def squares(n):
    for i in range(n):
        yield i * i


def naturals():
    n = 0
    while True:
        yield n
        n += 1


def running():
    total = 0
    while True:
        x = yield total
        if x is None:
            return
        total += x


gen = (x for x in "abc")


def lazy(source):
    for x in source:
        yield x * 2


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


class Timer:
    def __enter__(self):
        self.on = True
        return self

    def __exit__(self, *exc):
        self.on = False
        return exc[0] is ValueError


### END SOLUTION

# %% nbgrader={"grade_id": "test_read", "grade": true, "points": 1}
import itertools, types

assert list(squares(4)) == [0, 1, 4, 9]
g = squares(3)
assert next(g) == 0 and next(g) == 1 and list(g) == [4]
assert list(itertools.islice(naturals(), 5)) == [0, 1, 2, 3, 4]

# %% nbgrader={"grade_id": "test_expression", "grade": true, "points": 1}
assert "".join(gen) == "abc"

# %% nbgrader={"grade_id": "test_is_a_generator", "grade": true, "points": 1}
assert isinstance(squares(3), types.GeneratorType)
assert inspect.isgenerator(squares(3))

# %% nbgrader={"grade_id": "test_is_a_generator_function", "grade": true, "points": 1}
assert inspect.isgeneratorfunction(squares)

# %% nbgrader={"grade_id": "test_send", "grade": true, "points": 1}
r = running()
next(r)
assert r.send(5) == 5 and r.send(6) == 11
r.close()

# %% nbgrader={"grade_id": "test_lazy", "grade": true, "points": 1}
seen = []


def source():
    for i in range(5):
        seen.append(i)
        yield i


z = lazy(source())
assert seen == []
assert next(z) == 0 and seen == [0]
assert next(z) == 2 and seen == [0, 1]

# %% nbgrader={"grade_id": "test_own_iterator", "grade": true, "points": 1}
assert list(Countdown(3)) == [3, 2, 1]
c = Countdown(2)
assert next(c) == 2 and next(c) == 1
try:
    next(c)
    assert False, "no stop"
except StopIteration:
    pass
assert iter(c) is c

# %% nbgrader={"grade_id": "test_context_manager", "grade": true, "points": 1}
with Timer() as t:
    assert t.on
    raise ValueError("swallowed")
assert not t.on
try:
    with Timer() as t:
        raise KeyError("k")
    assert False
except KeyError:
    pass

# %% nbgrader={"grade_id": "test_used_up", "grade": true, "points": 1}
assert list(zip(squares(3), squares(3))) == [(0, 0), (1, 1), (4, 4)]
assert sum(squares(4)) == 14 and max(squares(4)) == 9 and 4 in squares(4)


# %% nbgrader={"grade_id": "views", "solution": true}
### BEGIN SOLUTION
def pairs(a, b):
    return zip(a, b)


def mapped(xs):
    return map(lambda x: x + 1, xs)


def filtered(xs):
    return filter(None, xs)


def rev(xs):
    return reversed(xs)


def enum_(xs):
    return enumerate(xs)


def ks(d):
    return d.keys()


def rng_(n):
    return range(n)


### END SOLUTION

# %% nbgrader={"grade_id": "test_views", "grade": true, "points": 1}
assert list(pairs([1, 2], "ab")) == [(1, "a"), (2, "b")]
assert list(mapped([1, 2])) == [2, 3]
assert list(filtered([0, 1])) == [1]
assert list(rev([1, 2])) == [2, 1]
assert list(enum_("ab")) == [(0, "a"), (1, "b")]
assert list(ks({"a": 1})) == ["a"] and ks({"a": 1}) == {"a"}
assert rng_(3) == range(3)

# %% nbgrader={"grade_id": "tagged", "solution": true}
### BEGIN SOLUTION
from contextlib import contextmanager


@contextmanager
def tag(name):
    yield f"<{name}>"


### END SOLUTION

# %% nbgrader={"grade_id": "test_decorated_context", "grade": true, "points": 1}
with tag("b") as text:
    assert text == "<b>"
