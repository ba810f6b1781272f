# %% nbgrader={"grade_id": "setup", "locked": true}
from decimal import Decimal
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo
from pathlib import Path
import re

# %% nbgrader={"grade_id": "records", "solution": true}
### BEGIN SOLUTION
price = Decimal("10.50")
day = date(2024, 1, 2)
moment = datetime(2024, 1, 2, 3, tzinfo=ZoneInfo("Asia/Kuala_Lumpur"))
utc = datetime(2024, 1, 2, tzinfo=timezone.utc)
gap = timedelta(days=3)
p = Path("data") / "x.csv"
pat = re.compile(r"\d+", re.I)
malay = {"selamat": "جديد", "你好": "😀👨‍👩‍👧"}
big = 10**50
comp = 1 + 2j
inf = float("inf")
nan = float("nan")
by = b"\x00\xff"
from collections import Counter, defaultdict, deque, namedtuple

cnt = Counter("abca")
dd = defaultdict(list)
dd["x"].append(1)
dq = deque([1, 2], maxlen=3)
Pt = namedtuple("Pt", "x y")
pt = Pt(1, 2)
from dataclasses import dataclass, field


@dataclass(order=True, frozen=True)
class Item:
    """An item."""

    name: str
    price: float = 1.0
    tags: list = field(default_factory=list, compare=False)

    def with_tax(self):
        return self.price * 1.1

    @property
    def label(self):
        return self.name.upper()


it = Item("pen", 2.0)


from enum import Enum, IntEnum, auto


class Color(Enum):
    RED = 1
    BLUE = auto()


class Lvl(IntEnum):
    LO = 1
    HI = 2


fav = Color.RED


def next_color(c):
    return Color.BLUE if c is Color.RED else Color.RED


class InsufficientFunds(Exception):
    def __init__(self, need):
        super().__init__(f"need {need}")
        self.need = need


class Sub(InsufficientFunds):
    pass


def pay(x):
    if x > 100:
        raise InsufficientFunds(x)
    if x < 0:
        raise Sub(x)
    return x


def parse(s):
    return {m.group(1): int(m.group(2)) for m in re.finditer(r"(\w)=(\d)", s)}


### END SOLUTION

# %% nbgrader={"grade_id": "test_values", "grade": true, "points": 1}
assert price == Decimal("10.50") and str(price) == "10.50"
assert day.year == 2024 and moment.utcoffset() == timedelta(hours=8) and utc.tzinfo is timezone.utc
assert gap.days == 3 and p == Path("data/x.csv") and p.suffix == ".csv" and pat.findall("a1b22") == ["1", "22"]
assert malay["你好"] == "😀👨‍👩‍👧" and big == 10**50 and comp.imag == 2 and inf > 1e300 and nan != nan and by[1] == 255
assert cnt.most_common(1) == [("a", 2)] and dd["x"] == [1] and dd["new"] == [] and dq.maxlen == 3
assert pt.x == 1 and pt == (1, 2) and Pt(1, 2) == pt and isinstance(pt, Pt)

# %% nbgrader={"grade_id": "test_dataclass", "grade": true, "points": 1}
assert it.name == "pen" and it == Item("pen", 2.0) and it != Item("pen", 3)
assert Item("a") < Item("b") and sorted([Item("b"), Item("a")])[0].name == "a"
assert abs(it.with_tax() - 2.2) < 1e-9 and it.label == "PEN"
assert isinstance(it, Item) and repr(Item("a")) == "Item(name='a', price=1.0, tags=[])"
try:
    it.price = 5
    assert False
except AttributeError:
    pass

# %% nbgrader={"grade_id": "test_frozen", "grade": true, "points": 1}
from dataclasses import FrozenInstanceError

try:
    it.price = 5
    assert False
except FrozenInstanceError:
    pass

# %% nbgrader={"grade_id": "test_fields", "grade": true, "points": 1}
import dataclasses

assert dataclasses.is_dataclass(Item) and [f.name for f in dataclasses.fields(Item)] == ["name", "price", "tags"]

# %% nbgrader={"grade_id": "test_asdict", "grade": true, "points": 1}
assert dataclasses.asdict(it) == {"name": "pen", "price": 2.0, "tags": []}

# %% nbgrader={"grade_id": "test_enum", "grade": true, "points": 1}
assert Color.RED.name == "RED" and Color.RED.value == 1 and fav is Color.RED and fav == Color.RED
assert next_color(Color.RED) is Color.BLUE
assert (
    Color(2) is Color.BLUE
    and Color["RED"] is Color.RED
    and len(Color) == 2
    and [c.name for c in Color] == ["RED", "BLUE"]
)
assert Lvl.HI > Lvl.LO and Lvl.HI == 2

# %% nbgrader={"grade_id": "test_own_error", "grade": true, "points": 1}
try:
    pay(200)
    assert False
except InsufficientFunds as e:
    assert e.need == 200 and str(e) == "need 200" and e.args == ("need 200",)
assert pay(5) == 5

# %% nbgrader={"grade_id": "test_subclass_of_own_error", "grade": true, "points": 1}
try:
    pay(-1)
    assert False
except InsufficientFunds as e:
    assert e.need == -1 and type(e).__name__ == "Sub" and isinstance(e, Sub)
assert issubclass(Sub, InsufficientFunds)

# %% nbgrader={"grade_id": "test_pytest_raises", "grade": true, "points": 1}
import pytest

with pytest.raises(InsufficientFunds, match="need 300") as info:
    pay(300)
assert info.value.need == 300

# %% nbgrader={"grade_id": "test_assert_raises", "grade": true, "points": 1}
import unittest


class T(unittest.TestCase):
    def test_it(self):
        with self.assertRaises(InsufficientFunds):
            pay(300)
        self.assertEqual(pay(3), 3)
        self.assertRaises(InsufficientFunds, pay, 1000)


res = unittest.TextTestRunner(stream=__import__("io").StringIO()).run(
    unittest.defaultTestLoader.loadTestsFromTestCase(T)
)
assert res.wasSuccessful(), res.errors + res.failures

# %% nbgrader={"grade_id": "test_error_made_in_the_test", "grade": true, "points": 1}
try:
    raise InsufficientFunds(7)
except InsufficientFunds as e:
    assert e.need == 7

# %% nbgrader={"grade_id": "test_regular_expression", "grade": true, "points": 1}
assert parse("a=1 b=2") == {"a": 1, "b": 2}
