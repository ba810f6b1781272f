"""Classes that the other end's notebook defines, and their objects, as this end has them.

An ordinary class, or a dataclass, is a class of stand-ins: its objects stay where they are, and are asked for all that
they are asked here. An enum or a namedtuple is made anew, since its members are data; its methods are asked for. An
error is a class of its own, so that a test can catch it.
"""

from __future__ import annotations

import builtins
import enum
import operator
from collections import namedtuple
from collections.abc import Callable
from inspect import getattr_static
from typing import Any

from futurefit.grading import wire
from futurefit.grading.crossing._peer import HIDDEN, Peer, Standin, request, value_of
from futurefit.grading.crossing._remote import ask, get, identifier, leave, listed, put, signature, whose
from futurefit.grading.crossing._things import OPERATORS

_NAMES = "_futurefit_names_"  # what a class of stand-ins has by the lab's word
_MEMBERS = "_futurefit_members_"  # names of methods and properties, in the dict of a class of stand-ins
# What an operator must give back, or Python itself would stop at it.
_RESULT: dict[str, type | tuple[type, ...]] = {
    "__len__": int,
    "__index__": int,
    "__hash__": int,
    "__int__": int,
    "__bool__": bool,
    "__contains__": bool,
    "__str__": str,
    "__repr__": str,
    "__format__": str,
    "__float__": float,
}
_COMPARE = {f"__{name}__": getattr(operator, name) for name in ("eq", "ne", "lt", "le", "gt", "ge")}
_DATA = (list, dict, set, frozenset, tuple, str, bytes, bytearray, float, int, complex)
_ENUMS: dict[str, Any] = {
    kind.__name__: kind for kind in (enum.Enum, enum.IntEnum, enum.StrEnum, enum.Flag, enum.IntFlag)
}


Names = frozenset[str] | None


def class_of_standins(peer: Peer, plain: Any, bases: tuple[type, ...], has: Names, labs: type | None = None) -> type:
    """The class for a description.

    Args:
        bases: built already, or classes of this end.
        has: what it has by the lab's own word, “*” for any operator; None for all.
        labs: the lab's own class, where it is that: its methods run here, on what the other end's object holds.

    Raises:
        wire.BadEncoding: it cannot be made.
    """
    here = {one for kind in (labs.__mro__[:-1] if labs else ()) for one in vars(kind)}
    name = identifier(plain.get("name"))
    body: dict[str, Any] = {"__doc__": str(plain.get("doc") or "") or None, "__module__": "__main__"}
    for method in listed(plain.get("methods")):
        if (has is None or method[0] in has) and method[0] not in here:
            body[identifier(method[0])] = _Method(*method[:3])
    for one in listed(plain.get("properties")):
        if one[0] not in here:
            body[identifier(one[0])] = _property(*one[:2])
    body[_MEMBERS] = frozenset(body) | {one for one in here if _runs(getattr_static(labs, one))}
    body[_NAMES] = has
    body[HIDDEN] = peer, plain["id"]
    data = plain.get("data")
    for one in listed(plain.get("operators")):
        if one in OPERATORS and (has is None or one in has or "*" in has) and one not in here:
            body[one] = _operator(one, isinstance(data, str) and bool(data))
    if "__eq__" in body and "__hash__" not in body:
        body["__hash__"] = object.__hash__
    if (parameters := signature(plain.get("parameters"))) and not labs:
        body["__signature__"] = parameters
        body["__init__"] = _Method("__init__", [["self", 0, []], *plain["parameters"]], None)
    if fields := listed(plain.get("fields")):
        import dataclasses

        model = dataclasses.make_dataclass(name, [identifier(field) for field in fields])
        body["__dataclass_fields__"] = model.__dataclass_fields__  # type: ignore[attr-defined]
        body["__match_args__"] = tuple(fields)
    body |= {"__getattribute__": _get_attribute, "__setattr__": put, "__delattr__": _delete}
    body |= {"__copy__": _copy, "__deepcopy__": lambda self, memo: _copy(self, True)}
    if not any(issubclass(base, Standin) for base in bases):
        bases = (Standin, *bases)
    kinds = tuple({type(base) for base in bases} - {type, _ClassOfStandins})
    try:
        meta = type("_ClassOfStandins", (_ClassOfStandins, *kinds), {}) if kinds else _ClassOfStandins
        made = meta(name, bases, body)
        made.__qualname__ = name
        wire.lend(made)  # also one with the fields of a dataclass
        if getattr(made, "__abstractmethods__", None):
            made.__abstractmethods__ = frozenset()  # what is abstract is for the other end to say
        object.__new__(made)
    except TypeError as error:
        raise wire.BadEncoding(f"the class {name} cannot be stood in for: {error}") from None
    return made


