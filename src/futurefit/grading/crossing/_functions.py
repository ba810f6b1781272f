"""Functions, iterators, coroutines and context managers of the other end's, as this end has them."""

from __future__ import annotations

import re
import types
from typing import Any

from futurefit.grading import wire
from futurefit.grading.crossing._peer import MOST_ITEMS, Peer, Standin, request, value_of
from futurefit.grading.crossing._remote import ask, get, leave, listed, own, put, signature, whose

_OF_FUNCTIONS = ("__wrapped__", "cache_info", "cache_clear", "cache_parameters")  # what a decorator of Python's adds
_TYPE = re.compile(r"[A-Za-z_][\w\[\], |]*")


class Function(Standin):
    """A function of the other end's."""

    def __init__(self, peer: Peer, plain: Any) -> None:
        own(self, peer, plain["id"])
        self.__name__ = self.__qualname__ = str(plain.get("name") or "function")[:200]
        self.__doc__ = str(plain.get("doc") or "") or None
        self.__module__ = "__main__"
        self.__dict__["_plain"] = bool(plain.get("plain"))
        self.__dict__["_flags"] = int(plain.get("flags") or 0)
        if (parameters := signature(plain.get("parameters"))) is not None:
            self.__signature__ = parameters
            given = [p for p in parameters.parameters.values() if p.default is not p.empty]
            self.__defaults__ = tuple(p.default for p in given if p.kind is not p.KEYWORD_ONLY) or None
            self.__kwdefaults__ = {p.name: p.default for p in given if p.kind is p.KEYWORD_ONLY} or None
        self.__annotations__ = {str(name): _annotation(kind) for name, kind in listed(plain.get("annotations"))}

    @property  # type: ignore[misc]
    def __class__(self) -> type:  # so that isinstance() says what it is
        return types.FunctionType if self.__dict__["_plain"] else Function

    @property
    def __code__(self) -> _SourceStays:
        return _SourceStays(self.__dict__["_flags"])

    def __call__(self, *args: Any, **named: Any) -> Any:
        peer, number = whose(self)
        return request(peer, {"do": "call", "id": number}, args, named)

    def __get__(self, thing: Any, kind: type | None = None) -> Any:
        return self if thing is None else types.MethodType(self, thing)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__wrapped__":
            raise AttributeError(name)
        found = get(self, name)
        if callable(found) and name not in _OF_FUNCTIONS:
            raise AttributeError(f"{name!r} of a function from an answer is no data")
        return found

    def __setattr__(self, name: str, new: Any) -> None:
        if name.startswith("__"):
            object.__setattr__(self, name, new)
        else:
            put(self, name, new)

    def __repr__(self) -> str:
        return f"<function {self.__name__} of the notebook>"

    def __deepcopy__(self, memo: Any) -> Function:
        return self


class _SourceStays:
    """In place of a function's code: only what sort of function it is."""

    def __init__(self, flags: int) -> None:
        self.co_flags = flags


_SourceStays.__name__ = "function of the notebook, whose source stays there (a lab that tests source says `inside`)"


def _annotation(kind: object) -> Any:
    """An annotation: a class as such, else text. typing.get_type_hints() evaluates it, so it is no more than a type."""
    if isinstance(kind, bytes):
        found = wire.decode(kind).value
        if found is None or isinstance(found, type):
            return found
    elif isinstance(kind, str) and _TYPE.fullmatch(kind):
        return kind
    return "object"


class RemoteIterator(Standin):
    """Reads the other end's iterator item by item, up to a limit."""

    def __init__(self, peer: Peer, plain: Any) -> None:
        own(self, peer, plain["id"])
        self._left, self._generator = MOST_ITEMS, bool(plain.get("generator"))

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return types.GeneratorType if self._generator else RemoteIterator

    def __iter__(self) -> RemoteIterator:
        return self

    def __next__(self) -> Any:
        return self._item({"do": "next"})

    def send(self, new: Any) -> Any:
        peer, _ = whose(self)
        return self._item({"do": "send", "value": peer.pack(new, name="what is sent").data})

    def close(self) -> None:
        peer, number = whose(self)
        value_of(peer, peer.ask({"do": "close", "id": number}))

    def _item(self, message: dict[str, Any]) -> Any:
        peer, number = whose(self)
        if self._left <= 0:
            why = f"It gave more than {MOST_ITEMS:,} items, and no test reads more."
            raise wire.CannotCross("an iterator", "iterator", why)
        self._left -= 1
        reply = peer.ask(message | {"id": number})
        if reply.get("end"):
            raise StopIteration
        return value_of(peer, reply)


class AsyncIterator(Standin):
    """The other end's asynchronous generator."""

    def __init__(self, peer: Peer, plain: Any) -> None:
        own(self, peer, plain["id"])

    def __aiter__(self) -> AsyncIterator:
        return self

    async def __anext__(self) -> Any:
        peer, number = whose(self)
        reply = peer.ask({"do": "next async", "id": number})
        if reply.get("end"):
            raise StopAsyncIteration
        return value_of(peer, reply)


async def awaited(peer: Peer, number: int) -> Any:
    """The other end's coroutine, which runs there to its end when it is awaited here."""
    return request(peer, {"do": "await", "id": number}, (), {})


class Context(Standin):
    """A context manager of the other end's, such as a function decorated with contextlib.contextmanager gives."""

    def __init__(self, peer: Peer, plain: Any) -> None:
        own(self, peer, plain["id"])

    def __enter__(self) -> Any:
        return ask(self, "__enter__", (), {})

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> Any:
        return leave(self, kind, error)
