"""Rules for scapy: a packet crosses as its bytes and is taken apart again; lists of packets as lists of those."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from scapy.config import conf
from scapy.packet import NoPayload, Packet
from scapy.plist import PacketList, QueryAnswer, SndRcvList
from scapy.utils import EDecimal

from ._common import BadEncoding
from ._refill import refusal
from ._tree import EARLY, LATE, VALUE, Decoder, Encoder, Node, decoder

LONGEST = 2**17  # bytes of a packet
MOST = 20_000  # packets in a message: each is taken apart
MOST_BYTES = 8 * 2**20  # of all of them
_NO_BYTES = "of which no bytes can be made"


@contextmanager
def _without_lookup() -> Iterator[None]:
    """Build a packet's bytes as they stand.

    For one without a hardware address scapy would ask the network for it: two seconds of waiting for each packet that
    crosses, and a question on the wire of the machine that grades. Without an answer it takes the broadcast address.
    """
    neighbours = conf.neighbor
    neighbours.__dict__["resolve"] = lambda link, network: None
    try:
        yield
    finally:
        neighbours.__dict__.pop("resolve", None)


def _layers(packet: Any) -> Iterator[Packet]:
    while isinstance(packet, Packet) and not isinstance(packet, NoPayload):
        yield packet
        packet = packet.payload


def _enc_packet(coder: Encoder, value: Packet) -> Node:
    kind = type(value)
    if kind not in set(conf.layers):
        raise coder.refusal(value, "Build the packet from scapy's own layers.", "of a class that scapy does not know")
    try:
        with _without_lookup():
            data = bytes(value)
    except Exception as error:
        raise coder.refusal(value, "Check its fields.", f"{_NO_BYTES} ({type(error).__name__}: {error})") from error
    if len(data) > LONGEST:
        raise coder.refusal(value, "Use a smaller packet.", f"of more than {LONGEST:,} bytes")
    coder.spend(len(data))
    # Which fields were given and which scapy works out: packets are only equal where that is alike.
    given: list[Node] = []
    for layer in _layers(value):
        given.append([type(layer).__name__, *(name for name in layer.fields if type(name) is str)])
    time: Any = value.time
    time_node = coder.part(Decimal(time) if isinstance(time, Decimal) else float(time or 0), ".time")
    return ["scapy.packet", kind.__module__, kind.__name__, data, time_node, given]


@decoder("scapy.packet", LATE)
def _dec_packet(reader: Decoder, node: list) -> Packet:
    _, module, name, data, time, given = node
    if type(data) is not bytes or len(data) > LONGEST:
        raise BadEncoding("a packet without bytes, or too long")
    reader.use("packets", 1, MOST)
    reader.use("bytes of packets", len(data), MOST_BYTES)
    kind = _class(module, name)
    packet = _with_given(kind, data, given) or kind(data)
    when = reader.value(time)
    packet.time = EDecimal(when) if isinstance(when, Decimal) else float(when)
    return packet


def _with_given(kind: type[Packet], data: bytes, given: Any) -> Packet | None:
    """The packet with only those fields set that the sender had set; None where it would not have the same bytes."""
    packet = kind(data)
    layers = list(_layers(packet))
    if [type(layer).__name__ for layer in layers] != [names[0] for names in given]:
        return None
    for layer, names in zip(layers, given, strict=True):
        for field in set(layer.fields) - set(names[1:]):
            del layer.fields[field]
        layer.raw_packet_cache = layer.raw_packet_cache_fields = None
    try:
        with _without_lookup():
            return packet if bytes(packet.copy()) == data else None
    except Exception:
        return None


def _class(module: Any, name: Any) -> type[Packet]:
    """The layer of this name, of those that this process has loaded: nothing is imported for it."""
    named = [kind for kind in conf.layers if kind.__name__ == name]
    for kind in named:
        if kind.__module__ == module:
            return kind
    if not named:
        raise BadEncoding(f"a packet of a layer that is not loaded here: {str(name)[:40]}")
    return named[0]


def _enc_no_payload(coder: Encoder, value: Any) -> Node:
    return ["scapy.nothing"]


@decoder("scapy.nothing")
def _dec_no_payload(reader: Decoder, node: list) -> Any:
    return NoPayload()


def _enc_list(coder: Encoder, value: Any) -> Node:
    name = value.listname if type(value.listname) is str else ""
    return ["scapy.list", isinstance(value, SndRcvList), name, *coder.nodes(value.res)]


@decoder("scapy.list", EARLY)
def _dec_list(reader: Decoder, node: list) -> Any:
    _, pairs, name, *items = node
    if type(name) is not str:
        raise BadEncoding("a packet list whose name is no text")
    packets = SndRcvList([], name) if pairs is True else PacketList([], name)
    reader.objects.append(packets)
    packets.res = [_entry(item, pairs is True) for item in reader.values(items)]
    return packets


def _entry(item: Any, pair: bool) -> Any:
    both = item if pair and isinstance(item, tuple) and len(item) == 2 else (item,)
    if len(both) != 1 + pair or not all(isinstance(packet, Packet) for packet in both):
        raise BadEncoding("a packet list of something else than packets")
    return QueryAnswer(*both) if pair else item


def _enc_moment(coder: Encoder, value: Any) -> Node:
    return ["scapy.decimal", coder.node(Decimal(value))]


@decoder("scapy.decimal")
def _dec_moment(reader: Decoder, node: list) -> Any:
    return EDecimal(reader.expect(node[1], Decimal, "a decimal number"))


def rule_for(value: Any) -> tuple[int, Callable[[Encoder, Any], Node]] | None:
    """The rule for a packet or a list of packets; None for scapy's other classes."""
    match value:
        case NoPayload():
            return VALUE, _enc_no_payload
        case Packet():
            return LATE, _enc_packet
        case PacketList() | SndRcvList():
            return EARLY, _enc_list
        case EDecimal():
            return VALUE, _enc_moment
    return None


def put(original: Any, new: Any) -> bool:
    """Make an old packet, or list of packets, hold what a new one holds. False: none of scapy's.

    Raises:
        CannotCross: the packet became one of another layer.
    """
    if isinstance(original, PacketList | SndRcvList):
        if type(new) is not type(original):
            raise BadEncoding("a packet list that became something else")
        original.res = new.res
        return True
    if not isinstance(original, Packet):
        return False
    if type(new) is not type(original):
        raise refusal(original, "which the function made another layer of", "Return a new packet instead.")
    for name in ("fields", "overloaded_fields", "packetfields", "payload", "time", "raw_packet_cache"):
        object.__setattr__(original, name, getattr(new, name))
    object.__setattr__(original, "raw_packet_cache_fields", new.raw_packet_cache_fields)
    object.__setattr__(original, "original", new.original)
    if not isinstance(original.payload, NoPayload):
        original.payload.add_underlayer(original)
    return True
