"""What a call takes with it besides its arguments, so that a test can do what tests do in one process.

From the examiner: the state of random numbers where a test has set it, a replaced `input`, and files. Back to it: what
was printed, where the test listens, warnings, files, and the figures that are open.
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
from futurefit.grading.crossing import _files

_MOST_PRINTED = 1_000_000  # characters of one call
_MOST_WARNINGS = 50
_WARNINGS = {
    name: kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, Warning) and kind is not EncodingWarning
}

_input = builtins.input
_first: dict[str, bytes] = {}  # the states of random numbers when this kernel began
_sent: dict[str, bytes] = {}  # those that the other end has gone on from
_MOST_FIGURES = 20


def begin() -> None:
    """Remember how random numbers stand, and what files there are; once, when a kernel begins."""
    _first.update(_states())
    _files.begin()


def gather(pack: Callable[[Any], bytes], args: Any) -> dict[str, Any]:
    """What goes with a call, at the caller's end."""
    found: dict[str, Any] = {"files": _files.gather(_files.named(args)), "figures": _open_figures()}
    states = {n: state for n, state in _states().items() if state not in (_first.get(n), _sent.get(n))}
    if states:
        found["random"] = states
        _sent.update(states)
    if builtins.input is not _input:
        found["input"] = pack(builtins.input)
    if type(sys.stdout).__module__ != "futurefit.grading.kernels._shell":
        found["listens"] = True
    return found


@contextmanager
def around(
    given: Any, unpack: Callable[[bytes], Any], pack: Callable[[Any], bytes], reply: dict[str, Any]
) -> Iterator[None]:
    """Run a call in the caller's surroundings, at the other end; what was printed and warned of goes into `reply`."""
    given = given if isinstance(given, dict) else {}
    for name, state in (given.get("random") or {}).items():
        _set_state(name, state)
    paths = _files.put(given.get("files") or {})
    _close_figures(given.get("figures"))
    states = _states()
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
    if not given:
        return  # a callback of the test's
    if drew := [name for name, state in _states().items() if state != states.get(name)]:
        reply["drew"] = drew
    if files := _files.written(paths):
        reply["files"] = files
    if figures := _figures(pack):
        reply["figures"] = figures
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


def take(reply: dict[str, Any], given: dict[str, Any], unpack: Callable[[bytes], Any]) -> None:
    """What came back with a result, at the caller's end. Raises wire.BadEncoding for what cannot be.

    Args:
        given: what `gather` gave for the call.
    """
    _files.take(reply.get("files") or {}, given["files"]["paths"])
    for name in reply.get("drew") or []:
        if name in _sent:
            _draw(name)  # so that the same seed, set once more, is seen to be set
            _sent[name] = _states()[name]
    _show_figures(reply.get("figures") or [], unpack)
    if (text := reply.get("printed")) is not None:
        if not isinstance(text, str) or len(text) > _MOST_PRINTED:
            raise wire.BadEncoding("printed text that is none")
        if type(sys.stdout).__module__ != "futurefit.grading.kernels._shell":
            sys.stdout.write(text)
    for one in reply.get("warnings") or []:
        match one:
            case [str(name), str(message)] if name in _WARNINGS:
                warnings.warn(message, _WARNINGS[name], stacklevel=4)
            case _:
                raise wire.BadEncoding("a warning that is none")


# Figures: those that are open at the officer's end are those of the test's own pyplot


def _pyplot() -> Any:
    return sys.modules.get("matplotlib.pyplot")


def _open_figures() -> list[int]:
    return _pyplot().get_fignums() if _pyplot() else []


def _close_figures(open_: Any) -> None:
    """Close what is not open at the caller's end."""
    for number in _open_figures():
        if number not in (open_ or []):
            _pyplot().close(number)


def _figures(pack: Callable[[Any], bytes]) -> list[Any]:
    """The figures that are open, the current one last."""
    numbers = _open_figures()
    if not numbers or len(numbers) > _MOST_FIGURES:
        return []
    current = _pyplot().gcf().number
    found = []
    for number in sorted(numbers, key=lambda number: number == current):
        try:
            found.append([number, pack(_pyplot().figure(number))])
        except wire.CannotCross:
            continue
    return found


def _show_figures(figures: Any, unpack: Callable[[bytes], Any]) -> None:
    if not figures or not isinstance(figures, list) or len(figures) > _MOST_FIGURES:
        return
    import matplotlib.pyplot as plt
    from matplotlib._pylab_helpers import Gcf
    from matplotlib.backend_bases import FigureManagerBase
    from matplotlib.figure import Figure

    for one in figures:
        match one:
            case [int(number), bytes(data)] if isinstance(figure := unpack(data), Figure):
                plt.close(number)
                Gcf._set_new_active_manager(FigureManagerBase(figure.canvas, number))
            case _:
                raise wire.BadEncoding("a figure that is none")


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


def _draw(name: str) -> None:
    if name == "random":
        random.random()
    elif name == "numpy":
        sys.modules["numpy"].random.random()
    else:
        sys.modules["torch"].rand(1)


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
