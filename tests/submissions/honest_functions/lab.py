# %% nbgrader={"grade_id": "functions", "solution": true}
### BEGIN SOLUTION
def add(a, b=1, *args, scale=1, **kw):
    """Adds."""
    return (a + b + sum(args)) * scale + sum(kw.values())


square = lambda x: x * x
ops = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b}
pipeline = [str.strip, str.lower, lambda s: s + "!"]


def make_counter():
    n = 0

    def counter():
        nonlocal n
        n += 1
        return n

    return counter


### END SOLUTION

# %% nbgrader={"grade_id": "test_calls_and_signatures", "grade": true, "points": 1}
assert add(1) == 2 and add(1, 2, 3, 4, scale=2) == 20 and add(1, z=5) == 7
assert add.__doc__ == "Adds." and add.__name__ == "add"
assert callable(square) and square(4) == 16
assert ops["add"](1, 2) == 3 and ops["sub"](5, 2) == 3 and set(ops) == {"add", "sub"}
s = "  Hi "
for step in pipeline:
    s = step(s)
assert s == "hi!"
c1, c2 = make_counter(), make_counter()
assert [c1(), c1(), c2()] == [1, 2, 1]
import inspect

sig = inspect.signature(add)
assert list(sig.parameters) == ["a", "b", "args", "scale", "kw"]
assert sig.parameters["b"].default == 1
assert sig.parameters["scale"].kind is inspect.Parameter.KEYWORD_ONLY

# %% nbgrader={"grade_id": "test_defaults", "grade": true, "points": 1}
assert add.__defaults__ == (1,)
assert add.__kwdefaults__ == {"scale": 1}

# %% nbgrader={"grade_id": "test_is_a_function", "grade": true, "points": 1}
import types

assert isinstance(add, types.FunctionType) and isinstance(square, types.LambdaType)
assert inspect.isfunction(add)
assert square.__name__ == "<lambda>"

# %% nbgrader={"grade_id": "decorated", "solution": true}
### BEGIN SOLUTION
from functools import lru_cache, partial, wraps, reduce


def typed(a: int, b: "str" = "x") -> float:
    return 1.0


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


double = partial(lambda a, b: a * b, 2)


def shout(func):
    @wraps(func)
    def inner(*args, **kwargs):
        return func(*args, **kwargs).upper()

    return inner


@shout
def greet(name):
    """Greets."""
    return "hi " + name


def compose(*fs):
    return lambda x: reduce(lambda acc, f: f(acc), fs, x)


def fact(n):
    if n < 0:
        raise ValueError("negative")
    return 1 if n == 0 else n * fact(n - 1)


def same(x):
    return x


def flat(x):
    return [y for i in x for y in (flat(i) if isinstance(i, list) else [i])]


### END SOLUTION

# %% nbgrader={"grade_id": "test_annotations", "grade": true, "points": 1}
assert typed.__annotations__ == {"a": int, "b": "str", "return": float}

# %% nbgrader={"grade_id": "test_type_hints", "grade": true, "points": 1}
import typing

assert typing.get_type_hints(typed)["return"] is float

# %% nbgrader={"grade_id": "test_higher_order", "grade": true, "points": 1}
assert fib(80) == 23416728348467685
assert double(21) == 42
assert greet("ali") == "HI ALI" and greet.__name__ == "greet" and greet.__doc__ == "Greets."
assert compose(lambda x: x + 1, lambda x: x * 10)(1) == 20
assert fact(5) == 120 and fact(200) % 7 == 0
try:
    fact(-1)
    assert False
except ValueError as e:
    assert str(e) == "negative"
lst = [1, [2, [3]]]
assert flat(lst) == [1, 2, 3] and lst == [1, [2, [3]]]
assert same(lst) is lst
o = object()

# %% nbgrader={"grade_id": "test_cache_info", "grade": true, "points": 1}
fib.cache_clear()
fib(10)
assert fib.cache_info().misses == 11

# %% nbgrader={"grade_id": "test_decorator_of_a_tests_function", "grade": true, "points": 1}
calls = []


def record(x):
    calls.append(x)
    return "abc"


loud = shout(record)
assert loud(3) == "ABC" and calls == [3]
assert loud.__name__ == "record"

# %% nbgrader={"grade_id": "test_wrapped", "grade": true, "points": 1}
assert greet.__wrapped__("ali") == "hi ali"


# %% nbgrader={"grade_id": "test_gives_back_its_argument", "grade": true, "points": 1}
class Thing:
    pass


t = Thing()
assert same(t) is t

# %% nbgrader={"grade_id": "test_gives_back_a_function", "grade": true, "points": 1}
f = lambda: 3
assert same(f) is f

# %% nbgrader={"grade_id": "test_nested", "grade": true, "points": 1}
import sys

assert flat([[[[[[[1]]]]]]]) == [1]


# %% nbgrader={"grade_id": "counted", "solution": true}
### BEGIN SOLUTION
def count_calls(function):
    def inner(*args):
        inner.calls += 1
        return function(*args)

    inner.calls = 0
    return inner


@count_calls
def hello(name):
    return f"Hello {name}"


### END SOLUTION

# %% nbgrader={"grade_id": "test_counted", "grade": true, "points": 1}
hello("Ali")
hello("Mei")
assert hello.calls == 2
