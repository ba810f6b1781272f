"""What all stand-ins share: whose they are, and how the other end is asked for them."""

from __future__ import annotations

import inspect
from typing import Any

from futurefit.grading import wire
from futurefit.grading.crossing._peer import HIDDEN, Peer, request, value_of


def whose(thing: Any) -> tuple[Any, ...]:
    """The line of a stand-in, its number at the other end, and what else its kind keeps."""
    kind = type if isinstance(thing, type) else object
    return kind.__getattribute__(thing, "__dict__")[HIDDEN]


def own(thing: Any, peer: Peer, number: int, *more: Any) -> Any:
    """Make a new object the stand-in of the other end's thing of that number."""
    object.__getattribute__(thing, "__dict__")[HIDDEN] = peer, number, *more
    return thing


def ask(thing: Any, name: str, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """Call a method at the other end."""
    peer, number, *_ = whose(thing)
    return request(peer, {"do": "call", "id": number, "name": name}, args, named)


def get(thing: Any, name: str) -> Any:
    """Read an attribute at the other end."""
    peer, number, *_ = whose(thing)
    return value_of(peer, peer.ask({"do": "get", "id": number, "name": name}))


def put(thing: Any, name: str, new: Any) -> None:
    """Set an attribute at the other end."""
    peer, number, *_ = whose(thing)
    data = peer.pack(new, name=f"“{name}”").data
    value_of(peer, peer.ask({"do": "set", "id": number, "name": name, "value": data}))


def leave(thing: Any, kind: Any, error: Any) -> bool:
    """Leave a context at the other end. A failed assert is the test's own word, which no answer swallows."""
    swallows = ask(thing, "__exit__", (kind, error, None), {})  # a traceback stays where it is
    return bool(swallows) and not isinstance(error, AssertionError)


def signature(parameters: Any) -> inspect.Signature | None:
    """The signature of a description; None where there is none. Raises wire.BadEncoding."""
    if parameters is None:
        return None
    empty, made = inspect.Parameter.empty, []
    try:
        for name, kind, default in listed(parameters):
            given = ... if default is None else (default[0] if default else empty)
            made.append(inspect.Parameter(str(name), inspect._ParameterKind(kind), default=given))
        return inspect.Signature(made)
    except (TypeError, ValueError, IndexError):
        raise wire.BadEncoding("a signature that cannot be") from None


def identifier(name: object) -> str:
    """A name that is one, without double underscores. Raises wire.BadEncoding."""
    if not isinstance(name, str) or not name.isidentifier() or name.startswith("__") or len(name) > 200:
        raise wire.BadEncoding("a name that is none")
    return name


def listed(given: object) -> list[Any]:
    """A list of moderate length. Raises wire.BadEncoding."""
    if given is None:
        return []
    if not isinstance(given, list) or len(given) > 1000:
        raise wire.BadEncoding("a list was due")
    return given
