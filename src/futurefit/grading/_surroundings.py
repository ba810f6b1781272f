"""What a call takes with it besides its arguments, so that a test can do what tests do in one process.

From the examiner: the state of random numbers where a test has set it, and a replaced `input`. Back to it: what was
printed, where the test listens, and warnings.
"""

from __future__ import annotations

import builtins
import io
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from futurefit.grading import wire

_MOST_PRINTED = 1_000_000  # characters of one call
_MOST_WARNINGS = 50
_WARNINGS = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, Warning) and kind is not EncodingWarning
}

_input = builtins.input
_first: dict[str, bytes] = {}  # the states of random numbers when this kernel began


def begin() -> None:
    """Remember how random numbers stand; once, when a kernel begins."""
    _first.update(_states())


def gather(pack: Callable[[Any], bytes]) -> dict[str, Any]:
    """What goes with a call, at the caller's end."""
    found: dict[str, Any] = {}
    if states := {name: state for name, state in _states().items() if state != _first.get(name)}:
        found["random"] = states
    if builtins.input is not _input:
        found["input"] = pack(builtins.input)
    if type(sys.stdout).__module__ != "futurefit.grading._shell":
        found["listens"] = True
    return found


@contextmanager
def around(given: Any, unpack: Callable[[bytes], Any], reply: dict[str, Any]) -> Iterator[None]:
    """Run a call in the caller's surroundings, at the other end; what was printed and warned of goes into `reply`."""
    given = given if isinstance(given, dict) else {}
    for name, state in (given.get("random") or {}).items():
        _set_state(name, state)
    before = builtins.input, sys.stdout
    printed = _Printed()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            if "input" in given:
                builtins.input = unpack(given["input"])
            sys.stdout = printed
            yield
        finally:
            builtins.input, sys.stdout = before
    if given.get("listens") and (text := printed.getvalue()):
        reply["printed"] = text[:_MOST_PRINTED]
    if caught:
        reply["warnings"] = [
            [
                next(base.__name__ for base in one.category.__mro__ if base.__name__ in _WARNINGS),
                str(one.message)[:2000],
            ]
            for one in caught[:_MOST_WARNINGS]
        ]


def take(reply: dict[str, Any]) -> None:
    """What came back with a result, at the caller's end. Raises wire.BadEncoding for what cannot be."""
    if (text := reply.get("printed")) is not None:
        if not isinstance(text, str) or len(text) > _MOST_PRINTED:
            raise wire.BadEncoding("printed text that is none")
        if type(sys.stdout).__module__ != "futurefit.grading._shell":
            sys.stdout.write(text)
    for one in reply.get("warnings") or []:
        match one:
            case [str(name), str(message)] if name in _WARNINGS:
                warnings.warn(message, _WARNINGS[name], stacklevel=4)
            case _:
                raise wire.BadEncoding("a warning that is none")


class _Printed(io.StringIO):
    """sys.stdout of a call; holds no more than can be sent."""

    def write(self, text: str) -> int:
        if self.tell() < _MOST_PRINTED:
            super().write(text[:_MOST_PRINTED])
        return len(text)


def _states() -> dict[str, bytes]:
    """How the random numbers of each library stand."""
    version, numbers, gauss = random.getstate()
    found = {"random": wire.encode((version, numbers, gauss)).data}
    if "numpy" in sys.modules:
        name, keys, place, has, cached = sys.modules["numpy"].random.get_state()
        found["numpy"] = wire.encode((name, keys.tobytes(), place, has, cached)).data
    if "torch" in sys.modules:
        found["torch"] = sys.modules["torch"].random.get_rng_state().numpy().tobytes()
    return found


def _set_state(name: str, state: bytes) -> None:
    if name == "random":
        random.setstate(wire.decode(state).value)
    elif name == "numpy":
        import numpy as np

        kind, keys, place, has, cached = wire.decode(state).value
        np.random.set_state((kind, np.frombuffer(keys, dtype=np.uint32), place, has, cached))
    elif name == "torch":
        import torch

        torch.random.set_rng_state(torch.frombuffer(bytearray(state), dtype=torch.uint8))
