"""Rules for numpy: arrays as raw memory (object arrays item by item), scalars, dtypes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from ._common import BadEncoding, Plain
from ._refill import refusal
from ._tree import EARLY, LATE, VALUE, Decoder, Encoder, Node, decoder

_PLAIN_DTYPE = re.compile(r"[<>|][biufcmMSUV][0-9]{1,9}(\[[0-9]{0,9}[A-Za-z]{1,7}\])?")


def dtype_node(coder: Encoder, dtype: np.dtype) -> Plain:
    """A dtype as plain data: its text, "O", or the fields of a structure."""
    if dtype.kind == "O":
        return "O"
    if dtype.subdtype:
        base, shape = dtype.subdtype
        return ["array", dtype_node(coder, base), list(shape)]
    if dtype.names is not None and not dtype.hasobject:
        of: Any = dtype.fields
        fields = []
        for name in dtype.names:
            kind, offset, *title = of[name]
            fields.append([name, dtype_node(coder, kind), offset, str(title[0]) if title else None])
        return ["fields", dtype.itemsize, dtype.isalignedstruct, *fields]
    if dtype.kind not in "biufcmMSUV" or dtype.hasobject:
        raise coder.refusal(np.empty(0), "Use .astype() to give it another type.", f"whose dtype is {dtype}")
    return dtype.str


def dtype_of(tree: Plain, within: bool = False) -> np.dtype:
    """The dtype of plain data. Raises BadEncoding and what numpy raises.

    Args:
        within: part of a structure, where objects and zero widths have no place.
    """
    match tree:
        case "O" if not within:
            return np.dtype(object)
        case str() if _PLAIN_DTYPE.fullmatch(tree):
            dtype = np.dtype(tree)
        case ["array", base, list(shape)]:
            dtype = np.dtype((dtype_of(base, True), tuple(_checked_shape(shape, 2**20))))
        case ["fields", int(itemsize), bool(aligned), *fields]:
            if not all(title is None or type(title) is str for *_, title in fields):
                raise BadEncoding("a field whose title is no text")
            dtype = np.dtype(
                {
                    "names": [name for name, *_ in fields],
                    "formats": [dtype_of(kind, True) for _, kind, _, _ in fields],
                    "offsets": [offset for _, _, offset, _ in fields],
                    "titles": [title for *_, title in fields],
                    "itemsize": itemsize,
                },
                align=aligned,
            )
        case _:
            raise BadEncoding("an unknown dtype")
    if within and dtype.itemsize == 0:
        raise BadEncoding("a structure with fields of no width")
    return dtype


def _checked_shape(shape: Plain, most: int) -> list[int]:
    if type(shape) is not list or len(shape) > 64 or not all(type(size) is int and size >= 0 for size in shape):
        raise BadEncoding("a shape that is none")
    # An array without items may claim any shape: its sums and copies would not be empty.
    if math.prod(size for size in shape if size) > most:
        raise BadEncoding("a shape of too many items")
    return shape


def array_node(coder: Encoder, array: np.ndarray) -> Plain:
    """An array without objects in it as plain data: dtype, shape, memory, whether it may be written."""
    coder.spend(array.nbytes)
    return [dtype_node(coder, array.dtype), list(array.shape), array.tobytes(), array.flags.writeable]


def array_of(reader: Decoder, tree: Plain) -> np.ndarray:
    """The array of `array_node`. Raises BadEncoding and what numpy raises."""
    match tree:
        case [kind, shape, bytes(data), bool(writeable)]:
            dtype = dtype_of(kind)
        case _:
            raise BadEncoding("an array that is none")
    count = math.prod(_checked_shape(shape, reader.limits.size))
    if dtype.hasobject or count * dtype.itemsize != len(data) or (count and not dtype.itemsize):
        raise BadEncoding("an array whose shape and data do not match")
    array = np.frombuffer(data, dtype).copy() if data else np.empty(0, dtype)
    if dtype.kind == "b" and array.view(np.uint8).max(initial=0) > 1:
        raise BadEncoding("a truth value that is neither")
    if dtype.kind == "U" and array.size and array.view(dtype.str[0] + "u4").max() > 0x10FFFF:
        raise BadEncoding("a letter that is none")
    array = array.reshape(shape)
    array.flags.writeable = writeable
    return array


def items_node(coder: Encoder, array: np.ndarray) -> list:
    """An array of any dtype, inside another value: ["array", ...] or ["objects", shape, item, ...]."""
    if array.dtype.kind == "O":
        return ["objects", list(array.shape), *coder.nodes(array.reshape(-1))]
    return ["array", *array_node(coder, array)]


def items_of(reader: Decoder, node: Plain) -> np.ndarray:
    """The array of `items_node`."""
    match node:
        case ["objects", shape, *items]:
            return _fill(reader, _blank(shape, len(items)), reader.values(items))
        case ["array", *tree]:
            return array_of(reader, tree)
    raise BadEncoding("an array that is none")


def _blank(shape: Plain, count: int) -> np.ndarray:
    if math.prod(_checked_shape(shape, 2**24)) != count:
        raise BadEncoding("an array whose shape and items do not match")
    return np.empty(shape, dtype=object)


def _fill(reader: Decoder, array: np.ndarray, items: list) -> np.ndarray:
    flat = array.reshape(-1)
    for place, item in enumerate(items):
        flat[place] = reader.attribute(item)  # one by one: numpy would unpack lists
    return array


def _plain(value: np.ndarray) -> np.ndarray:
    return np.ndarray.view(value, np.ndarray)  # a subclass may override anything


def _enc_array(coder: Encoder, value: np.ndarray) -> Node:
    return ["numpy.array", *array_node(coder, _plain(value))]


@decoder("numpy.array", LATE)
def _dec_array(reader: Decoder, node: list) -> np.ndarray:
    return array_of(reader, node[1:])


def _enc_objects(coder: Encoder, value: np.ndarray) -> Node:
    return ["numpy.objects", list(value.shape), *coder.nodes(_plain(value).reshape(-1))]


@decoder("numpy.objects", EARLY)
def _dec_objects(reader: Decoder, node: list) -> np.ndarray:
    array = _blank(node[1], len(node) - 2)
    reader.objects.append(array)
    return _fill(reader, array, reader.rest(node, 2))


def _enc_masked(coder: Encoder, value: np.ma.MaskedArray) -> Node:
    mask = np.ma.getmask(value)
    return [
        "numpy.masked",
        items_node(coder, _plain(value.data)),
        None if mask is np.ma.nomask else array_node(coder, np.asarray(mask)),
        coder.part(value.fill_value, ".fill_value"),
        bool(value.hardmask),
    ]


@decoder("numpy.masked", LATE)
def _dec_masked(reader: Decoder, node: list) -> np.ma.MaskedArray:
    _, data, mask, fill, hard = node
    array: Any = np.ma.MaskedArray(
        items_of(reader, data),
        mask=np.ma.nomask if mask is None else array_of(reader, mask),
        hard_mask=bool(hard),
    )
    array.fill_value = reader.value(fill)
    return array


def _enc_masked_constant(coder: Encoder, value: Any) -> Node:
    return ["numpy.ma.masked"]


@decoder("numpy.ma.masked")
def _dec_masked_constant(reader: Decoder, node: list) -> Any:
    return np.ma.masked


def _enc_scalar(coder: Encoder, value: np.generic) -> Node:
    if isinstance(value, np.str_):
        return ["numpy.str", coder.node(str.__str__(value))]
    if isinstance(value, np.bytes_):
        return ["numpy.bytes", coder.node(memoryview(value).tobytes())]
    return ["numpy.scalar", dtype_node(coder, value.dtype), value.tobytes()]


@decoder("numpy.scalar")
def _dec_scalar(reader: Decoder, node: list) -> np.generic:
    return array_of(reader, [node[1], [1], node[2], True])[0]


@decoder("numpy.str")
def _dec_str(reader: Decoder, node: list) -> np.str_:
    return np.str_(reader.expect(node[1], str, "a text"))


@decoder("numpy.bytes")
def _dec_bytes(reader: Decoder, node: list) -> np.bytes_:
    return np.bytes_(reader.expect(node[1], bytes, "bytes"))


def _enc_dtype(coder: Encoder, value: np.dtype) -> Node:
    return ["numpy.dtype", dtype_node(coder, value)]


@decoder("numpy.dtype")
def _dec_dtype(reader: Decoder, node: list) -> np.dtype:
    return dtype_of(node[1])


def rule_for(value: Any) -> tuple[int, Callable[[Encoder, Any], Node]] | None:
    """The rule for a value of numpy; None for what has none (a generator, a ufunc)."""
    if value is np.ma.masked:
        return VALUE, _enc_masked_constant
    match value:
        case np.ma.MaskedArray():
            return LATE, _enc_masked
        case np.ndarray():
            return (EARLY, _enc_objects) if value.dtype.kind == "O" else (LATE, _enc_array)
        case np.generic():
            return VALUE, _enc_scalar
        case np.dtype():
            return VALUE, _enc_dtype
    return None


def put(original: Any, new: Any) -> bool:
    """Put the contents of a new array into an old one. False: not a value of numpy.

    Raises:
        CannotCross: they differ in shape or dtype, or the old one is read-only.
    """
    if not isinstance(original, np.ndarray):
        return False
    if not isinstance(new, np.ndarray):
        raise BadEncoding("an array that became something else")
    if original.shape != new.shape or original.dtype != new.dtype:
        was, now = (f"{array.dtype}{list(array.shape)}" for array in (original, new))
        raise refusal(original, f"which the function resized from {was} to {now}", "Return a new array instead.")
    if not original.flags.writeable:
        raise refusal(original, "which the function changed though it is read-only", "Return a new array instead.")
    if isinstance(original, np.ma.MaskedArray):
        original.data[...] = np.ma.getdata(new)
        original.mask = np.ma.getmask(new)
    else:
        _plain(original)[...] = np.ma.getdata(new)
    return True
