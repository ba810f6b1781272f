"""When two answers say the same, whatever their form: what every check rests on, and what a lab's proof is of."""

from __future__ import annotations

import math
import numbers
from collections.abc import Mapping, Set
from typing import Any

TOLERANCE = 1e-6  # relative for numbers above 1, absolute below: a right answer by another formula passes


def same(got: Any, want: Any, *, tolerance: float = TOLERANCE) -> bool:
    """Whether two values say the same, whatever their form.

    A list, tuple, array, tensor or Series in the same order is the same; so are Python and NumPy scalars, and numbers
    within `tolerance`. A table is compared by columns and rows, without its index. A truth value is not a number. Where
    `want` is a set, any collection of the same items without repeats will do.
    """
    return _same(as_plain(got), as_plain(want), tolerance)


def _same(got: Any, want: Any, tolerance: float) -> bool:
    if isinstance(want, bool) or isinstance(got, bool):
        return isinstance(got, bool) and isinstance(want, bool) and got == want
    if isinstance(want, numbers.Number):
        return isinstance(got, numbers.Number) and _close(got, want, tolerance)
    if isinstance(want, Mapping):
        if not isinstance(got, Mapping) or len(got) != len(want):
            return False
        return all(key in got and _same(got[key], value, tolerance) for key, value in want.items())
    if isinstance(want, list):
        return (
            isinstance(got, list)
            and len(got) == len(want)
            and all(_same(g, w, tolerance) for g, w in zip(got, want, strict=True))
        )
    if isinstance(want, Set):
        try:
            return isinstance(got, Set | list) and len(got) == len(want) and set(got) == set(want)
        except TypeError:
            return False
    try:
        return bool(got == want)
    except Exception:  # two things that cannot be compared are not the same
        return False


def _close(got: Any, want: Any, tolerance: float) -> bool:
    if isinstance(got, complex) or isinstance(want, complex):
        return bool(got == want)
    got, want = float(got), float(want)
    if math.isnan(want) or math.isnan(got):
        return math.isnan(want) and math.isnan(got)
    if math.isinf(want) or math.isinf(got):
        return got == want
    return abs(got - want) <= tolerance * max(1.0, abs(want))


def as_plain(value: Any) -> Any:
    """Any table, array or scalar as built-in data: lists, dicts, sets, numbers, text."""
    kind = type(value).__module__.partition(".")[0]
    if kind == "pandas":
        if hasattr(value, "columns"):  # a table: its columns, each a list of rows
            return {_key(name): as_plain(value[name].tolist()) for name in value.columns}
        if hasattr(value, "tolist") and hasattr(value, "index"):  # a Series
            return [as_plain(item) for item in value.tolist()]
    if kind in ("numpy", "torch", "pandas") and hasattr(value, "tolist"):
        return as_plain(value.tolist()) if type(value.tolist()) is not type(value) else value
    if isinstance(value, Mapping):
        return {_key(key): as_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | range):
        return [as_plain(item) for item in value]
    if isinstance(value, Set):
        return {_key(item) for item in value}
    return value


def _key(value: Any) -> Any:
    """A dictionary key or set item as built-in data, still hashable."""
    if isinstance(value, tuple):
        return tuple(_key(item) for item in value)
    plain = as_plain(value)
    return plain if getattr(plain, "__hash__", None) else value
