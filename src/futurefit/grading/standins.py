"""Stand-ins: what the other end of the line handed out, as something that can be called, read and iterated over here.

A stand-in calls across the line and brings back data. In the examiner it never answers for itself what decides a mark:
it is equal to nothing but another stand-in, and has only what the lab asked officers to write, or what a library's
fitted model can do. Built-in operators on it are carried over only where the lab asked for the class.
"""

from __future__ import annotations

import builtins
import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NoReturn

from futurefit.grading import wire
from futurefit.grading._models import ESTIMATOR, MODULE, library_object, loaded
from futurefit.grading._peer import HIDDEN, MOST_ITEMS, Peer, Standin, request, value_of
from futurefit.grading._things import OPERATORS

ADVICE = "Give back plain data: a number, text, a list, a dictionary, an array or a table."
_METHODS = "_futurefit_methods_"
_NAMES = "_futurefit_names_"
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
_COMPARE = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")


class Barred:
    """A value of the officer's that cannot cross the line: whatever is done with it says why.

    Args:
        why: what to say.
    """

    def __init__(self, why: str) -> None:
        self.__dict__[HIDDEN] = why


def _refuse(self: Barred, *_: Any, **__: Any) -> NoReturn:
    raise TypeError(self.__dict__[HIDDEN])


for _name in OPERATORS | {"__getattr__", "__setattr__"}:
    setattr(Barred, _name, _refuse)


class Builder:
    """Builds stand-ins from descriptions. The same thing always has the same stand-in.

    Args:
        asked: the classes that the lab asks officers to write, with the names that each has (`plan.Plan.classes`);
            None builds stand-ins for all (the officer's side, where the examiner is trusted).
    """

    def __init__(self, asked: Mapping[str, Collection[str]] | None) -> None:
        self._asked = asked
        self._built: dict[int, Any] = {}

    def __call__(self, peer: Peer, plain: Any) -> Any:
        """The stand-in for a description.

        Raises:
            wire.CannotCross: the lab did not ask for such a thing.
            wire.BadEncoding: it is no description.
        """
        if not isinstance(plain, dict) or type(plain.get("id")) is not int:
            raise wire.BadEncoding("not the description of anything")
        number = plain["id"]
        if number not in self._built:
            match plain.get("k"):
                case "function":
                    self._built[number] = _function(peer, plain)
                case "iterator":
                    self._built[number] = _iterator(peer, number)
                case "context":
                    self._built[number] = _Context(peer, number)
                case "class":
                    self._built[number] = self._class(peer, plain)
                case "object":
                    self._built[number] = self._object(peer, plain)
                case "library":
                    self._built[number] = self._library(peer, plain)
                case _:
                    raise wire.BadEncoding("an unknown kind of thing")
            peer.remember(self._built[number], number)
        return self._built[number]

    def _class(self, peer: Peer, plain: Any, outer: bool = False) -> type:
        name = _identifier(plain.get("name"))
        if (own := self._labs(peer, name)) and not outer:
            return own
        self._need_asked(peer, name)
        if plain.get("error"):
            return _error_class(name, plain["error"])
        asked = [base for base in _list(plain.get("bases")) if isinstance(base, dict) and self._is_known(peer, base)]
        bases = (own,) if own else tuple(self(peer, base) for base in asked)
        has = self._names(peer, plain)
        bases = bases if any(issubclass(base, Standin) for base in bases) else (Standin, *bases)
        number = plain["id"]
        body: dict[str, Any] = {
            "__doc__": str(plain.get("doc") or ""),
            "__module__": "__main__",
            HIDDEN: (peer, number),
        }
        for method in _list(plain.get("methods")):
            if has is None or (method in has and not hasattr(own, method)):
                body[_identifier(method)] = _Method(_identifier(method))
        labs = {n for n in dir(own) if callable(getattr(own, n))} if own else set()  # these run here
        body[_METHODS] = frozenset(body) - {HIDDEN} | labs
        body[_NAMES] = has
        for name_ in _list(plain.get("operators")):
            if name_ in OPERATORS and (has is None or name_ in has or "*" in has) and not _has_operator(own, name_):
                body[name_] = _operator(name_)
        if "__eq__" in body and "__hash__" not in body:
            body["__hash__"] = object.__hash__
        body["__getattribute__"], body["__setattr__"] = _get_attribute, _set_attribute
        kinds = {type(base) for base in bases} - {type, _ClassOfStandins}
        meta = type("_ClassOfStandins", (_ClassOfStandins, *kinds), {}) if kinds else _ClassOfStandins
        made = meta(name, bases, body)
        made.__qualname__ = name
        if getattr(made, "__abstractmethods__", None):
            made.__abstractmethods__ = frozenset()  # what is abstract is for the other end to say
        return made

    def _is_known(self, peer: Peer, plain: Any) -> bool:
        name = _identifier(plain.get("name"))
        return self._asked is None or name in self._asked or self._labs(peer, name) is not None

    def _names(self, peer: Peer, plain: Any) -> frozenset[str] | None:
        """What a class has by the lab's own word, “*” for any operator; None for all.

        Without this, the object that one task asks for could be given back in another, where a test calls `.equals(…)`.
        """
        if self._asked is None:
            return None
        name = _identifier(plain.get("name"))
        found = set(self._asked.get(name, ())) | set(dir(self._labs(peer, name) or object))
        for base in _list(plain.get("bases")):
            if isinstance(base, dict) and self._is_known(peer, base):
                found |= self._names(peer, base) or set()
        return frozenset(found)

    def _labs(self, peer: Peer, name: str) -> type | None:
        """The lab's own class of that name, which the officer's notebook has, too."""
        found = peer.types().get(name) if self._asked is not None and name not in self._asked else None
        return (
            found if found is not None and found.__module__ == "__main__" and not issubclass(found, Standin) else None
        )

    def _object(self, peer: Peer, plain: Any) -> Any:
        kind = plain.get("class")
        if not isinstance(kind, dict):
            raise wire.BadEncoding("an object without a class")
        if self._labs(peer, _identifier(kind.get("name"))):
            place = -int(kind["id"])  # apart from the class itself, which is the lab's own
            if place not in self._built:
                self._built[place] = self._class(peer, kind, outer=True)
            made = object.__new__(self._built[place])
        else:
            made = object.__new__(self(peer, kind))
        made.__dict__[HIDDEN] = peer, plain["id"]
        return made

    def _need_asked(self, peer: Peer, name: str) -> None:
        if self._asked is not None and name not in self._asked and not self._labs(peer, name):
            raise wire.CannotCross(
                "what came back",
                name,
                f"It is of a class of your own, “{name}”, that the lab did not ask for. {ADVICE}",
            )

    def _library(self, peer: Peer, plain: Any) -> Any:
        classes = [str(one) for one in _list(plain.get("classes"))]
        name, number = _identifier(plain.get("name")), plain["id"]
        if self._asked is None:
            return library_object(peer, number, name, None, None)
        if "sklearn.base:BaseEstimator" in classes:
            return library_object(peer, number, name, ESTIMATOR, loaded(classes[0], "sklearn.base:BaseEstimator"))
        if "torch.nn.modules.module:Module" in classes:
            real = loaded(classes[0], "torch.nn.modules.module:Module")
            return library_object(peer, number, name, MODULE, real)
        raise wire.CannotCross("what came back", name, ADVICE)


