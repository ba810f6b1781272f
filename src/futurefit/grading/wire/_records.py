"""Dataclasses, namedtuples and enum members: by the name of their class and the names of their fields.

Where the receiver owns a class of that name with the same fields, its instances are of that class again; else they
are records: the same attributes, without the methods.
"""

from __future__ import annotations

import dataclasses
import enum
import keyword
import re
from collections import namedtuple
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from ._common import BadEncoding
from ._tree import EARLY, VALUE, Decoder, Encoder, Node, decoder

MOST_CLASSES = 100  # namedtuple classes made for one message
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,199}")


class Record:
    """What an instance of a dataclass becomes where the class is not known: its name and its fields.

    Equal to a record of the same name with equal fields. Its hash is that of its fields.
    """

    __slots__ = ("__fields", "__kind")
    __kind: str
    __fields: dict[str, Any]

    def __init__(self, kind: str, fields: dict[str, Any]) -> None:
        object.__setattr__(self, "_Record__kind", kind)
        object.__setattr__(self, "_Record__fields", fields)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__fields[name]
        except KeyError:
            raise AttributeError(f"{self.__kind} has no field {name!r}") from None

    def __setattr__(self, name: str, value: Any) -> None:
        self.__fields[name] = value

    def __delattr__(self, name: str) -> None:
        if name not in self.__fields:
            raise AttributeError(f"{self.__kind} has no field {name!r}")
        del self.__fields[name]

    def __dir__(self) -> Iterator[str]:
        return iter(self.__fields)

    def __repr__(self) -> str:
        return f"{self.__kind}({', '.join(f'{name}={value!r}' for name, value in self.__fields.items())})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not Record:
            return NotImplemented
        return self.__kind == other.__kind and self.__fields == other.__fields

    def __hash__(self) -> int:
        return hash((self.__kind, tuple(self.__fields.items())))


def fields_of(record: Record) -> dict[str, Any]:
    """A record's own dict of fields."""
    return object.__getattribute__(record, "_Record__fields")


def kind_of(record: Record) -> str:
    """The name of the class that a record comes from."""
    return object.__getattribute__(record, "_Record__kind")


@dataclasses.dataclass(frozen=True)
class EnumRecord:
    """A member of an enum that is not known here: equal to another of the same class, name and value."""

    kind: str
    name: str
    value: Any

    def __repr__(self) -> str:
        return f"<{self.kind}.{self.name}: {self.value!r}>"

    def __str__(self) -> str:
        return f"{self.kind}.{self.name}"


def _bare_name(kind: type) -> str:
    return type.__dict__["__name__"].__get__(kind)


def _enc_record(coder: Encoder, value: Any) -> Node:
    kind = type(value)
    extras: dict[Any, Any] = {}
    if kind is Record:
        name, fields = kind_of(value), fields_of(value)
    else:
        name = _bare_name(kind)
        names = [field.name for field in dataclasses.fields(kind)]
        fields = {}
        for key in names:
            try:
                fields[key] = object.__getattribute__(value, key)
            except AttributeError:
                continue  # never set, or deleted
        own = getattr(value, "__dict__", None)
        extras = {k: v for k, v in own.items() if k not in fields} if type(own) is dict else {}
    nodes = []
    for key, item in fields.items():
        nodes.append(coder.part(item, f".{key}"))
    more = []
    for key, item in extras.items():  # what __post_init__ set, say; left behind where it cannot cross
        node = coder.attempt(item, f".{key}") if type(key) is str else None
        if node:
            more += [key, node[1]]
    return ["record", name, list(fields), *nodes, *more]


@decoder("record", EARLY)
def _dec_record(reader: Decoder, node: list) -> Any:
    name, names = checked(node[1]), [checked(item) for item in node[2]]
    if len(set(names)) != len(names) or len(node) < 3 + len(names) or (len(node) - 3 - len(names)) % 2:
        raise BadEncoding("a record whose fields and values do not match")
    record = _blank(reader.types.get(name), names)
    if record is None:
        record = Record(name, {})
    reader.objects.append(record)
    for key, item in zip(names, reader.rest(node[: 3 + len(names)], 3), strict=True):
        put(record, key, reader.attribute(item) if type(record) is Record else item)
    rest = iter(node[3 + len(names) :])
    for key, item in zip(rest, rest, strict=True):
        more = reader.value(item)
        # A name of the class is never hidden: the receiver's own methods stay its own.
        if not hasattr(type(record), checked(key)) and key not in names:
            put(record, key, reader.attribute(more))
    return record


def put(record: Any, name: str, value: Any) -> None:
    """Set a field of a record or of a dataclass, frozen or not, past any method of its own."""
    if type(record) is Record:
        fields_of(record)[name] = value
    else:
        object.__setattr__(record, name, value)


