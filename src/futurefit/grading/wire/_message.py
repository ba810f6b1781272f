"""Messages: the walk's node as bytes and back, within limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgpack

from ._common import DEFAULTS, BadEncoding, CannotCross, Limits
from ._tree import LATE, Decoder, Encoder, Inward, Node, Outward, by_outward, encoder

VERSION = 1


@dataclass(frozen=True)
class Encoded:
    """A message, and every mutable object in it in the order of first appearance."""

    data: bytes
    objects: list = field(default_factory=list)


@dataclass(frozen=True)
class Decoded:
    """A value, and every mutable object in it: the same index as the sender's `Encoded.objects`."""

    value: Any
    objects: list = field(default_factory=list)


def pack(node: Node, limits: Limits, name: str) -> bytes:
    """The bytes of a message whose node is this. Raises CannotCross where they are more than the limit."""
    data = msgpack.packb([VERSION, node], use_bin_type=True, unicode_errors="surrogatepass")
    if len(data) > limits.size:
        raise CannotCross(
            name,
            "value of great size",
            "Return less: a part, a count or a summary.",
            f"more than the {limits.size / 2**20:.3g} MB that may be passed at once",
        )
    return data


def unpack(data: bytes, limits: Limits) -> Node:
    """The node of a message. Raises BadEncoding, or one of msgpack's errors."""
    if len(data) > limits.size:
        raise BadEncoding(f"a message of {len(data):,} bytes, more than the {limits.size:,} allowed")
    most = left = 3 * limits.items + 1000

    def count(items: list) -> list:
        # msgpack limits each list but not all of them together: a byte each, a hundred times that in memory.
        nonlocal left
        left -= len(items) + 1
        if left < 0:
            raise BadEncoding(f"a message of more than {most:,} items")
        return items

    tree = msgpack.unpackb(
        data, raw=False, use_list=True, unicode_errors="surrogatepass", list_hook=count,
        max_array_len=min(len(data), most), max_map_len=0, max_ext_len=0,
    )  # fmt: skip
    if type(tree) is not list or len(tree) != 2 or type(tree[0]) is not int or tree[0] != VERSION:
        raise BadEncoding("no message of this encoding")
    return tree[1]


def encode(
    value: object,
    *,
    known: Sequence[object] = (),
    outward: Outward | None = None,
    limits: Limits = DEFAULTS,
    name: str = "value",
) -> Encoded:
    """A value as bytes.

    Args:
        known: objects that the receiver has already: each is sent as its index.
        outward: called with a value that no rule covers and its path; returns a plain tree that stands for it (to be
            read by the receiver's `inward`), or None where there is none.
        limits: what the message may hold.
        name: what the value is called in messages: "result".

    Raises:
        CannotCross: the value, or something in it, cannot be passed.
    """
    coder = Encoder(known, outward, limits, name)
    try:
        return Encoded(pack(coder.node(value), limits, name), coder.objects)
    except RecursionError:
        raise coder.refusal(value, "Return a flatter structure.", "nested too deeply") from None


def decode(
    data: bytes,
    *,
    known: Sequence[object] = (),
    inward: Inward | None = None,
    types: Mapping[str, type] | None = None,
    limits: Limits = DEFAULTS,
    methods: bool = True,
) -> Decoded:
    """The value that bytes stand for. No code of the sender's runs, whatever the bytes.

    Args:
        known: the objects that the sender gave as `known`, here: the same indexes.
        inward: makes the stand-in for a plain tree that the sender's `outward` made.
        types: the receiver's own dataclasses, namedtuples, enums and exceptions, by bare name.
        limits: what the message may hold.
        methods: whether a function may be an attribute of a value, or an array's item.

    Raises:
        BadEncoding: the bytes are no message, or one that is too large, or one made to do harm.
        CannotCross: `inward` refused a stand-in, or a function is where none may be.
    """
    reader = Decoder(known, inward, types, limits, methods)
    try:
        return Decoded(reader.value(unpack(data, limits)), reader.objects)
    except (BadEncoding, CannotCross):
        raise
    except Exception as error:
        # Whatever a hostile message provokes in a constructor is the message's fault.
        raise BadEncoding(f"{type(error).__name__}: {str(error)[:200]}") from error


def lend(kind: type) -> None:
    """Values of exactly this class go outward from now on, whatever rule there is for their like."""
    encoder(kind, mode=LATE)(by_outward)