def _has_operator(own: type | None, name: str) -> bool:
    """Whether a class of the lab's defines an operator itself; then it is the lab's that counts."""
    return own is not None and any(name in vars(kind) for kind in own.__mro__ if kind is not object)


def _error_class(name: str, nearest: object) -> type:
    """A class of errors of the officer's own, so that a test can catch what it asked for."""
    base = vars(builtins).get(nearest) if isinstance(nearest, str) else None
    if not (isinstance(base, type) and issubclass(base, Exception)):
        raise wire.BadEncoding("an error that is none")
    return type(name, (base,), {"__module__": "__main__"})


def _function(peer: Peer, plain: Any) -> Callable[..., Any]:
    number = plain["id"]

    def standin(*args: Any, **named: Any) -> Any:
        return request(peer, {"do": "call", "id": number}, args, named)

    name = str(plain.get("name") or "function")
    standin.__name__ = standin.__qualname__ = name if name.isidentifier() else "function"
    standin.__doc__ = str(plain.get("doc") or "") or None
    standin.__module__ = "__main__"
    if (parameters := plain.get("parameters")) is not None:
        try:
            standin.__signature__ = _signature(parameters)  # type: ignore[attr-defined]
        except (TypeError, ValueError, IndexError):
            raise wire.BadEncoding("a signature that cannot be") from None
    return standin


def _signature(parameters: Any) -> inspect.Signature:
    empty = inspect.Parameter.empty
    made = []
    for name, kind, default in _list(parameters):
        value = ... if default is None else (default[0] if default else empty)
        made.append(inspect.Parameter(str(name), inspect._ParameterKind(kind), default=value))
    return inspect.Signature(made)


