"""Rules for pandas: frames, series, indexes and scalars, each column as the memory of its array."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray, ExtensionDtype

from . import _numpy
from ._common import BadEncoding, Plain
from ._standard import zone_node, zone_of
from ._tree import LATE, VALUE, Decoder, Encoder, Node, decoder

_FREQUENCY = re.compile(r"[0-9]{0,6}[A-Za-z][A-Za-z0-9:-]{0,20}")
MOST_INDEXES = 20_000  # in a message: small tables take far more time and memory than bytes
MOST_COLUMNS = 10_000
_UNITS = ("s", "ms", "us", "ns")
_MASKED: Any = (pd.arrays.IntegerArray, pd.arrays.FloatingArray, pd.arrays.BooleanArray)


def _array_node(coder: Encoder, array: Any) -> Plain:
    """An array of a column or an index: its kind, then what that kind is made of."""
    if type(array) is pd.arrays.NumpyExtensionArray:
        array = array.to_numpy()
    dtype = array.dtype
    match dtype:
        case np.dtype() if dtype.kind in "mM":
            return ["time", *_moments_node(coder, array.view("i8"), np.datetime_data(dtype)[0], dtype.kind, None)]
        case pd.DatetimeTZDtype():
            zone = zone_node(coder, dtype.tz, None)
            return ["time", *_moments_node(coder, array.view("i8"), dtype.unit, "M", zone)]
        case np.dtype():
            return ["numpy", _numpy.items_node(coder, np.asarray(array))]
        case pd.CategoricalDtype():
            categories = _index_node(coder, dtype.categories)
            return ["categorical", categories, _numpy.array_node(coder, np.asarray(array.codes)), bool(dtype.ordered)]
        case pd.PeriodDtype():
            return ["period", dtype.name[7:-1], _numpy.array_node(coder, array.asi8)]
        case pd.IntervalDtype():
            ends = [_index_node(coder, pd.Index(side)) for side in (array.left, array.right)]
            return ["interval", *ends, dtype.closed]
        case pd.StringDtype():
            # NumPy's own texts, which a column made of an array of them holds, become plain ones.
            texts = [str.__str__(item) if isinstance(item, str) else None for item in array.to_numpy(dtype=object)]
            return ["string", dtype.storage, dtype.na_value is pd.NA, *coder.nodes(texts)]
    if isinstance(array, _MASKED):
        data, mask = array._data, array._mask
        return ["masked", _numpy.array_node(coder, data), _numpy.array_node(coder, mask)]
    raise coder.refusal(array, "Use .astype() to give it an ordinary type.", f"of the unusual type {dtype}")


def _moments_node(coder: Encoder, moments: Any, unit: str, kind: str, zone: Plain) -> list[Plain]:
    return [kind, unit, zone, _numpy.array_node(coder, np.asarray(moments))]


def _array_of(reader: Decoder, tree: Plain) -> Any:
    """The array of `_array_node`. Raises BadEncoding and what pandas raises."""
    match tree:
        case ["numpy", items]:
            array = _numpy.items_of(reader, items)
            # pandas would make texts of an array of objects, where all of them are.
            return pd.Series(array, dtype=object).array if array.dtype.kind == "O" else array
        case ["time", "M" | "m" as kind, str(unit), zone, moments] if unit in _UNITS:
            index: Any = pd.Index(_numpy.array_of(reader, moments).view(f"{kind}8[{unit}]"))
            return _in_zone(index, zone).array
        case ["categorical", categories, codes, bool(ordered)]:
            names = _index_of(reader, categories)
            return pd.Categorical.from_codes(_numpy.array_of(reader, codes), categories=names, ordered=ordered)
        case ["period", freq, ordinals]:
            return pd.arrays.PeriodArray(_numpy.array_of(reader, ordinals), dtype=pd.PeriodDtype(_frequency(freq)))
        case ["interval", left, right, str(closed)]:
            start, end, sides = _index_of(reader, left), _index_of(reader, right), closed
            return pd.arrays.IntervalArray.from_arrays(start, end, sides)  # type: ignore[arg-type]
        case ["string", "python" | "pyarrow" as storage, bool(missing), *texts]:
            if not all(text is None or type(text) is str for text in texts):
                raise BadEncoding("a text that is none")
            na = pd.NA if missing else np.nan
            try:
                dtype = pd.StringDtype(storage, na_value=na)
            except ImportError:
                dtype = pd.StringDtype("python", na_value=na)
            return pd.array(texts, dtype=dtype)
        case ["masked", data, mask]:
            values, hidden = _numpy.array_of(reader, data), _numpy.array_of(reader, mask)
            kind = {"b": 2, "f": 1}.get(values.dtype.kind, 0)
            return _MASKED[kind](values, hidden)
    raise BadEncoding("a column that is none")


def _in_zone(moments: Any, zone: Plain) -> Any:
    return moments if zone is None else moments.tz_localize("UTC").tz_convert(zone_of(zone))


def _frequency(text: Any) -> str:
    if type(text) is not str or not _FREQUENCY.fullmatch(text):
        raise BadEncoding("a frequency that is none")
    return text


def _index_node(coder: Encoder, index: Any) -> Plain:
    """An index, inside another value."""
    if isinstance(index, pd.RangeIndex):
        return ["range", coder.part(index.name, ".name"), index.start, index.stop, index.step]
    if isinstance(index, pd.MultiIndex):
        names = coder.nodes(index.names)
        levels = [_index_node(coder, level.rename(None)) for level in index.levels]
        return ["multi", names, levels, [_numpy.array_node(coder, np.asarray(codes)) for codes in index.codes]]
    name = coder.part(index.name, ".name")
    freq = index.freqstr if isinstance(index, pd.DatetimeIndex | pd.TimedeltaIndex) else None
    return ["plain", name, freq, _array_node(coder, index.array)]


def _index_of(reader: Decoder, tree: Plain) -> Any:
    """The index of `_index_node`. Raises BadEncoding and what pandas raises."""
    reader.use("indexes", 1, MOST_INDEXES)
    match tree:
        case ["range", name, int(start), int(stop), int(step)]:
            index = pd.RangeIndex(start, stop, step, name=reader.value(name))
            if len(index) > reader.limits.size:
                raise BadEncoding("a range of too many rows")
            return index
        case ["multi", list(names), list(levels), list(codes)]:
            labels = reader.values(names)
            sides = [_index_of(reader, level) for level in levels]
            places: Any = [_numpy.array_of(reader, code) for code in codes]
            return pd.MultiIndex(sides, places, names=labels, verify_integrity=True)
        case ["plain", name, freq, array]:
            label = reader.value(name)
            values = _array_of(reader, array)
            index = pd.Index(values, dtype=values.dtype, name=label)
            if freq is not None:
                index.freq = _frequency(freq)
            return index
    raise BadEncoding("an index that is none")


def _plain_column(column: Any) -> Any:
    return column.to_numpy() if isinstance(column.dtype, np.dtype) else column.array


def _enc_frame(coder: Encoder, value: pd.DataFrame) -> Node:
    index, columns = _index_node(coder, value.index), _index_node(coder, value.columns)
    arrays = []
    for place, label in enumerate(value.columns):
        coder.trail.append((label,))
        arrays.append(_array_node(coder, _plain_column(value.iloc[:, place])))
        coder.trail.pop()
    return ["pandas.frame", index, columns, arrays, _attrs_node(coder, value)]


@decoder("pandas.frame", LATE)
def _dec_frame(reader: Decoder, node: list) -> pd.DataFrame:
    _, index, columns, arrays, attrs = node
    rows, names = _index_of(reader, index), _index_of(reader, columns)
    if len(names) != len(arrays) or len(arrays) > MOST_COLUMNS:
        raise BadEncoding("a table whose columns and names do not match")
    data = {place: _array_of(reader, array) for place, array in enumerate(arrays)}
    if any(np.ndim(column) != 1 or len(column) != len(rows) for column in data.values()):
        raise BadEncoding("a table whose columns and rows do not match")
    # As series, all of one index: of an array of objects pandas would make texts where all of them are.
    frame = pd.DataFrame({n: pd.Series(a, index=rows, dtype=a.dtype) for n, a in data.items()}, index=rows)
    frame.columns = names
    return _with_attrs(reader, frame, attrs)


def _enc_series(coder: Encoder, value: pd.Series) -> Node:
    index, name = _index_node(coder, value.index), coder.part(value.name, ".name")
    return ["pandas.series", index, name, _array_node(coder, _plain_column(value)), _attrs_node(coder, value)]


@decoder("pandas.series", LATE)
def _dec_series(reader: Decoder, node: list) -> pd.Series:
    _, index, name, array, attrs = node
    rows, label = _index_of(reader, index), reader.value(name)
    values = _array_of(reader, array)
    if np.ndim(values) != 1 or len(values) != len(rows):
        raise BadEncoding("a series whose values and rows do not match")
    return _with_attrs(reader, pd.Series(values, index=rows, name=label, dtype=values.dtype), attrs)


def _attrs_node(coder: Encoder, value: Any) -> Node:
    node = coder.attempt(value.attrs, ".attrs") if value.attrs else None
    return node and node[1]


def _with_attrs(reader: Decoder, value: Any, node: Node) -> Any:
    if node is not None:
        value.attrs = reader.expect(node, dict, "attrs")
    return value


def _enc_index(coder: Encoder, value: pd.Index) -> Node:
    return ["pandas.index", _index_node(coder, value)]


@decoder("pandas.index")
def _dec_index(reader: Decoder, node: list) -> pd.Index:
    return _index_of(reader, node[1])


def _enc_extension(coder: Encoder, value: Any) -> Node:
    return ["pandas.array", _array_node(coder, value)]


@decoder("pandas.array", LATE)
def _dec_extension(reader: Decoder, node: list) -> Any:
    array = _array_of(reader, node[1])
    return pd.arrays.NumpyExtensionArray(array) if isinstance(array, np.ndarray) else array


def _enc_dtype(coder: Encoder, value: Any) -> Node:
    return ["pandas.dtype", _array_node(coder, pd.array([], dtype=value))]


@decoder("pandas.dtype")
def _dec_dtype(reader: Decoder, node: list) -> Any:
    return _array_of(reader, node[1]).dtype


# Scalars


def _enc_timestamp(coder: Encoder, value: pd.Timestamp) -> Node:
    return ["pandas.timestamp", value._value, value.unit, zone_node(coder, value.tz, value)]  # type: ignore[attr-defined]


@decoder("pandas.timestamp")
def _dec_timestamp(reader: Decoder, node: list) -> pd.Timestamp:
    _, moment, unit, zone = node
    return _in_zone(pd.Timestamp(np.datetime64(moment, _unit(unit))), zone)


def _enc_timedelta(coder: Encoder, value: pd.Timedelta) -> Node:
    return ["pandas.timedelta", value._value, value.unit]  # type: ignore[attr-defined]


@decoder("pandas.timedelta")
def _dec_timedelta(reader: Decoder, node: list) -> Any:
    return pd.Timedelta(np.timedelta64(node[1], _unit(node[2])))


def _unit(unit: Any) -> Any:
    if unit not in _UNITS:
        raise BadEncoding("a unit of time that is none")
    return unit


def _enc_period(coder: Encoder, value: Any) -> Node:
    return ["pandas.period", value.ordinal, pd.PeriodDtype(value.freq).name[7:-1]]


@decoder("pandas.period")
def _dec_period(reader: Decoder, node: list) -> Any:
    return pd.Period(ordinal=reader.expect(node[1], int, "a period"), freq=_frequency(node[2]))


def _enc_interval(coder: Encoder, value: Any) -> Node:
    return ["pandas.interval", coder.part(value.left, ".left"), coder.part(value.right, ".right"), value.closed]


@decoder("pandas.interval")
def _dec_interval(reader: Decoder, node: list) -> Any:
    return pd.Interval(reader.value(node[1]), reader.value(node[2]), closed=node[3])


def _enc_missing(coder: Encoder, value: Any) -> Node:
    return ["pandas.missing", "NA" if value is pd.NA else "NaT"]


@decoder("pandas.missing")
def _dec_missing(reader: Decoder, node: list) -> Any:
    return {"NA": pd.NA, "NaT": pd.NaT}[node[1]]


def rule_for(value: Any) -> tuple[int, Callable[[Encoder, Any], Node]] | None:
    """The rule for a value of pandas; None for what has none (a GroupBy)."""
    if value is pd.NaT or value is pd.NA:
        return VALUE, _enc_missing
    rules: list[tuple[type, int, Callable[[Encoder, Any], Node]]] = [
        (pd.DataFrame, LATE, _enc_frame),
        (pd.Series, LATE, _enc_series),
        (pd.Index, VALUE, _enc_index),
        (pd.Timestamp, VALUE, _enc_timestamp),
        (pd.Timedelta, VALUE, _enc_timedelta),
        (pd.Period, VALUE, _enc_period),
        (pd.Interval, VALUE, _enc_interval),
        (ExtensionArray, LATE, _enc_extension),
        (ExtensionDtype, VALUE, _enc_dtype),
    ]
    return next(((mode, rule) for kind, mode, rule in rules if isinstance(value, kind)), None)


def put(original: Any, new: Any) -> bool:
    """Make an old frame or series hold what a new one holds. False: neither of them."""
    kind: Any = next((kind for kind in (pd.DataFrame, pd.Series) if isinstance(original, kind)), None)
    if kind is None:
        return False
    if not isinstance(new, kind):
        raise BadEncoding("a table that became something else")
    kind.__init__(original, new)
    if kind is pd.Series:
        original.name = new.name
    original.attrs = new.attrs
    return True
