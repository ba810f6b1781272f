"""Things that are no data, on the side that has them: how they are described, and how they answer what is asked.

The officer's side answers all that is asked of what it handed out. The examiner's side is strict: what an officer asks
for must be public, and never leads from a thing to its insides.
"""

from __future__ import annotations

import collections.abc
import contextlib
import functools
import inspect
import io
import types
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock, NonCallableMock

from futurefit.grading import wire
from futurefit.grading._channel import BadMessage, Message
from futurefit.grading._peer import Peer, call, caught, library_of

MAIN = "__main__"  # the module of what a notebook's cells define
# Operators that a class of one's own may define, and that are carried across the line.
OPERATORS = frozenset(
    f"__{name}__"
    for name in (
        *("len", "repr", "str", "bool", "int", "float", "index", "hash", "format", "call", "enter", "exit"),
        *("getitem", "setitem", "delitem", "contains", "iter", "next", "reversed"),
        *("eq", "ne", "lt", "le", "gt", "ge", "neg", "pos", "abs", "invert", "round"),
        *("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor", "lshift", "rshift"),
        *("radd", "rsub", "rmul", "rtruediv", "rfloordiv", "rmod", "rpow", "iadd", "isub", "imul"),
    )
)
_FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
    types.MethodWrapperType,
    functools.partial,
)
_OF_MOCK = frozenset(name for name in dir(Mock()) if not name.startswith("_"))
# Libraries whose objects may be lent to an officer's function by a test: a fitted model, a stub, a mock.
_LENT = ("sklearn", "futurefit", "unittest", "torch", MAIN)


def describe(peer: Peer, thing: Any, path: str) -> Any:
    """A plain description of a function, class, iterator or object; None for what cannot cross the line."""
    if isinstance(thing, type):
        return _class(peer, thing)
    if isinstance(thing, types.ModuleType | io.IOBase):
        return None
    kind = type(thing)
    if isinstance(thing, _FUNCTIONS) or kind.__name__ == "_lru_cache_wrapper":
        return _function(peer, thing)
    if kind.__module__ == MAIN:
        return {"k": "object", "id": peer.table.number(thing), "class": _class(peer, kind)}
    if isinstance(thing, contextlib.AbstractContextManager) and kind.__module__ == "contextlib":
        return {"k": "context", "id": peer.table.number(thing)}
    if isinstance(thing, collections.abc.Iterator) and library_of(kind) != "unittest":  # a MagicMock says yes to all
        return {"k": "iterator", "id": peer.table.number(thing)}
    if library_of(kind) in _LENT:
        classes = [f"{one.__module__}:{one.__qualname__}" for one in kind.__mro__ if one is not object]
        return {"k": "library", "id": peer.table.number(thing), "classes": classes, "name": kind.__name__}
    return _function(peer, thing) if callable(thing) else None  # operator.itemgetter, numpy.vectorize …


def _function(peer: Peer, thing: Any) -> Any:
    described = {
        "k": "function",
        "id": peer.table.number(thing),
        "name": str(getattr(thing, "__name__", "function"))[:200],
        "doc": str(getattr(thing, "__doc__", None) or "")[:20_000],
        "plain": isinstance(thing, types.FunctionType),
    }
    try:
        described["parameters"] = [
            [p.name, int(p.kind), _default(p.default)] for p in inspect.signature(thing).parameters.values()
        ]
    except (ValueError, TypeError):
        described["parameters"] = None
    return described


def _default(value: Any) -> Any:
    """A parameter's default, where it is simple; [] for none at all, and None for what is not simple."""
    if value is inspect.Parameter.empty:
        return []
    return [value] if value is None or type(value) in (bool, int, float, str) else None


def _class(peer: Peer, thing: type) -> Any:
    if thing.__module__ != MAIN:
        return None
    own = [base for base in thing.__mro__ if base.__module__ == MAIN]
    names = {name for base in own for name in vars(base)}
    return {
        "k": "class",
        "id": peer.table.number(thing),
        "name": thing.__name__[:200],
        "doc": str(thing.__doc__ or "")[:20_000],
        "bases": [_class(peer, base) for base in thing.__bases__ if base.__module__ == MAIN],
        "methods": sorted(n for n in names if not n.startswith("__") and callable(getattr(thing, n, None))),
        "operators": sorted(OPERATORS & names),
        "error": _built_in_error(thing) if issubclass(thing, BaseException) else "",
    }


