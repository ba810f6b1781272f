"""Variables of the notebook's that its functions use: what a call makes of them is seen by the test, and the other way.

`stack` in `def push(x): stack.append(x)` has crossed as data when a test calls push(1): here it is kept the same.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from futurefit.grading import wire

_LARGEST = 200_000  # bytes of a variable that is looked at after each call
_MOST = 100


class Watch:
    """The variables at one end, and how they were when the other end saw them last.

    Args:
        pack, unpack: of the line.
        names: the variables.
    """

    def __init__(self, pack: Callable[[Any], bytes], unpack: Callable[[bytes], Any], names: Mapping[str, Any]) -> None:
        self._pack, self._unpack, self._names = pack, unpack, names
        self._seen: dict[str, bytes] = {}

    @property
    def watched(self) -> list[str]:
        return list(self._seen)

    def begin(self, names: Iterable[str]) -> None:
        """Watch these, where they are data of moderate size."""
        self._seen = {}
        for name in names:
            if (data := self._packed(name)) is not None and len(self._seen) < _MOST:
                self._seen[name] = data

    def changes(self) -> dict[str, bytes]:
        """What has changed since the other end saw it."""
        found = {}
        for name, before in self._seen.items():
            if (data := self._packed(name)) is not None and data != before:
                found[name] = self._seen[name] = data
        return found

    def take(self, changes: object, bind: Callable[[str, Any], None]) -> None:
        """What has changed at the other end, changed here: in place where that can be, else by `bind`.

        Raises:
            wire.BadEncoding: it is not what it should be.
        """
        if not isinstance(changes, dict) or not set(changes) <= set(self._seen):
            raise wire.BadEncoding("variables that nobody asked for")
        for name, data in changes.items():
            here, new = self._names.get(name), self._unpack(data)
            match here:
                case list() if type(here) is type(new) is list:
                    here[:] = new
                case dict() | set() if type(here) is type(new):
                    here.clear()
                    here.update(new)
                case _:
                    bind(name, new)
            if (packed := self._packed(name)) is not None:
                self._seen[name] = packed

    def _packed(self, name: str) -> bytes | None:
        value = self._names.get(name)
        if callable(value) or isinstance(value, types.ModuleType):
            return None
        try:
            data = self._pack(value)
        except (wire.CannotCross, RecursionError):
            return None
        return data if len(data) <= _LARGEST else None


def used_by_functions(names: Mapping[str, Any]) -> set[str]:
    """The variables that a notebook's own functions and classes mention."""
    found: set[str] = set()
    for value in list(names.values()):
        if getattr(value, "__module__", None) != "__main__":
            continue
        for one in vars(value).values() if isinstance(value, type) else [value]:
            one = getattr(one, "__wrapped__", getattr(one, "__func__", one))
            if isinstance(one, types.FunctionType):
                found |= _mentioned(one.__code__)
    return found & set(names)


def _mentioned(code: types.CodeType) -> set[str]:
    inner = (_mentioned(one) for one in code.co_consts if isinstance(one, types.CodeType))
    return set(code.co_names).union(*inner)
