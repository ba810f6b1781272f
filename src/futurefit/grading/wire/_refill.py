"""Copy and restore: what each mutable object holds, before a call and after it, and putting it back in place."""

from __future__ import annotations

import dataclasses
import sys
import types
from collections import OrderedDict, defaultdict, deque
from collections.abc import Mapping, Sequence
from typing import Any

from . import _records
from ._common import DEFAULTS, BadEncoding, CannotCross, Limits, type_name
from ._message import pack, unpack
from ._tree import LIBRARIES, Decoder, Encoder, Inward, Outward, is_foreign, rules


def contents(
    objects: Sequence[object],
    *,
    outward: Outward | None = None,
    limits: Limits = DEFAULTS,
    name: str = "value",
) -> list[bytes | None]:
    """What each object holds, as a message for `refill` in which every other object of `objects` is a known one.

    Two such messages of one object differ where its contents were changed between them.

    Returns:
        A message for each object; None where its contents cannot cross, or are not data (it went `outward`).
    """
    out: list[bytes | None] = []
    coder = Encoder(objects, outward, limits, name)
    for item in objects:
        coder.room, coder.items, coder.memo, coder.objects = limits.size, limits.items, {}, []
        coder.unmade, coder.trail = set(), [name]
        try:
            out.append(None if is_foreign(item) else pack(coder.fresh(item), limits, name))
        except (CannotCross, RecursionError):
            out.append(None)
    return out


def refill(
    original: object,
    data: bytes,
    *,
    known: Sequence[object] = (),
    inward: Inward | None = None,
    types: Mapping[str, type] | None = None,
    limits: Limits = DEFAULTS,
    methods: bool = True,
) -> None:
    """Put new contents into an object, in place.

    Args:
        original: the receiver's own object.
        data: what `contents` gave for the sender's copy of it.
        known: the receiver's own objects, at the indexes of the sender's `objects`.
        methods: as in `decode`.

    Raises:
        CannotCross: the contents do not fit in place (an array of another shape), or the object cannot be changed.
        BadEncoding: as in `decode`; also contents of another kind than the object's.
    """
    reader = Decoder(known, inward, types, limits, methods)
    try:
        new = reader.value(unpack(data, limits))
        _put(original, new)
    except (BadEncoding, CannotCross):
        raise
    except Exception as error:
        raise BadEncoding(f"{type(error).__name__}: {str(error)[:200]}") from error


def refusal(original: object, reason: str, advice: str) -> CannotCross:
    """The error for an argument that cannot take what the function made of it."""
    return CannotCross("argument", type_name(type(original)), advice, reason)


def _put(original: Any, new: Any) -> None:
    """Change `original` to hold what `new` holds, by the methods of the base classes: a subclass may forbid it."""
    kind = type(original)
    for base in kind.__mro__:
        root = base.__module__.partition(".")[0] if isinstance(base.__module__, str) else ""
        if root in LIBRARIES and root in sys.modules and rules(LIBRARIES[root]).put(original, new):
            return
    match original:
        case list():
            list.__setitem__(original, slice(None), _same(list, new))
        case OrderedDict():
            _same(dict, new)
            OrderedDict.clear(original)
            OrderedDict.update(original, new)
        case dict():
            _same(defaultdict if isinstance(original, defaultdict) else dict, new)
            dict.clear(original)
            dict.update(original, new)
        case set():
            _same(set, new)
            set.clear(original)
            set.update(original, new)
        case deque():
            _same(deque, new)
            deque.clear(original)
            deque.extend(original, new)
        case bytearray():
            bytearray.__setitem__(original, slice(None), _same(bytearray, new))
        case types.SimpleNamespace():
            _same(types.SimpleNamespace, new)
            vars(original).clear()
            vars(original).update(vars(new))
        case _records.Record():
            _refill_record(original, new)
        case BaseException():
            _same(BaseException, new)
            original.args = new.args
        case _ if dataclasses.is_dataclass(kind):
            _refill_record(original, new)
        case _:
            raise refusal(
                original, "which the function changed, and which cannot be changed from outside", "Return a new value."
            )


def _same(kind: type, new: Any) -> Any:
    if not isinstance(new, kind):
        raise BadEncoding(f"a {kind.__name__} that became a {type_name(type(new))}")
    return new


def _refill_record(original: Any, new: Any) -> None:
    if type(new) is _records.Record:
        name, fields = _records.kind_of(new), dict(_records.fields_of(new))
    elif dataclasses.is_dataclass(new) and type(new) is type(original):
        name = type(new).__name__
        own = [field.name for field in dataclasses.fields(new)]
        fields = {key: object.__getattribute__(new, key) for key in own if _has(new, key)}
        fields |= getattr(new, "__dict__", {})
    else:
        raise BadEncoding("a record that became something else")
    if type(original) is _records.Record:
        if name != _records.kind_of(original):
            raise BadEncoding("a record that became another")
        mine = _records.fields_of(original)
        mine.clear()
        mine.update(fields)
        return
    if name != type(original).__name__:
        raise BadEncoding("a record that became another")
    names = {field.name for field in dataclasses.fields(original)}
    for key, item in fields.items():
        if key in names or not hasattr(type(original), key):
            _records.put(original, key, item)
    for key in names - set(fields):
        if _has(original, key):
            object.__delattr__(original, key)


def _has(record: Any, key: str) -> bool:
    try:
        object.__getattribute__(record, key)
    except AttributeError:
        return False
    return True