def _runs(found: Any) -> bool:
    return isinstance(found, property | classmethod | staticmethod) or callable(found)


class _ClassOfStandins(type):
    """The class of classes of stand-ins: calling one makes an object at the other end; so its attributes are read."""

    def __call__(cls, *args: Any, **named: Any) -> Any:
        if HIDDEN not in type.__getattribute__(cls, "__dict__"):
            raise TypeError(
                f"The test's own class {cls.__name__} derives from a class of the answer. That needs one process: "
                "a lab with such tests says that they run `inside`."
            )
        peer, number = whose(cls)
        return request(peer, {"do": "call", "id": number}, args, named)

    def __getattribute__(cls, name: str) -> Any:
        own = type.__getattribute__(cls, "__dict__")
        if name.startswith(("__", "_abc_")) or name == HIDDEN or name in own.get(_MEMBERS, ()) or HIDDEN not in own:
            return type.__getattribute__(cls, name)
        return _open(cls, name, get(cls, name))

    def __setattr__(cls, name: str, new: Any) -> None:
        if name.startswith(("__", "_abc_")) or HIDDEN not in type.__getattribute__(cls, "__dict__"):
            type.__setattr__(cls, name, new)
        else:
            put(cls, name, new)


class _Method:
    """A method: asked of the object, or of the class where it is read from that."""

    def __init__(self, name: str, parameters: Any = None, doc: Any = None) -> None:
        self._name, self._doc = name, doc
        self._signature = signature(parameters)

    def __get__(self, thing: Any, kind: type) -> Callable[..., Any]:
        name, asked = self._name, kind if thing is None else thing

        def method(*args: Any, **named: Any) -> Any:
            return ask(asked, name, args, named)

        method.__name__, method.__doc__ = name, str(self._doc) if self._doc else None
        method.__qualname__ = f"{kind.__name__}.{name}"
        if found := self._signature:
            parameters = list(found.parameters.values())
            bound = thing is not None and parameters and parameters[0].name in ("self", "cls")
            method.__signature__ = found.replace(parameters=parameters[bool(bound) :])  # type: ignore[attr-defined]
        return method


def _property(name: str, doc: Any) -> property:
    return property(lambda self: get(self, name), lambda self, new: put(self, name, new), doc=str(doc) if doc else None)


def _operator(name: str, data: bool) -> Callable[..., Any]:
    def over_the_line(self: Any, *args: Any, **named: Any) -> Any:
        if name in _COMPARE and not all(isinstance(arg, Standin) for arg in args):
            # An answer that decides by itself whether it is right would always be right.
            return _COMPARE[name](_data(self), *args) if data else NotImplemented
        if name == "__exit__":
            return leave(self, *args[:2])
        result = ask(self, name, args, named)
        if (kind := _RESULT.get(name)) and not isinstance(result, kind):
            raise TypeError(f"{name} gave back {type(result).__name__}")
        return bool(result) if name in _COMPARE and result is not NotImplemented else result

    over_the_line.__name__ = name
    return over_the_line


def _data(self: Any) -> Any:
    """What an object of a class that derives from list, dict, float … holds, as that."""
    peer, number = whose(self)
    found = value_of(peer, peer.ask({"do": "data", "id": number}))
    if type(found) not in _DATA:
        raise wire.BadEncoding("data was due")
    return found


def _get_attribute(self: Any, name: str) -> Any:
    if name == "__dict__":
        return get(self, name)
    mine = type.__getattribute__(type(self), "__dict__")
    if name.startswith("__") or name in mine.get(_MEMBERS, ()):
        return object.__getattribute__(self, name)
    return _open(type(self), name, get(self, name))


def _open(kind: type, name: str, found: Any) -> Any:
    """What was read of a class or an object: functions only under names that the lab knows."""
    has = type.__getattribute__(kind, "__dict__")[_NAMES]
    if has is not None and name not in has and callable(found):
        raise AttributeError(f"the lab did not ask {kind.__name__} to have a function {name!r}")
    return found