def _iterator(peer: Peer, number: int) -> Iterator[Any]:
    """Reads the other end's iterator item by item, up to a limit."""
    for _ in range(MOST_ITEMS):
        reply = peer.ask({"do": "next", "id": number})
        if reply.get("end"):
            return
        yield value_of(peer, reply)
    raise wire.CannotCross(
        "an iterator", "iterator", f"It gave more than {MOST_ITEMS:,} items, and no test reads more."
    )


class _Context(Standin):
    """A context manager of the other end's, such as a function decorated with contextlib.contextmanager gives."""

    def __init__(self, peer: Peer, number: int) -> None:
        self.__dict__[HIDDEN] = peer, number

    def __enter__(self) -> Any:
        return _ask(self, "__enter__", (), {})

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> Any:
        return _exit(self, kind, error)


def _ask(thing: Any, name: str, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
    peer, number = thing.__dict__[HIDDEN]
    return request(peer, {"do": "call", "id": number, "name": name}, args, named)


def _exit(self: Any, kind: Any, error: Any) -> bool:
    """Leave a context at the other end. A failed assert is the test's own word, which no answer swallows."""
    swallows = _ask(self, "__exit__", (kind, error, None), {})  # a traceback stays where it is
    return bool(swallows) and not isinstance(error, AssertionError)


class _Method:
    """A method of a class of stand-ins: asked of the object, or of the class where it is read from that."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, thing: Any, kind: type) -> Callable[..., Any]:
        name, asked = self._name, kind if thing is None else thing

        def method(*args: Any, **named: Any) -> Any:
            return _ask(asked, name, args, named)

        method.__name__ = name
        return method


def _operator(name: str) -> Callable[..., Any]:
    def over_the_line(self: Any, *args: Any, **named: Any) -> Any:
        # An answer that decides by itself whether it is right would always be right.
        if name in _COMPARE and not all(isinstance(arg, Standin) for arg in args):
            return NotImplemented
        if name == "__exit__":
            return _exit(self, *args[:2])
        result = _ask(self, name, args, named)
        if (kind := _RESULT.get(name)) and not isinstance(result, kind):
            raise TypeError(f"{name} gave back {type(result).__name__}")
        return bool(result) if name in _COMPARE and result is not NotImplemented else result

    over_the_line.__name__ = name
    return over_the_line


def _get_attribute(self: Any, name: str) -> Any:
    if name.startswith("__") or name == HIDDEN or name in type(self).__dict__.get(_METHODS, ()):
        return object.__getattribute__(self, name)
    peer, number = self.__dict__[HIDDEN]
    return _open(type(self), name, value_of(peer, peer.ask({"do": "get", "id": number, "name": name})))


def _open(kind: type, name: str, found: Any) -> Any:
    """What was read of a class or an object: functions only under names that the lab knows."""
    has = type.__getattribute__(kind, "__dict__")[_NAMES]
    if has is not None and name not in has and callable(found) and not isinstance(found, Standin):
        raise AttributeError(f"the lab did not ask {kind.__name__} to have a function {name!r}")
    return found


def _set_attribute(self: Any, name: str, value: Any) -> None:
    peer, number = self.__dict__[HIDDEN]
    data = peer.pack(value, name=f"“{name}”").data
    value_of(peer, peer.ask({"do": "set", "id": number, "name": name, "value": data}))


class _ClassOfStandins(type):
    """The class of classes of stand-ins: calling one makes an object at the other end; so its attributes are read."""

    def __call__(cls, *args: Any, **named: Any) -> Any:
        peer, number = cls.__dict__[HIDDEN]
        return request(peer, {"do": "call", "id": number}, args, named)

    def __getattribute__(cls, name: str) -> Any:
        own = type.__getattribute__(cls, "__dict__")
        if name.startswith("_") or name in own.get(_METHODS, ()):
            return type.__getattribute__(cls, name)
        peer, number = own[HIDDEN]
        return _open(cls, name, value_of(peer, peer.ask({"do": "get", "id": number, "name": name})))

    def __setattr__(cls, name: str, value: Any) -> None:
        if name.startswith(("__", "_abc_")):
            type.__setattr__(cls, name, value)
        else:
            _set_attribute(cls, name, value)


def _identifier(name: object) -> str:
    if not isinstance(name, str) or not name.isidentifier() or name.startswith("__") or len(name) > 200:
        raise wire.BadEncoding("a name that is none")
    return name


def _list(value: object) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > 1000:
        raise wire.BadEncoding("a list was due")
    return value