def _blank(kind: Any, names: list[str]) -> Any:
    """An instance of the receiver's dataclass, not yet filled; None where the class does not match."""
    if not isinstance(kind, type) or not dataclasses.is_dataclass(kind):
        return None
    if [field.name for field in dataclasses.fields(kind)] != names:
        return None
    try:
        return object.__new__(kind)
    except TypeError:  # a dataclass that is also a list, say, or an abstract one
        return None


def checked(name: Any) -> str:
    """A name that is a plain identifier, without double underscores around it. Raises BadEncoding."""
    if type(name) is not str or not name.isidentifier() or len(name) > 200 or name.startswith("__"):
        raise BadEncoding("a class or field whose name is no identifier")
    return name


def _is_name(name: Any) -> bool:
    return type(name) is str and bool(_IDENTIFIER.fullmatch(name)) and not keyword.iskeyword(name)


def _enc_namedtuple(coder: Encoder, value: Any) -> Node:
    kind = type(value)
    fields = kind._fields
    coder.trail.append("")
    nodes = []
    for key, item in zip(fields, tuple.__iter__(value), strict=True):
        coder.trail[-1] = f".{key}"
        nodes.append(coder.node(item))
    coder.trail.pop()
    return ["namedtuple", _bare_name(kind), list(fields), *nodes]


@decoder("namedtuple")
def _dec_namedtuple(reader: Decoder, node: list) -> Any:
    name, names = node[1], tuple(node[2])
    if not all(_is_name(item) for item in (name, *names)) or any(item.startswith("_") for item in names):
        raise BadEncoding("a namedtuple whose fields are no identifiers")
    if len(node) != 3 + len(names):
        raise BadEncoding("a namedtuple whose fields and values do not match")
    kind: Any = reader.types.get(name)
    if not (isinstance(kind, type) and issubclass(kind, tuple) and getattr(kind, "_fields", None) == names):
        kind = _made_class(reader, name, names)
        return tuple.__new__(kind, [reader.attribute(item) for item in reader.rest(node, 3)])
    return tuple.__new__(kind, reader.rest(node, 3))


def _made_class(reader: Decoder, name: str, names: tuple[str, ...]) -> type:
    key = f"{name}({','.join(names)})"
    if reader.budget[key] == 0:
        reader.use(key, 1, 1)
        reader.use("namedtuple classes", 1, MOST_CLASSES)
        reader.use("fields of namedtuple classes", len(names), 10 * MOST_CLASSES)
    return _namedtuple(name, names)


@lru_cache(500)
def _namedtuple(name: str, names: tuple[str, ...]) -> type:
    return namedtuple(name, names)


def _enc_enum(coder: Encoder, value: enum.Enum) -> Node:
    kind = type(value)
    data = object.__getattribute__(value, "_value_")
    name = object.__getattribute__(value, "_name_")
    # Read past the class: IntEnum and StrEnum hold a number or a text of their own.
    plain = int.__int__(value) if isinstance(value, int) else str.__str__(value) if isinstance(value, str) else None
    return ["enum", _bare_name(kind), name or str(data), coder.part(plain, ""), coder.part(data, ".value")]


@decoder("enum")
def _dec_enum(reader: Decoder, node: list) -> Any:
    _, kind_name, name, plain, data = node
    kind = reader.types.get(checked(kind_name))
    plain, data = reader.value(plain), reader.value(data)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        if type(name) is str and name in kind.__members__:
            return kind.__members__[name]
        if issubclass(kind, enum.Flag) and type(data) is int:
            reader.use("combined flags", 1, 1000)
            return kind(data)
    if plain is not None:
        return plain
    if type(name) is not str:
        raise BadEncoding("an enum member whose name is no text")
    return EnumRecord(kind_name, name, data)


def parts_of(value: Any) -> list[Any]:
    """The values of the fields of a record or dataclass; none for any other value."""
    if type(value) is Record:
        return list(fields_of(value).values())
    fields = getattr(type(value), "__dataclass_fields__", {})
    return [object.__getattribute__(value, name) for name in fields]


def rule_for(value: Any) -> tuple[int, Callable[[Encoder, Any], Node]] | None:
    """The rule for a value that is a record, a namedtuple or an enum member; None for others."""
    kind = type(value)
    if issubclass(kind, enum.Enum):
        return VALUE, _enc_enum
    if kind is EnumRecord:
        return VALUE, _enc_enum_record
    if kind is Record or "__dataclass_fields__" in {name for base in kind.__mro__ for name in base.__dict__}:
        return (EARLY, _enc_record) if _is_name(_bare_name(kind)) else None
    fields = getattr(kind, "_fields", None)
    if issubclass(kind, tuple) and type(fields) is tuple and len(fields) == tuple.__len__(value):
        names = (_bare_name(kind), *fields)
        if all(_is_name(name) for name in names) and not any(name.startswith("_") for name in fields):
            return VALUE, _enc_namedtuple
    return None


def _enc_enum_record(coder: Encoder, value: EnumRecord) -> Node:
    return ["enum", value.kind, value.name, None, coder.part(value.value, ".value")]
