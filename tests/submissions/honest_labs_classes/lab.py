# %% nbgrader={"grade_id": "setup", "locked": true}
from abc import ABC, abstractmethod

DATA = [" a ", "b", ""]


class Shape(ABC):
    """A shape."""

    unit = "cm"

    @abstractmethod
    def area(self): ...
    def describe(self):
        return f"{type(self).__name__}: {self.area():.1f}"


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


class LabError(Exception):
    pass


def helper(x):
    return x + 1


from collections import namedtuple
from dataclasses import dataclass
from enum import Enum

Trip = namedtuple("Trip", "line minutes")


@dataclass
class Case:
    name: str
    open: bool = True

    def close(self):
        self.open = False


class Level(Enum):
    LOW = 1
    HIGH = 2


# %% nbgrader={"grade_id": "shapes", "solution": true}
### BEGIN SOLUTION
class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2


class Incomplete(Shape):
    pass


def total(shapes):
    return sum(s.area() for s in shapes)


def to_list(node):
    out = []
    while node:
        out.append(node.value)
        node = node.next
    return out


def build(xs):
    head = None
    for x in reversed(xs):
        head = Node(x, head)
    return head


def fail():
    raise LabError("lab")


def longest(trips):
    return max(trips, key=lambda t: t.minutes)


def make_trip():
    return Trip("LRT", 5)


def shut(case):
    case.close()


def make_case():
    return Case("x")


def level(n):
    return Level.HIGH if n > 5 else Level.LOW


def is_high(l):
    return l is Level.HIGH


def swap(pair):
    return pair[::-1]


def clean(xs):
    return [helper(len(x.strip())) for x in xs if x.strip()]


### END SOLUTION

# %%
result = clean(DATA)
size = len(result)

# %% nbgrader={"grade_id": "test_subclass", "grade": true, "points": 1}
s = Square(2)
assert s.area() == 4 and s.describe() == "Square: 4.0" and isinstance(s, Shape) and issubclass(Square, Shape)
assert s.unit == "cm"

# %% nbgrader={"grade_id": "test_abstract", "grade": true, "points": 1}
try:
    Incomplete()
    assert False
except TypeError:
    pass

# %% nbgrader={"grade_id": "test_own_objects", "grade": true, "points": 1}
assert total([Square(1), Square(2)]) == 5


# %% nbgrader={"grade_id": "test_class_of_the_test", "grade": true, "points": 1}
class Circle(Shape):
    def area(self):
        return 3.0


assert total([Circle(), Square(1)]) == 4.0

# %% nbgrader={"grade_id": "test_nodes_as_argument", "grade": true, "points": 1}
assert to_list(Node(1, Node(2))) == [1, 2]

# %% nbgrader={"grade_id": "test_nodes_given_back", "grade": true, "points": 1}
h = build([1, 2])
assert h.value == 1 and h.next.value == 2 and h.next.next is None

# %% nbgrader={"grade_id": "test_isinstance", "grade": true, "points": 1}
assert isinstance(build([1]), Node)

# %% nbgrader={"grade_id": "test_error_of_the_lab", "grade": true, "points": 1}
try:
    fail()
    assert False
except LabError as e:
    assert str(e) == "lab"

# %% nbgrader={"grade_id": "test_namedtuple", "grade": true, "points": 1}
assert (
    longest([Trip("a", 1), Trip("b", 3)]).line == "b"
    and make_trip() == Trip("LRT", 5)
    and isinstance(make_trip(), Trip)
)

# %% nbgrader={"grade_id": "test_dataclass", "grade": true, "points": 1}
c = Case("y")
shut(c)
assert c.open is False and make_case() == Case("x") and isinstance(make_case(), Case)
mc = make_case()
mc.close()
assert not mc.open

# %% nbgrader={"grade_id": "test_enum", "grade": true, "points": 1}
assert level(9) is Level.HIGH and is_high(Level.HIGH) and not is_high(Level.LOW)

# %% nbgrader={"grade_id": "test_cell_between_that_uses_the_answer", "grade": true, "points": 1}
assert result == [2, 2] and size == 2

# %% nbgrader={"grade_id": "test_keeps_the_object", "grade": true, "points": 1}
a = [1]
assert swap((a, 2))[1] is a


# %% nbgrader={"grade_id": "test_defines_a_helper", "grade": true, "points": 1}
def check_total(f, xs, want):
    assert f(xs) == want


EXPECTED = 1

# %% nbgrader={"grade_id": "test_uses_it_in_the_next", "grade": true, "points": 1}
check_total(total, [Square(EXPECTED)], 1)

# %% nbgrader={"grade_id": "imports", "solution": true}
### BEGIN SOLUTION
import statistics
import collections as co

avg = statistics.mean([1, 2, 3])


def cnt(s):
    return co.Counter(s)


### END SOLUTION

# %% nbgrader={"grade_id": "test_imports_of_the_answer", "grade": true, "points": 1}
assert avg == 2 and statistics.median([1, 2]) == 1.5 and cnt("aa") == co.Counter("aa")
