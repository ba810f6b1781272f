"""Things that are no data, on the side that has them: how they are described, and how they answer what is asked.

The officer's side answers all that is asked of what it handed out. The examiner's side is strict: what an officer asks
for must be public, and never leads from a thing to its insides.
"""

from __future__ import annotations

import asyncio
import collections.abc
import contextlib
import copy
import dataclasses
import enum
import functools
import inspect
import io
import types
from collections.abc import Callable, Iterable
from typing import Any
from unittest.mock import Mock, NonCallableMock

from futurefit.grading import wire
from futurefit.grading.crossing import _files
from futurefit.grading.crossing._globals import Watch, used_by_functions
from futurefit.grading.crossing._peer import Peer, call, caught, library_of
from futurefit.grading.kernels._channel import BadMessage, Message

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
_BASES = ("sklearn", "torch")  # libraries whose classes officers derive their own from
_DATA = (list, dict, set, frozenset, tuple, str, bytes, float, int)
_TOLD_FLAGS = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR  # of a function, to the test


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
    if isinstance(thing, types.CoroutineType):
        return {"k": "awaitable", "id": peer.table.number(thing)}
    if isinstance(thing, types.AsyncGeneratorType):
        return {"k": "async iterator", "id": peer.table.number(thing)}
    if isinstance(thing, contextlib.AbstractContextManager) and kind.__module__ == "contextlib":
        return {"k": "context", "id": peer.table.number(thing)}
    if isinstance(thing, collections.abc.Iterator) and library_of(kind) != "unittest":  # a MagicMock says yes to all
        return {"k": "iterator", "id": peer.table.number(thing), "generator": isinstance(thing, types.GeneratorType)}
    if library_of(kind) in _LENT:
        classes = [f"{one.__module__}:{one.__qualname__}" for one in kind.__mro__ if one is not object]
        return {"k": "library", "id": peer.table.number(thing), "classes": classes, "name": kind.__name__}
    return _function(peer, thing) if callable(thing) else None  # operator.itemgetter, numpy.vectorize …


def _function(peer: Peer, thing: Any) -> Any:
    code = getattr(thing, "__code__", None)
    return {
        "k": "function",
        "id": peer.table.number(thing),
        "name": str(getattr(thing, "__name__", "function"))[:200],
        "doc": str(getattr(thing, "__doc__", None) or "")[:20_000],
        "plain": isinstance(thing, types.FunctionType),
        "flags": int(getattr(code, "co_flags", 0)) & _TOLD_FLAGS,
        "parameters": _parameters(thing),
        "annotations": _annotations(peer, thing) if isinstance(thing, types.FunctionType) else [],
    }


def _parameters(thing: Any) -> list[Any] | None:
    try:
        return [[p.name, int(p.kind), _default(p.default)] for p in inspect.signature(thing).parameters.values()]
    except (ValueError, TypeError):
        return None


def _default(value: Any) -> Any:
    """A parameter's default, where it is simple; [] for none at all, and None for what is not simple."""
    if value is inspect.Parameter.empty:
        return []
    return [value] if value is None or type(value) in (bool, int, float, str) else None


def _annotations(peer: Peer, thing: Any) -> list[Any]:
    """Names, with classes as such and all else as it is written."""
    found = []
    for name, kind in vars(thing).get("__annotations__", thing.__annotations__).items():
        try:
            found.append([str(name), wire.encode(kind).data if isinstance(kind, type) or kind is None else None])
        except wire.CannotCross:
            found.append([str(name), None])
        if found[-1][1] is None:
            found[-1][1] = kind if isinstance(kind, str) else inspect.formatannotation(kind)
    return found


def _class(peer: Peer, thing: type) -> Any:
    if thing.__module__ != MAIN:
        return None
    if thing not in peer.classes:
        peer.classes[thing] = _class_in_full(peer, thing)
    return peer.classes[thing]


def _class_in_full(peer: Peer, thing: type) -> Any:
    lineage = [base for base in thing.__mro__ if base is not object]
    names = {name for base in lineage for name in vars(base)}
    own = {name for base in lineage if base.__module__ == MAIN for name in vars(base)}
    described: dict[str, Any] = {
        "k": "class",
        "id": peer.table.number(thing),
        "name": thing.__name__[:200],
        "doc": str(vars(thing).get("__doc__") or "")[:20_000],
        "bases": [_class(peer, base) for base in thing.__bases__ if base.__module__ == MAIN],
        "library": [f"{base.__module__}:{base.__qualname__}" for base in lineage if library_of(base) in _BASES][:1],
        "data": next((base.__name__ for base in lineage if base in _DATA), ""),
        "methods": [_method(thing, name, name in own) for name in sorted(names) if _is_method(thing, name)],
        "properties": [[name, _doc(thing, name)] for name in sorted(names) if _is_property(thing, name)],
        "operators": sorted(OPERATORS & names),
        "parameters": _parameters(thing),
    }
    if issubclass(thing, BaseException):
        described["error"] = _built_in_error(thing)
    elif issubclass(thing, enum.Enum):
        described["k"] = "enum"
        described["enum"] = next(base.__name__ for base in lineage if base.__module__ == "enum")
        described["members"] = peer.pack([(n, m.value) for n, m in thing.__members__.items()], (), thing.__name__).data
    elif issubclass(thing, tuple) and isinstance(getattr(thing, "_fields", None), tuple):
        described |= {"k": "namedtuple", "fields": list(vars(thing)["_fields"])}
        described["defaults"] = peer.pack(list(getattr(thing, "_field_defaults", {}).values()), (), thing.__name__).data
    elif dataclasses.is_dataclass(thing):
        described["fields"] = [field.name for field in dataclasses.fields(thing)]
    return described


