"""Rules for the values of Python itself: numbers, texts, containers, dates, paths, addresses, patterns."""

from __future__ import annotations

import builtins
import datetime as dt
import types
import uuid
import zoneinfo
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePath
from typing import Any

from . import _records, _standard
from ._common import BadEncoding
from ._errors import decode_error, encode_error
from ._tree import (
    EARLY,
    LATE,
    VALUE,
    Decoder,
    Encoder,
    Node,
    decoder,
    encoder,
    pack_plain,
    unpack_plain,
)

LONGEST_INT = 2**20  # bytes

# Classes that may cross as values, by name.
CLASSES: dict[str, type] = {
    **{name: kind for name, kind in vars(builtins).items() if isinstance(kind, type) and not name.startswith("_")},
    **{kind.__name__: kind for kind in (Counter, OrderedDict, defaultdict, deque, Decimal, Fraction, Path, uuid.UUID)},
    **{kind.__name__: kind for kind in (dt.date, dt.datetime, dt.time, dt.timedelta, type(None))},
}
_NAMES = {id(kind): name for name, kind in CLASSES.items()}
_CONSTANTS = {"Ellipsis": Ellipsis, "NotImplemented": NotImplemented}

# Read by these, an instance of a subclass gives what it holds, not what its own methods say.
_int, _float, _complex, _str = int.__int__, float.__float__, complex.__complex__, str.__str__


@encoder(int)
def _enc_int(coder: Encoder, value: int) -> Node:
    value = _int(value)
    if -(2**63) <= value < 2**63:
        return ["int", value]  # a subclass: the plain number within is 64 bits
    size = value.bit_length() // 8 + 1
    if size > LONGEST_INT:
        raise coder.refusal(value, "Return a smaller number.", "a number of more than 8 million binary digits")
    coder.spend(size)
    return ["int", value.to_bytes(size, "little", signed=True)]


@decoder("int")
def _dec_int(reader: Decoder, node: list) -> int:
    match node:
        case [_, int(value)]:
            return value
        case [_, bytes(data)] if len(data) <= LONGEST_INT + 1:
            return int.from_bytes(data, "little", signed=True)
    raise BadEncoding("a number that is none")


@encoder(complex)
def _enc_complex(coder: Encoder, value: complex) -> Node:
    value = _complex(value)
    return ["complex", value.real, value.imag]


@decoder("complex")
def _dec_complex(reader: Decoder, node: list) -> complex:
    return complex(float(node[1]), float(node[2]))


@encoder(bytearray, mode=LATE)
def _enc_bytearray(coder: Encoder, value: bytearray) -> Node:
    coder.spend(len(value))
    return ["bytearray", bytes(memoryview(value))]


@decoder("bytearray", LATE)
def _dec_bytearray(reader: Decoder, node: list) -> bytearray:
    if type(node[1]) is not bytes:
        raise BadEncoding("a bytearray without bytes")
    return bytearray(node[1])


@encoder(memoryview)
def _enc_memoryview(coder: Encoder, value: memoryview) -> Node:
    coder.spend(value.nbytes)
    return ["bytes", value.tobytes()]


def _enc_bytes(coder: Encoder, value: bytes) -> Node:
    coder.spend(len(value))
    return ["bytes", memoryview(value).tobytes()]


@decoder("bytes")
def _dec_bytes(reader: Decoder, node: list) -> bytes:
    return reader.expect(node[1], bytes, "bytes")


# A list begins with its tag and holds its items; so do the others. Containers are kept before they are filled, so that
# they may hold themselves.


@encoder(list, mode=EARLY)
def _enc_list(coder: Encoder, value: list) -> Node:
    return ["list", *coder.nodes(list.__iter__(value))]


@decoder("list", EARLY)
def _dec_list(reader: Decoder, node: list) -> list:
    out: list = []
    reader.objects.append(out)
    out += reader.rest(node)
    return out


@encoder(tuple)
def _enc_tuple(coder: Encoder, value: tuple) -> Node:
    return ["tuple", *coder.nodes(tuple.__iter__(value))]


@decoder("tuple")
def _dec_tuple(reader: Decoder, node: list) -> tuple:
    return tuple(reader.rest(node))


@encoder(set, mode=EARLY)
def _enc_set(coder: Encoder, value: set) -> Node:
    return ["set", *coder.nodes(set.__iter__(value))]


@decoder("set", EARLY)
def _dec_set(reader: Decoder, node: list) -> set:
    out: set = set()
    reader.objects.append(out)
    items = reader.rest(node)
    reader.fit_for_keys(items)
    out.update(items)
    return out