def _delete(self: Any, name: str) -> None:
    peer, number = whose(self)
    value_of(peer, peer.ask({"do": "delete", "id": number, "name": name}))


def _copy(self: Any, deep: bool = False) -> Any:
    peer, number = whose(self)
    return value_of(peer, peer.ask({"do": "copy", "id": number, "deep": deep}))


# Errors


class _ClassOfErrors(type):
    """The class of classes of errors: one that a test makes is made at the other end, and comes over."""

    def __call__(cls, *args: Any, **named: Any) -> Any:
        if HIDDEN not in cls.__dict__:
            return type.__call__(cls, *args, **named)
        peer, number = whose(cls)
        made = request(peer, {"do": "call", "id": number}, args, named)
        if not isinstance(made, Exception):
            raise TypeError(f"{cls.__name__} gave back something that is no error")
        return made


def class_of_errors(peer: Peer, plain: Any, bases: tuple[type, ...]) -> type:
    """A class of errors of the other end's own. Raises wire.BadEncoding."""
    nearest = plain.get("error")
    base = vars(builtins).get(nearest) if isinstance(nearest, str) else None
    if not (isinstance(base, type) and issubclass(base, Exception)):
        raise wire.BadEncoding("an error that is none")
    bases = tuple(one for one in bases if issubclass(one, Exception)) or (base,)
    body = {"__module__": "__main__", "__doc__": str(plain.get("doc") or "") or None, HIDDEN: (peer, plain["id"])}
    try:
        return _ClassOfErrors(identifier(plain.get("name")), bases, body)
    except TypeError as error:
        raise wire.BadEncoding(f"an error that cannot be: {error}") from None


# Classes whose objects are data


def class_of_members(peer: Peer, plain: Any, has: Names) -> type:
    """An enum with the members of the description. Raises wire.BadEncoding."""
    members = [(identifier(name), item) for name, item in peer.unpack(plain.get("members")).value]
    if plain.get("enum") not in _ENUMS or any(name.startswith("_") for name, _ in members):
        raise wire.BadEncoding("an enum that is none")
    try:
        made: type = _ENUMS[plain["enum"]](identifier(plain.get("name")), members, module="__main__")
    except (TypeError, ValueError) as error:
        raise wire.BadEncoding(f"an enum that cannot be: {error}") from None
    for name, member in _remote_members(peer, plain, has).items():
        if name not in vars(made) and not hasattr(enum.Enum, name):
            setattr(made, name, member)
    made.__doc__ = str(plain.get("doc") or "")
    return made


def class_of_tuples(peer: Peer, plain: Any, has: Names) -> type:
    """A namedtuple with the fields of the description. Raises wire.BadEncoding."""
    name, fields = identifier(plain.get("name")), [identifier(one) for one in listed(plain.get("fields"))]
    defaults = peer.unpack(plain.get("defaults")).value
    try:
        made: Any = namedtuple
        base = made(name, fields, defaults=tuple(defaults), module="__main__")
    except (TypeError, ValueError) as error:
        raise wire.BadEncoding(f"a namedtuple that cannot be: {error}") from None
    members = {one: member for one, member in _remote_members(peer, plain, has).items() if not hasattr(base, one)}
    body = {"__slots__": (), "__module__": "__main__", "__doc__": str(plain.get("doc") or "") or None}
    return type(name, (base,), members | body) if members else base


def _remote_members(peer: Peer, plain: Any, has: Names) -> dict[str, Any]:
    """Methods and properties that are asked for at the other end, with the object as an argument."""
    number = plain["id"]
    found: dict[str, Any] = {}
    for one in listed(plain.get("methods")):
        if has is None or one[0] in has:
            found[identifier(one[0])] = _MethodOfData(peer, number, one[0], bool(one[3]))
    for one in listed(plain.get("properties")):
        found[identifier(one[0])] = property(_MethodOfData(peer, number, one[0], False).ask)
    return found


class _MethodOfData:
    def __init__(self, peer: Peer, number: int, name: str, of_class: bool) -> None:
        self._peer, self._number, self._name, self._of_class = peer, number, name, of_class

    def ask(self, *args: Any, **named: Any) -> Any:
        return request(self._peer, {"do": "call", "id": self._number, "name": self._name}, args, named)

    def __get__(self, thing: Any, kind: type) -> Callable[..., Any]:
        if thing is None or self._of_class:
            return self.ask
        return lambda *args, **named: self.ask(thing, *args, **named)