def _is_method(kind: type, name: str) -> bool:
    found = inspect.getattr_static(kind, name, None)
    return not name.startswith("__") and (isinstance(found, classmethod | staticmethod) or inspect.isroutine(found))


def _is_property(kind: type, name: str) -> bool:
    return not name.startswith("__") and isinstance(inspect.getattr_static(kind, name, None), property)


def _method(kind: type, name: str, own: bool) -> list[Any]:
    """Name, parameters, docstring, and whether it is the class that is asked."""
    of_class = isinstance(inspect.getattr_static(kind, name), classmethod | staticmethod)
    return [name, _parameters(getattr(kind, name)) if own else None, _doc(kind, name) if own else None, of_class]


def _doc(kind: type, name: str) -> str | None:
    return str(getattr(getattr(kind, name, None), "__doc__", None) or "")[:2000] or None


def lend(kinds: Iterable[Any]) -> None:
    """Let objects of these classes stay here and be asked for, though some could cross as data (a dataclass, say)."""
    for kind in kinds:
        is_data = isinstance(kind, type) and (issubclass(kind, enum.Enum | BaseException) or hasattr(kind, "_fields"))
        if isinstance(kind, type) and kind.__module__ == MAIN and not is_data:
            wire.lend(kind)


# What is asked


def answer_all(names: Callable[[], dict[str, Any]]) -> Callable[[Peer, Message], Message]:
    """What the officer's side answers: everything about what it handed out, and the values of names.

    Args:
        names: the notebook's variables.
    """

    def answer(peer: Peer, message: Message) -> Message:
        if message.get("do") == "names":
            asked = [str(name) for name in message.get("names", [])]
            asked.sort(key=lambda name: not isinstance(names().get(name), type))  # objects need their classes
            values = [_named(peer, names(), name) for name in asked]
            peer.watch = Watch(lambda value: peer.pack(value).data, lambda data: peer.unpack(data).value, names())
            peer.watch.begin(used_by_functions(names()) & {v["name"] for v in values if "result" in v})
            peer.bind = names().__setitem__
            return {"values": values, "watched": peer.watch.watched, "files": _files.written([])}
        thing, name = peer.table.find(message.get("id")), str(message.get("name"))
        match message.get("do"):
            case "delete":
                return caught(peer, lambda: delattr(thing, name))
            case "copy":
                return caught(peer, lambda: copy.deepcopy(thing) if message.get("deep") else copy.copy(thing))
            case "data":
                kind = next(base for base in _DATA if isinstance(thing, base))
                return caught(peer, lambda: kind(thing))
        return _answer(peer, message, _any, setattr)

    return answer


def _any(thing: Any, name: str) -> Any:
    found = getattr(thing, name)
    if isinstance(found, property) and isinstance(thing, type):
        return found.fget  # of an enum or a namedtuple, whose members come as arguments
    return found


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
        case "await":
            return call(peer, message, lambda args, named: _finished(thing))
        case "next async":
            return _next(peer, lambda: _finished(thing.__anext__()))
        case "send" if isinstance(thing, types.GeneratorType):
            value = peer.unpack(message.get("value")).value
            return _next(peer, lambda: thing.send(value))
        case "close" if isinstance(thing, types.GeneratorType):
            return caught(peer, thing.close)
        case "next":
            if not isinstance(thing, collections.abc.Iterator):
                raise BadMessage("that is no iterator")
            return _next(peer, lambda: next(thing))
    raise BadMessage(f"nobody knows how to do {message.get('do')!r}")


def _next(peer: Peer, work: Callable[[], Any]) -> Message:
    try:
        value = work()
    except (StopIteration, StopAsyncIteration):
        return {"end": True}
    except BaseException as error:
        return {"error": peer.pack_error(error)}
    return caught(peer, lambda: value, "an item of the iterator")


def _finished(work: Any) -> Any:
    """The result of a coroutine, run to its end here, even where a loop is running already."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        loop = asyncio.new_event_loop()
        try:
            return loop.run_until_complete(work)
        finally:
            loop.close()
    finally:
        asyncio._set_running_loop(running)


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