@encoder(frozenset)
def _enc_frozenset(coder: Encoder, value: frozenset) -> Node:
    return ["frozenset", *coder.nodes(frozenset.__iter__(value))]


@decoder("frozenset")
def _dec_frozenset(reader: Decoder, node: list) -> frozenset:
    items = reader.rest(node)
    reader.fit_for_keys(items)
    return frozenset(items)


@encoder(deque, mode=EARLY)
def _enc_deque(coder: Encoder, value: deque) -> Node:
    return ["deque", deque.__dict__["maxlen"].__get__(value), *coder.nodes(deque.__iter__(value))]


@decoder("deque", EARLY)
def _dec_deque(reader: Decoder, node: list) -> deque:
    most = node[1]
    if most is not None and type(most) is not int:
        raise BadEncoding("a deque whose length is no number")
    out: deque = deque(maxlen=most)
    reader.objects.append(out)
    out.extend(reader.rest(node, 2))
    return out


@encoder(dict, mode=EARLY)
def _enc_dict(coder: Encoder, value: dict) -> Node:
    return ["dict", *coder.pairs(dict.items(value))]


@decoder("dict", EARLY)
def _dec_dict(reader: Decoder, node: list) -> dict:
    return _fill(reader, {}, node)


@encoder(OrderedDict, mode=EARLY)
def _enc_ordered(coder: Encoder, value: OrderedDict) -> Node:
    return ["odict", *coder.pairs(OrderedDict.items(value))]


@decoder("odict", EARLY)
def _dec_ordered(reader: Decoder, node: list) -> OrderedDict:
    out: OrderedDict = OrderedDict()
    reader.objects.append(out)
    out.update(reader.pairs(node))
    return out


@encoder(Counter, mode=EARLY)
def _enc_counter(coder: Encoder, value: Counter) -> Node:
    return ["counter", *coder.pairs(dict.items(value))]


@decoder("counter", EARLY)
def _dec_counter(reader: Decoder, node: list) -> dict:
    return _fill(reader, Counter(), node)


@encoder(defaultdict, mode=EARLY)
def _enc_defaultdict(coder: Encoder, value: defaultdict) -> Node:
    # A factory of the officer's own crosses as a stand-in where there are any; else the entries cross without one.
    factory = coder.attempt(defaultdict.__dict__["default_factory"].__get__(value), ".default_factory")
    return ["defaultdict", factory[1] if factory else None, *coder.pairs(dict.items(value))]


@decoder("defaultdict", EARLY)
def _dec_defaultdict(reader: Decoder, node: list) -> dict:
    out: defaultdict = defaultdict()
    reader.objects.append(out)
    factory = reader.value(node[1])
    if factory is not None and not callable(factory):
        raise BadEncoding("a factory that cannot be called")
    out.default_factory = factory
    dict.update(out, reader.pairs(node, 2))
    return out


def _fill(reader: Decoder, out: dict, node: list) -> dict:
    reader.objects.append(out)
    dict.update(out, reader.pairs(node))
    return out


@encoder(types.SimpleNamespace, mode=EARLY)
def _enc_namespace(coder: Encoder, value: types.SimpleNamespace) -> Node:
    return ["namespace", *coder.pairs(vars(value).items())]


@decoder("namespace", EARLY)
def _dec_namespace(reader: Decoder, node: list) -> types.SimpleNamespace:
    out = types.SimpleNamespace()
    reader.objects.append(out)
    for key, item in reader.pairs(node):
        if type(key) is not str:
            raise BadEncoding("an attribute whose name is no text")
        vars(out)[key] = reader.attribute(item)
    return out


@encoder(types.MappingProxyType)
def _enc_proxy(coder: Encoder, value: types.MappingProxyType) -> Node:
    return ["proxy", *coder.pairs(dict(value).items())]


@decoder("proxy")
def _dec_proxy(reader: Decoder, node: list) -> types.MappingProxyType:
    return types.MappingProxyType(dict(reader.pairs(node)))


@encoder(type({}.keys()), type(OrderedDict().keys()))
def _enc_keys(coder: Encoder, value: Any) -> Node:
    return ["keys", *coder.nodes(value)]


@decoder("keys")
def _dec_keys(reader: Decoder, node: list) -> Any:
    keys = reader.rest(node)
    reader.fit_for_keys(keys)
    return dict.fromkeys(keys).keys()


@encoder(type({}.values()), type(OrderedDict().values()))
def _enc_values(coder: Encoder, value: Any) -> Node:
    return ["values", *coder.nodes(value)]