# What is asked


def answer_all(names: Callable[[], dict[str, Any]]) -> Callable[[Peer, Message], Message]:
    """What the officer's side answers: everything about what it handed out, and the values of names.

    Args:
        names: the notebook's variables.
    """

    def answer(peer: Peer, message: Message) -> Message:
        if message.get("do") == "names":
            return {"values": [_named(peer, names(), str(name)) for name in message.get("names", [])]}
        return _answer(peer, message, getattr, setattr)

    return answer


def answer_strictly(peer: Peer, message: Message) -> Message:
    """What the examiner's side answers: calls and public names only."""
    return _answer(peer, message, _public, _set_public)


def _public(thing: Any, name: str) -> Any:
    allowed = name in OPERATORS or not name.startswith("_")
    if not allowed or isinstance(thing, (*_FUNCTIONS, type)):
        raise AttributeError(f"“{name}” of what the test lent is not open to your code")
    _need_free(thing, name)
    found = getattr(thing, name)
    if isinstance(found, type | types.ModuleType):
        raise AttributeError(f"“{name}” of what the test lent is not open to your code")
    return found


def _need_free(thing: Any, name: str) -> None:
    """Of a lent mock, what it notes and how it answers is for the test alone."""
    if isinstance(thing, NonCallableMock) and name in _OF_MOCK:
        raise AttributeError(f"“{name}” of what the test lent is not open to your code")


def _set_public(thing: Any, name: str, value: Any) -> None:
    """Set an attribute of an object of the test's own; what its class says stays as it is."""
    own = type(thing).__module__ == MAIN or isinstance(thing, types.SimpleNamespace | Mock)
    _need_free(thing, name)
    if isinstance(thing, Mock) and callable(value):
        raise AttributeError(f"“{name}” of what the test lent is not to be replaced by your code")
    there = inspect.getattr_static(type(thing), name, None)
    if name.startswith("_") or not own or isinstance(thing, type) or callable(there):
        raise AttributeError(f"“{name}” of what the test lent is not to be changed by your code")
    setattr(thing, name, value)


def _answer(
    peer: Peer, message: Message, look_up: Callable[[Any, str], Any], set_: Callable[[Any, str, Any], None]
) -> Message:
    thing = peer.table.find(message.get("id"))
    name = message.get("name")
    if name is not None and not isinstance(name, str):
        raise BadMessage("a name that is no text")
    match message.get("do"):
        case "call":
            if name is None:
                return call(peer, message, lambda args, named: thing(*args, **named))
            return call(peer, message, lambda args, named: look_up(thing, name)(*args, **named))
        case "get" if name:
            return caught(peer, lambda: look_up(thing, name), f"“{name}”")
        case "set" if name:
            value = peer.unpack(message.get("value")).value
            return caught(peer, lambda: set_(thing, name, value))
        case "next":
            if not isinstance(thing, collections.abc.Iterator):
                raise BadMessage("that is no iterator")
            return _next(peer, thing)
    raise BadMessage(f"nobody knows how to do {message.get('do')!r}")


def _next(peer: Peer, thing: Any) -> Message:
    try:
        value = next(thing)
    except StopIteration:
        return {"end": True}
    except BaseException as error:
        return {"error": peer.pack_error(error)}
    return caught(peer, lambda: value, "an item of the iterator")


def _named(peer: Peer, names: dict[str, Any], name: str) -> Message:
    if name not in names:
        return {"name": name}
    try:
        return {"name": name, "result": peer.pack(names[name], (), name).data}
    except wire.CannotCross as error:
        return {"name": name, "type": error.type_name, "barred": str(error)}
    except Exception as error:
        return {"name": name, "type": type(names[name]).__name__, "barred": f"“{name}” cannot be read: {error}"}


def _built_in_error(kind: type[BaseException]) -> str:
    """The nearest built-in class of errors that a class of one's own derives from."""
    return next(base.__name__ for base in kind.__mro__ if base.__module__ == "builtins")
