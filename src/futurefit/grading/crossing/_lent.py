"""Names that a test has bound and the model answer reads: `A = eye(2); power_iter(A, x)`, where the function uses A.

In one process such a function finds the test's A. Here its value goes along with a call: as data, one way, and only
under the names that the lab's own model answer needs in that test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from futurefit.grading import wire

_NONE = object()


class Lent:
    """What the examiner lends to the functions that a test calls.

    Args:
        names: the examiner's variables.
    """

    def __init__(self, names: Mapping[str, Any]) -> None:
        self._names = names
        self._lent: tuple[str, ...] = ()
        self._labs: dict[str, Any] = {}  # what the lab's set-up and the answers have bound: nobody lends that
        self._sent: dict[str, bytes] = {}

    def begin(self, names: Iterable[str]) -> None:
        """A test begins, in which these are lent where a test has bound them."""
        self._lent = tuple(names)

    def set_up(self, before: Mapping[str, Any]) -> None:
        """What has been bound since then was bound by the lab's set-up."""
        self._lent = ()
        self._labs |= {name: value for name, value in self._names.items() if before.get(name, _NONE) is not value}

    def bring(self, brought: Mapping[str, Any]) -> None:
        """These names have come over from another post, which nothing was lent to."""
        self._labs |= brought
        self._sent = {}

    def changes(self) -> dict[str, bytes]:
        """What the other end has not been told yet."""
        found = {}
        for name in self._lent:
            value = self._names.get(name, _NONE)
            if value is _NONE or value is self._labs.get(name, _NONE):
                continue
            try:
                data = wire.encode(value, name=name).data
            except (wire.CannotCross, RecursionError):  # no data
                continue
            if data != self._sent.get(name):
                found[name] = self._sent[name] = data
        return found