@decoder("values")
def _dec_values(reader: Decoder, node: list) -> Any:
    return dict(enumerate(reader.rest(node))).values()


@encoder(type({}.items()), type(OrderedDict().items()))
def _enc_items(coder: Encoder, value: Any) -> Node:
    return ["items", *coder.pairs(value)]


@decoder("items")
def _dec_items(reader: Decoder, node: list) -> Any:
    return dict(reader.pairs(node)).items()


@encoder(range)
def _enc_range(coder: Encoder, value: range) -> Node:
    return ["range", *(coder.node(int(item)) for item in (value.start, value.stop, value.step))]


@decoder("range")
def _dec_range(reader: Decoder, node: list) -> range:
    return range(*reader.rest(node))


@encoder(slice)
def _enc_slice(coder: Encoder, value: slice) -> Node:
    return [
        "slice",
        coder.part(value.start, ".start"),
        coder.part(value.stop, ".stop"),
        coder.part(value.step, ".step"),
    ]


@decoder("slice")
def _dec_slice(reader: Decoder, node: list) -> slice:
    return slice(*reader.rest(node))


@encoder(type(Ellipsis), type(NotImplemented))
def _enc_constant(coder: Encoder, value: Any) -> Node:
    return ["constant", repr(value)]


@decoder("constant")
def _dec_constant(reader: Decoder, node: list) -> Any:
    return _CONSTANTS[node[1]]


def _enc_class(coder: Encoder, value: type) -> Node:
    return ["class", _NAMES[id(value)]]


@decoder("class")
def _dec_class(reader: Decoder, node: list) -> type:
    return CLASSES[node[1]]


def _enc_error(coder: Encoder, value: BaseException) -> Node:
    return ["error", pack_plain(coder, encode_error(value))]


@decoder("error", LATE)
def _dec_error(reader: Decoder, node: list) -> Exception:
    return decode_error(unpack_plain(reader, node[1]), reader.types)


# Values of classes of the officer's own


def _enc_text(coder: Encoder, value: str) -> Node:
    return ["text", coder.node(_str(value))]


@decoder("text")
def _dec_text(reader: Decoder, node: list) -> str:
    return reader.expect(node[1], str, "a text")


def _enc_float(coder: Encoder, value: float) -> Node:
    return ["float", _float(value)]


@decoder("float")
def _dec_float(reader: Decoder, node: list) -> float:
    return reader.expect(node[1], float, "a float")


# Base class -> the rule for instances of its subclasses; what a subclass adds or overrides is left behind. In this
# order: a datetime is a date, a Counter is a dict.
_BASES: list[tuple[type, int, Callable[[Encoder, Any], Node]]] = [
    (int, VALUE, _enc_int),
    (float, VALUE, _enc_float),
    (complex, VALUE, _enc_complex),
    (str, VALUE, _enc_text),
    (bytes, VALUE, _enc_bytes),
    (bytearray, LATE, _enc_bytearray),
    (list, EARLY, _enc_list),
    (tuple, VALUE, _enc_tuple),
    (Counter, EARLY, _enc_counter),
    (defaultdict, EARLY, _enc_defaultdict),
    (OrderedDict, EARLY, _enc_ordered),
    (dict, EARLY, _enc_dict),
    (set, EARLY, _enc_set),
    (frozenset, VALUE, _enc_frozenset),
    (deque, EARLY, _enc_deque),
    (dt.datetime, VALUE, _standard.enc_datetime),
    (dt.date, VALUE, _standard.enc_date),
    (dt.time, VALUE, _standard.enc_time),
    (dt.timedelta, VALUE, _standard.enc_timedelta),
    (dt.timezone, VALUE, _standard.enc_zone),
    (zoneinfo.ZoneInfo, VALUE, _standard.enc_zone),
    (Decimal, VALUE, _standard.enc_decimal),
    (Fraction, VALUE, _standard.enc_fraction),
    (uuid.UUID, VALUE, _standard.enc_uuid),
    (PurePath, VALUE, _standard.enc_path),
    (types.SimpleNamespace, EARLY, _enc_namespace),
]


def rule_for(value: Any) -> tuple[int, Callable[[Encoder, Any], Node]] | None:
    """The rule for a value whose exact type has none: records, exceptions, and subclasses of the built-in types."""
    kind = type(value)
    if issubclass(kind, type):
        return (VALUE, _enc_class) if id(value) in _NAMES else None
    if issubclass(kind, BaseException):
        return LATE, _enc_error
    record = _records.rule_for(value)
    if record:
        return record
    for base, mode, rule in _BASES:
        if issubclass(kind, base):
            return mode, rule
    return None
