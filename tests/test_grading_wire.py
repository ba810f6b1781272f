"""Values as bytes: what crosses comes back the same, and no bytes do harm."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import ipaddress
import math
import pathlib
import re
import resource
import socket
import struct
import subprocess
import sys
import time
import types
import uuid
import zoneinfo
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from decimal import Decimal
from fractions import Fraction

import msgpack
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from futurefit.grading.wire import (
    BadEncoding,
    CannotCross,
    EnumRecord,
    Limits,
    Record,
    contents,
    decode,
    decode_error,
    encode,
    encode_error,
    refill,
)

# The same examples in each run: what fails here fails everywhere.
SMALL = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def cross(value, **receiver):
    """A value, sent and received; both sides must have met the same objects."""
    sent = encode(value, limits=receiver.get("limits", Limits()))
    received = decode(sent.data, **receiver)
    assert len(received.objects) == len(sent.objects)
    return received.value


def raw(*node) -> bytes:
    """A message as a hostile sender may write it."""
    return msgpack.packb([1, list(node)], unicode_errors="surrogatepass")


def same(one, two) -> bool:
    """Equal in every type and value, nan and minus zero included."""
    if type(one) is not type(two):
        return False
    if isinstance(one, float):
        return struct.pack("d", one) == struct.pack("d", two)
    if isinstance(one, complex):
        return same(one.real, two.real) and same(one.imag, two.imag)
    if isinstance(one, Decimal):
        return one.as_tuple() == two.as_tuple()
    if isinstance(one, list | tuple | deque):
        return len(one) == len(two) and all(map(same, one, two))
    if isinstance(one, dict):
        return same(list(one.items()), list(two.items()))
    if isinstance(one, set | frozenset):
        return len(one) == len(two) and all(any(same(a, b) for b in two) for a in one)
    if isinstance(one, dt.datetime | dt.time):
        return repr(one) == repr(two) and one.fold == two.fold
    return one == two


# Round trips

ZONES = st.one_of(
    st.none(),
    st.just(dt.UTC),
    st.sampled_from(["Asia/Kuala_Lumpur", "Europe/London", "UTC"]).map(zoneinfo.ZoneInfo),
    st.integers(-1439, 1439).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes))),
    st.just(dt.timezone(dt.timedelta(hours=8), "MYT")),
)
TEXT = st.text(st.characters(exclude_categories=()), max_size=20)  # lone surrogates too
KEYS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(2**200), 2**200),
    st.floats(allow_nan=False),
    st.complex_numbers(allow_nan=False),
    TEXT,
    st.binary(max_size=20),
    st.dates(),
    st.datetimes(timezones=ZONES),
    st.times(timezones=st.sampled_from([None, dt.UTC])),
    st.timedeltas(),
    st.decimals(allow_nan=False),
    st.fractions(),
    st.uuids(),
    st.ip_addresses(),
    st.sampled_from([int, str, dict, ValueError, type(None), ...]),
    st.sampled_from([pathlib.Path("a/b"), pathlib.PurePosixPath("/x"), pathlib.PureWindowsPath("c:\\x y")]),
)
LEAVES = st.one_of(
    KEYS,
    st.floats(),
    st.complex_numbers(),
    st.decimals(),
    st.binary(max_size=20).map(bytearray),
    st.builds(range, st.integers(), st.integers(), st.integers(1)),
    st.builds(slice, st.none() | st.integers(), st.integers(), st.none()),
)
HASHABLE = st.recursive(KEYS, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3), max_leaves=5)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(HASHABLE, inner, max_size=4),
        st.dictionaries(TEXT, inner, max_size=4).map(OrderedDict),
        st.dictionaries(TEXT, inner, max_size=4).map(lambda entries: defaultdict(list, entries)),
        st.dictionaries(HASHABLE, st.integers(), max_size=4).map(Counter),
        st.sets(HASHABLE, max_size=4),
        st.builds(deque, st.lists(inner, max_size=4), st.none() | st.integers(4, 9)),
    ),
    max_leaves=15,
)


@SMALL
@given(VALUES)
def test_what_crosses_comes_back_with_every_type_and_value(value):
    assert same(cross(value), value)


@pytest.mark.parametrize(
    "value",
    [
        -0.0,
        math.nan,
        -math.inf,
        2**63,
        2**64,
        -(2**63) - 1,
        -(2**64),
        1 << 8_000_000,
        "\ud800",
        Decimal("-0E-5"),
        Decimal("sNaN12"),
        NotImplemented,
        ipaddress.ip_address("fe80::1%eth0"),
        ipaddress.ip_network("10.0.0.0/9"),
        ipaddress.ip_interface("2001:db8::5/64"),
        re.compile("(?i)a.b", re.M),
        re.compile(b"a+"),
        dt.datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=zoneinfo.ZoneInfo("America/New_York")),
        zoneinfo.ZoneInfo("Asia/Kuala_Lumpur"),
        uuid.UUID(int=7),
        types.SimpleNamespace(a=[1], b=2),
        types.MappingProxyType({1: [2]}),
        range(10**30, 0, -7),
    ],
    ids=lambda value: f"{type(value).__name__} {str(value)[:20]}" if not isinstance(value, int) else "int",
)
def test_edges_of_each_kind_come_back_the_same(value):
    assert same(cross(value), value)


def test_memory_views_cross_as_bytes_and_views_of_dicts_as_views_of_new_ones():
    assert cross(memoryview(b"abcd")[::2]) == b"ac"
    entries = {"a": 1, "b": [2]}
    for view in (entries.keys(), entries.values(), entries.items()):
        there = cross(view)
        assert type(there) is type(view) and list(there) == list(view)


def test_details_of_containers_are_kept():
    assert cross(deque([1, 2], 2)).maxlen == 2
    assert cross(defaultdict(int, a=1))["new"] == 0
    assert list(cross({"z": 1, "a": 2})) == ["z", "a"]
    moved = OrderedDict(a=1, b=2)
    moved.move_to_end("a")
    assert list(cross(moved)) == ["b", "a"]


def test_a_factory_of_the_officers_own_is_left_behind_with_the_entries_kept():
    there = cross(defaultdict(lambda: 0, a=1))
    assert there == {"a": 1} and there.default_factory is None


class Loud(int):
    def __int__(self):
        raise AssertionError("read by its own method")

    __index__ = __eq__ = __repr__ = __int__
    __hash__ = int.__hash__


class Rows(list):
    def __iter__(self):
        raise AssertionError("read by its own method")

    __len__ = __getitem__ = __iter__


class Table(dict):
    def items(self):
        raise AssertionError("read by its own method")

    __iter__ = __getitem__ = keys = items


class Name(str):
    def __str__(self):
        raise AssertionError("read by its own method")

    __len__ = __eq__ = __str__
    __hash__ = str.__hash__


@pytest.mark.parametrize(
    ("value", "plain"),
    [(Loud(5), 5), (Loud(2**80), 2**80), (Rows([1, 2]), [1, 2]), (Table(a=1), {"a": 1}), (Name("n"), "n")],
    ids=["int", "long int", "list", "dict", "str"],
)
def test_subclasses_of_builtins_cross_as_the_data_they_hold(value, plain):
    there = decode(encode(value).data).value
    assert same(there, plain)


# Identity


def test_one_object_met_twice_is_one_object_there_too():
    shared = [1]
    there = cross({"a": shared, "b": (shared, {2: shared})})
    assert there["a"] is there["b"][0] is there["b"][1][2]


def test_loops_come_back_as_loops():
    loop: list = [1]
    loop.append({"self": loop})
    there = cross(loop)
    assert there[1]["self"] is there
    space = types.SimpleNamespace()
    space.me = space
    assert cross(space).me.me.me is not None


def test_a_loop_through_a_tuple_is_refused_in_words():
    box: list = []
    pair = (box,)
    box.append(pair)
    assert cross(box)[0][0] is not None  # through the list it is a loop like others
    with pytest.raises(CannotCross, match="more than 100 levels deep"):
        deep: list = []
        for _ in range(200):
            deep = [deep]
        encode(deep)


def test_known_objects_are_the_receivers_own():
    here = [[1], {"k": 2}]
    there = [[1], {"k": 2}]
    received = decode(encode({"first": here[0], "both": here[:]}, known=here).data, known=there).value
    assert received["first"] is there[0] and received["both"][1] is there[1]


def test_objects_on_both_sides_are_index_aligned_so_a_result_can_be_an_argument():
    arguments = [[3, 1], {"x": [2]}]
    sent = encode(arguments)
    there = decode(sent.data)
    result = there.value[1]["x"]  # what a function would return
    back = decode(encode(result, known=there.objects).data, known=sent.objects).value
    assert back is arguments[1]["x"]


# Records


@dataclasses.dataclass
class Point:
    x: int
    y: list = dataclasses.field(default_factory=list)

    def __post_init__(self):
        if self.x == 99:
            raise AssertionError("ran on receipt")


@dataclasses.dataclass(frozen=True, slots=True)
class Key:
    name: str


Pair = namedtuple("Pair", "left right")


class Colour(enum.Enum):
    RED = 1


class Level(enum.IntEnum):
    HIGH = 3


class Mode(enum.Flag):
    R = 1
    W = 2


OURS = {kind.__name__: kind for kind in (Point, Key, Pair, Colour, Level, Mode)}


def test_records_of_the_receivers_own_classes_are_rebuilt_without_their_constructors():
    point = Point(1, [2])
    point.x = 99
    there = cross([point, Key("k"), Pair(1, 2), Colour.RED, Level.HIGH, Mode.R | Mode.W], types=OURS)
    assert [type(item) for item in there] == [Point, Key, Pair, Colour, Level, Mode]
    assert there == [point, Key("k"), Pair(1, 2), Colour.RED, Level.HIGH, Mode.R | Mode.W]


def test_records_of_unknown_classes_are_read_by_attribute():
    there = cross([Point(1, [2]), Pair(1, 2), Colour.RED, Level.HIGH, {Key("k"): 1}])
    point, pair, colour, level, keyed = there
    assert repr(point) == "Point(x=1, y=[2])" and point.x == 1
    assert point == Record("Point", {"x": 1, "y": [2]}) != Record("Point", {"x": 2, "y": [2]})
    assert (pair.left, pair, type(pair).__name__) == (1, (1, 2), "Pair")
    assert (colour.name, colour.value, colour) == ("RED", 1, EnumRecord("Colour", "RED", 1))
    assert same(level, 3)
    assert next(iter(keyed)).name == "k"
    with pytest.raises(AttributeError, match="Point has no field 'z'"):
        _ = point.z


def test_a_record_holding_itself_comes_back_whole():
    point = Point(1)
    point.y.append(point)
    there = cross(point, types=OURS)
    assert there.y[0] is there


def test_a_class_with_other_fields_is_not_taken_for_the_receivers_own():
    other = dataclasses.make_dataclass("Point", ["x", "z"])
    assert type(cross(other(1, 2), types=OURS)) is Record
    assert type(cross(namedtuple("Pair", "a b")(1, 2), types=OURS)) is not Pair


def test_no_field_hides_a_method_of_the_receivers_class():
    @dataclasses.dataclass
    class Checked:
        value: int

        def is_valid(self):
            return False

    data = raw("record", "Checked", ["value"], 1, "is_valid", True, "note", "kept")
    there = decode(data, types={"Checked": Checked}).value
    assert there.is_valid() is False and there.note == "kept"


@pytest.mark.parametrize("name", ["__class__", "__eq__", "a b", "", 7, "x" * 300])
def test_names_of_fields_are_checked(name):
    with pytest.raises(BadEncoding):
        decode(raw("record", "P", [name], 1))
    with pytest.raises(BadEncoding):
        decode(raw("namedtuple", "P", [name], 1))


@pytest.mark.parametrize("name", ["x=__import__('os')", "class", "_x", "x,y"])
def test_no_namedtuple_is_made_with_code_for_a_name(name):
    with pytest.raises(BadEncoding):
        decode(raw("namedtuple", name, ["a", "a"], 1, 2))
    with pytest.raises(BadEncoding):
        decode(raw("namedtuple", "P", [name], 1))


# Stand-ins


def test_what_no_rule_covers_goes_outward_and_comes_inward_once():
    def double(x):
        return 2 * x

    asked = []

    def outward(value, path):
        asked.append(path)
        return {"function": value.__name__, "n": [2**70, None]}

    sent = encode({"f": double, "again": [double]}, outward=outward, name="result")
    received = decode(sent.data, inward=lambda tree: ("stand-in", tree["function"], tree["n"]))
    assert asked == ["result['f']"]
    assert received.value["f"] == ("stand-in", "double", [2**70, None])
    assert received.value["again"][0] is received.value["f"]
    assert sent.objects[1] is double and received.objects[1] is received.value["f"]


def test_a_stand_in_where_none_is_expected_is_bad():
    sent = encode(print, outward=lambda value, path: "x")
    with pytest.raises(BadEncoding):
        decode(sent.data)


@pytest.mark.parametrize(
    ("value", "path", "kind"),
    [
        ([1, {"x": [socket.socket]}], "result[1]['x'][0]", "type"),
        ({"x": (0, sys.stderr)}, "result['x'][1]", None),
        (Point(1, [iter([])]), "result.y[0]", "list_iterator"),
        (re.match("a", "a"), "result", "re.Match"),
        (object(), "result", "object"),
        ((n for n in ()), "result", "generator"),
    ],
)
def test_what_cannot_cross_is_named_with_its_place_type_and_a_way_out(value, path, kind):
    with pytest.raises(CannotCross) as caught:
        encode(value, name="result")
    assert caught.value.path == path
    assert kind is None or caught.value.type_name == kind
    assert str(caught.value).startswith(f"{path} is a") and "Return " in caught.value.advice


def test_an_open_socket_reads_as_an_officer_would_say_it():
    with socket.socket() as open_socket, pytest.raises(CannotCross) as caught:
        encode([open_socket], name="result")
    assert str(caught.value) == (
        "result[0] is a socket.socket, which cannot be passed between the notebook and its tests. "
        "Return plain data instead: a number, text, list, dict, array or table."
    )


@pytest.mark.parametrize(
    ("value", "limits"),
    [
        ("x" * 2000, Limits(size=1000)),
        (["x" * 600] * 3, Limits(size=1000)),
        ([0] * 200, Limits(items=100)),
        ({n: n for n in range(100)}, Limits(items=100)),
        ([[[[[]]]]], Limits(depth=3)),
        (1 << 9_000_000, Limits()),
        (Decimal("1E+999999"), Limits()),
        (Fraction(1, 3**100_000), Limits()),
    ],
    ids=["text", "texts", "list", "dict", "depth", "int", "Decimal", "Fraction"],
)
def test_too_much_is_refused_by_the_sender(value, limits):
    with pytest.raises(CannotCross):
        encode(value, limits=limits)


# Exceptions


class Quota(ValueError):
    def __init__(self, used, limit):
        super().__init__(f"{used} of {limit}")
        self.limit = limit


@pytest.mark.parametrize(
    "error",
    [
        ValueError("no"),
        KeyError("name"),
        KeyError(("a", 1)),
        FileNotFoundError(2, "No such file", "x.csv"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"),
        ZeroDivisionError("division by zero"),
        StopIteration(3),
        SyntaxError("bad", ("f.py", 1, 2, "x")),
        TypeError(),
    ],
    ids=repr,
)
def test_builtin_exceptions_keep_their_type_and_read_the_same(error):
    there = decode_error(encode_error(error))
    assert type(there) is type(error) and str(there) == str(error)
    as_value = decode(encode([error, error]).data).value
    assert type(as_value[0]) is type(error) and as_value[0] is as_value[1]


def test_classes_of_the_labs_own_are_used_without_their_constructor():
    there = decode_error(encode_error(Quota(3, 2)), {"Quota": Quota})
    assert type(there) is Quota and str(there) == "3 of 2" and there.limit == 2
    assert type(decode_error(encode_error(Quota(3, 2)))) is ValueError


@pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt(), GeneratorExit("g")], ids=repr)
def test_exceptions_that_end_things_arrive_as_ordinary_ones(error):
    there = decode_error(encode_error(error))
    assert type(there) is RuntimeError and type(error).__name__ in str(there)


def test_an_exception_that_cannot_be_read_still_crosses():
    class Broken(LookupError):
        def __str__(self):
            raise OSError

    assert type(decode_error(encode_error(Broken("x" * 50_000)))) is LookupError
    assert len(str(decode_error(encode_error(ValueError("x" * 50_000))))) == 10_000


@pytest.mark.parametrize(
    "tree",
    [
        None,
        {},
        {"names": [], "builtin": "SystemExit", "text": ""},
        {"names": [], "builtin": "int", "text": ""},
        {"names": [], "builtin": "ValueError", "text": "", "args": [[1]]},
        {"names": [], "builtin": "ValueError", "text": 3},
    ],
)
def test_what_describes_no_exception_is_bad(tree):
    with pytest.raises(BadEncoding):
        decode_error(tree)


def test_a_class_that_is_no_exception_or_another_kind_of_one_is_not_used():
    tree = {"names": ["Point", "Quota"], "builtin": "KeyError", "text": "t"}
    assert type(decode_error(tree, {"Point": Point, "Quota": Quota})) is KeyError


# Hostile bytes


def deep(depth: int) -> bytes:
    return b"\x92\x01" + b"\x92\xa4list" * depth + b"\x91\xa4list"


def shared_keys(levels: int, keys: int) -> bytes:
    """Keys that hold records that hold records: few bytes, but endless work to hash."""
    node = ["record", "R", ["a"], ["tuple", *range(3000)]]
    for level in range(levels):
        node = ["record", "R", ["a", "b"], node, ["ref", levels - level + 1]]
    return raw("list", node, ["set", *(["tuple", n, ["ref", 1]] for n in range(keys))])


HOSTILE = {
    "nothing": b"",
    "not msgpack": b"\xc1",
    "another version": msgpack.packb([2, 1]),
    "no version": msgpack.packb(1),
    "truncated": encode([1, 2, "abc"]).data[:-1],
    "something after": encode([1]).data + b"\x00",
    "a map": msgpack.packb([1, {"a": 1}]),
    "an extension type": msgpack.packb([1, msgpack.ExtType(1, b"x")]),
    "a timestamp": msgpack.packb([1, msgpack.Timestamp(1)]),
    "not UTF-8": b"\x92\x01\xa1\xff",
    "an unknown tag": raw("os.system", "ls"),
    "a tag of a library that is not ours": raw("subprocess.run", "ls"),
    "a tag of numpy that is none": raw("numpy.load", "x"),
    "a tag that is a list": raw(["list"]),
    "no tag": raw(),
    "a huge list claimed": b"\x92\x01\xdd\xff\xff\xff\xff",
    "huge bytes claimed": b"\x92\x01\xc6\xff\xff\xff\xff",
    "deep lists": deep(300),
    "deeper than msgpack": deep(5000),
    "deep claims of long lists": b"\x92\x01" + b"\xdd\x00\x1e\x00\x00" * 400,
    "a huge int": raw("int", b"\x01" * (2**20 + 2)),
    "an int of text": raw("int", "9" * 100),
    "a reference to nothing": raw("ref", 0),
    "a negative reference": raw("list", ["ref", -1]),
    "a reference that is no number": raw("list", ["ref", True]),
    "a known object that is not known": raw("known", 3),
    "a negative known object": raw("known", -1),
    "an object made of itself": raw("error", ["ref", 0]),
    "a huge Decimal exponent": raw("decimal", 0, "1", 10**9),
    "a Decimal exponent beyond 64 bits": raw("decimal", 0, "1", ["int", b"\x01" * 20]),
    "Decimal digits that are none": raw("decimal", 0, "1.5", 0),
    "a long Fraction": raw("fraction", ["int", b"\x01" * 9000], 3),
    "a Fraction over zero": raw("fraction", 1, 0),
    "a key that cannot be one": raw("dict", ["list"], 1),
    "a key without a value": raw("dict", 1),
    "a set of lists": raw("set", ["list"]),
    "a zone by path": raw("zone", "../../../etc/passwd"),
    "a zone with no end": raw("datetime", [10**9, 0, 0, None], 0, 2020, 1, 1, 0, 0, 0, 0),
    "a date beyond the calendar": raw("date", 10**9, 1, 1),
    "a date of text": raw("date", "2020", 1, 1),
    "a step of zero": raw("range", 0, 1, 0),
    "a range of text": raw("range", "a", 1, 1),
    "a class that is no built-in": raw("class", "Popen"),
    "a path that is no text": raw("path", "Path", 3),
    "a path of an unknown kind": raw("path", "open", "x"),
    "an address that is none": raw("ip", "IPv4Address", "999.1.1.1"),
    "an address as a number": raw("ip", "IPv4Address", 1),
    "a pattern that prints": raw("pattern", "a", int(re.DEBUG)),
    "a pattern too long": raw("pattern", "a" * 20_000, 0),
    "a pattern that is none": raw("pattern", "(", 0),
    "a pattern of many wide sets": raw("pattern", "[\0-\U0010ffff]" * 1000, int(re.I)),
    "a factory that is data": raw("defaultdict", 3),
    "keys that share endless parts": shared_keys(60, 1),
    "many keys with one long part": shared_keys(1, 3000),
    "a deque of huge length": raw("deque", 2**63),
    "a record without fields": raw("record", "P", ["a", "b"], 1),
    "a field twice": raw("record", "P", ["a", "a"], 1, 2),
    "an enum without a name": raw("enum", "E", ["list"], None, 1),
    "an exception of no kind": raw("error", ["dict", "names", ["list"], "builtin", "exit", "text", ""]),
    "an attribute that is no text": raw("namespace", 1, 2),
    "too many classes": raw("list", *(["namedtuple", f"N{n}", ["a"], 1] for n in range(200))),
    "one hash for all keys": raw("dict", *(part for n in range(600) for part in (n * (2**61 - 1) if n < 8 else
                                 ["int", (n * (2**61 - 1)).to_bytes(12, "little")], 0))),
}  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_bytes_are_refused_at_once(data):
    started = time.perf_counter()
    with pytest.raises(BadEncoding):
        decode(data, types=OURS)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("value", [None, 3, "text", [b"x"], bytearray(b"x")], ids=repr)
def test_what_is_no_message_at_all_is_bad(value):
    with pytest.raises(BadEncoding):
        decode(value)


def test_more_bytes_than_allowed_are_not_even_read():
    with pytest.raises(BadEncoding, match="more than the 100 allowed"):
        decode(encode("x" * 200).data, limits=Limits(size=100))


def test_a_message_of_a_great_many_small_things_takes_little_memory():
    bomb = b"\x92\x01\xdd" + struct.pack(">I", 5_000_000) + b"\x90" * 5_000_000  # 5 MB that would be 350 MB
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BadEncoding):
        decode(bomb, limits=Limits(items=100_000))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KiB


@SMALL
@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_are_bad(data):
    try:
        decode(data, types=OURS)
    except BadEncoding:
        pass


TAGS = ["list", "dict", "record", "namedtuple", "enum", "error", "ref", "known", "int", "decimal", "fraction", "zone",
        "datetime", "date", "time", "timedelta", "range", "slice", "pattern", "ip", "path", "uuid", "class", "deque",
        "defaultdict", "set", "frozenset", "tuple", "proxy", "namespace", "text", "bytes", "outward"]  # fmt: skip
NODES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**64 - 1), st.floats(), TEXT, st.binary(max_size=5)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.builds(lambda tag, rest: [tag, *rest], st.sampled_from(TAGS), st.lists(inner, max_size=5))
    ),
    max_leaves=20,
)


@settings(SMALL, max_examples=400)
@given(NODES)
def test_any_tree_of_our_own_tags_gives_a_value_or_is_bad(tree):
    message = msgpack.packb([1, tree], unicode_errors="surrogatepass")
    try:
        there = decode(message, types=OURS, inward=str)
    except BadEncoding:
        return
    # What is let in can be sent on: it is of our types all through.
    encode(there.value)


@SMALL
@given(VALUES, st.data())
def test_a_valid_message_with_bytes_changed_gives_a_value_or_is_bad(value, data):
    message = bytearray(encode(value).data)
    for _ in range(data.draw(st.integers(1, 4))):
        message[data.draw(st.integers(0, len(message) - 1))] = data.draw(st.integers(0, 255))
    try:
        decode(bytes(message[: data.draw(st.integers(1, len(message)))]))
    except BadEncoding:
        pass


def test_numbers_alone_import_no_library():
    code = (
        "import sys; from futurefit.grading.wire import decode, encode; decode(encode([1, {'a': {2}}]).data);"
        "print([m for m in ('numpy', 'pandas', 'torch', 'scapy', 'networkx', 'matplotlib') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_small_arguments_cross_in_no_time():
    arguments = ([1, 2, 3], {"rate": 0.5, "names": ["a", "b"]}, "text")

    def once():
        started = time.perf_counter()
        for _ in range(100):
            decode(encode(arguments).data)
        return (time.perf_counter() - started) / 100

    assert min(once() for _ in range(5)) < 0.0002


# Copy and restore


def call(function, *arguments, **hooks):
    """What a call of a function in another process does to the arguments here; its result."""
    sent = encode(arguments, name="arguments")
    there = decode(sent.data, **hooks)
    before = contents(there.objects)
    result = function(*there.value)
    after = contents(there.objects)
    for original, old, new in zip(sent.objects, before, after, strict=True):
        if old != new:
            refill(original, new, known=sent.objects, **hooks)
    return decode(encode(result, known=there.objects).data, known=sent.objects, **hooks).value


def test_nothing_changed_is_seen_as_nothing_changed():
    objects = encode([{"a": [1]}, {1, 2}, bytearray(b"x")]).objects
    assert contents(objects) == contents(objects)
    assert all(contents(objects))


def test_changes_are_made_in_place_for_each_mutable_kind():
    def change(items, entries, ordered, counter, default, some, queue, raw_bytes, space, point):
        items.append("new")
        del items[0]
        entries["z"] = entries.pop("a")
        ordered.move_to_end("a")
        counter["a"] += 1
        default["x"].append(1)
        some.add(3)
        queue.append(9)
        raw_bytes += b"!"
        space.b = 1
        point.y.append(7)
        point.x = "changed"

    arguments = (
        [1, 2], {"a": 1, "b": 2}, OrderedDict(a=1, b=2), Counter("a"), defaultdict(list), {1}, deque([1, 2], 2),
        bytearray(b"x"), types.SimpleNamespace(a=1), Point(1),
    )  # fmt: skip
    copies = [*arguments]
    expected = (
        [2, "new"], {"b": 2, "z": 1}, OrderedDict(b=2, a=1), Counter("aa"), defaultdict(list, x=[1]), {1, 3},
        deque([2, 9], 2), bytearray(b"x!"), types.SimpleNamespace(a=1, b=1), Point("changed", [7]),
    )  # fmt: skip
    call(change, *arguments, types=OURS)
    assert all(map(same, arguments, expected))
    assert list(arguments[1]) == ["b", "z"] and arguments[4].default_factory is list and arguments[6].maxlen == 2
    assert all(one is two for one, two in zip(arguments, copies, strict=True))


def test_objects_keep_who_they_are_through_a_change():
    inner = [1]
    outer = {"inner": inner}

    def change(outer, alias):
        alias.append(outer["inner"])
        outer["inner"].append(2)
        return outer["inner"]

    alias: list = []
    assert call(change, outer, alias) is inner
    assert outer["inner"] is inner and alias[0] is inner and inner == [1, 2]


def test_a_record_without_its_class_is_refilled_too():
    record = Record("Point", {"x": 1})

    def change(point):
        point.x, point.y = 2, 3

    call(change, record)
    assert repr(record) == "Point(x=2, y=3)"


def test_contents_that_cannot_cross_are_none():
    assert contents([[1], [print]])[1] is None


@pytest.mark.parametrize("original", [[1], {1: 2}, {1}, deque(), bytearray(), Point(1), OrderedDict()], ids=repr)
def test_contents_of_another_kind_change_nothing(original):
    before = repr(original)
    for data in (raw("text", "x"), raw("tuple", 1), raw("class", "int"), b"\xc1"):
        with pytest.raises(BadEncoding):
            refill(original, data, types=OURS)
    assert repr(original) == before


def test_what_cannot_be_changed_from_outside_is_said():
    with pytest.raises(CannotCross, match="cannot be changed from outside"):
        refill(print, raw("tuple"))
