"""Packets, as scapy reads them, with the few helpers that the network labs share.

    from futurefit.kit.packets import TCP, addresses, payload, read_packets

    packets = read_packets("data/counter.pcap")
    addresses(packets[0])  # ("192.0.2.11", "192.0.2.80"), or None where a packet has no IP address
    TCP in packets[0]      # True: scapy's own way to ask for a layer

A packet is a scapy packet, dissected from bytes as a network card saw them; its `time` is in seconds since 1970.
Scapy is told to keep quiet: its warnings would fail a notebook's test cell.
"""

from __future__ import annotations

import html
import logging
import re
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

# Set before scapy is imported, since it also speaks while it loads (for instance when it finds no network card).
logging.getLogger("scapy").setLevel(logging.CRITICAL)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of what scapy imports in turn
    from scapy.error import Scapy_Exception
    from scapy.layers.dns import DNS, DNSQR
    from scapy.layers.inet import ICMP, IP, TCP, UDP
    from scapy.layers.inet6 import ICMPv6EchoRequest, IPv6
    from scapy.layers.l2 import ARP, Ether
    from scapy.packet import NoPayload, Packet, Padding, Raw
    from scapy.utils import rdpcap, wrpcap

__all__ = [
    "ARP",
    "DNS",
    "DNSQR",
    "ICMP",
    "IP",
    "TCP",
    "UDP",
    "Ether",
    "IPv6",
    "Packet",
    "Raw",
    "addresses",
    "as_captured",
    "hide_passwords",
    "is_tls",
    "make_arp",
    "make_dns",
    "make_ping",
    "make_tcp",
    "make_udp",
    "packet_table",
    "payload",
    "peel",
    "read_packets",
    "readable",
    "show_packets",
    "write_packets",
]

#: What a form calls a password, in English and Malay.
_PASSWORD = re.compile(r"\b(pass(?:word|wd)?|pwd|pin|kata_?laluan)=[^&\s]*", re.IGNORECASE)
#: The record types of TLS (RFC 8446, section 5.1): change of cipher, alert, handshake, data. The next byte is always 3.
_TLS_TYPES = range(20, 24)


def read_packets(path: str | Path) -> list[Packet]:
    """The packets of a capture file (pcap or pcapng), in the order in which they were seen.

    A file that was cut off gives the packets before the cut.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it is not a capture.
    """
    try:
        return list(rdpcap(str(path)))
    except FileNotFoundError:
        raise FileNotFoundError(
            f"There is no capture {path}. Fetch the lab again, and open the notebook from its folder."
        ) from None
    except (Scapy_Exception, EOFError, OSError) as error:
        raise ValueError(
            f"{path} cannot be read as a capture ({error}). Fetch the lab again to get a fresh copy."
        ) from error


def write_packets(packets: Iterable[Packet], path: str | Path) -> None:
    """Write a capture file, times included. The same packets give the same bytes."""
    wrpcap(str(path), list(packets), linktype=1)  # 1: Ethernet


def as_captured(packets: Iterable[Packet], start: float = 0.0, step: float = 0.001) -> list[Packet]:
    """Crafted packets as a capture would hold them: built into bytes (lengths and checksums filled in) and read again.

    Args:
        packets: scapy packets, each from its Ethernet header on.
        start: the time of the first, in seconds since 1970.
        step: seconds from one to the next.
    """
    seen: list[Packet] = []
    for number, packet in enumerate(packets):
        again = Ether(bytes(packet))
        again.time = start + number * step
        seen.append(again)
    return seen


def addresses(packet: Packet) -> tuple[str, str] | None:
    """The IP addresses (sender, receiver) as text, whether IPv4 or IPv6; None where there are none, as in ARP."""
    for layer in (IP, IPv6):
        if layer in packet:
            return packet[layer].src, packet[layer].dst
    return None


def payload(packet: Packet) -> bytes:
    """What a TCP packet carries for the application; b"" for one that carries nothing or is not TCP.

    The filling that a network card adds to a short frame is not the application's and is left out.
    """
    if TCP not in packet:
        return b""
    carried = packet[TCP].payload
    if isinstance(carried, NoPayload | Padding):
        return b""
    filling = len(packet[Padding]) if Padding in packet else 0
    content = bytes(carried)
    return content[: len(content) - filling]


def is_tls(packet: Packet) -> bool:
    """Whether what the packet carries starts with a TLS record, on whichever port.

    A long record runs on into a next packet, where this simple test does not see it; tools that follow a whole
    connection do.
    """
    start = payload(packet)[:2]
    return len(start) == 2 and start[0] in _TLS_TYPES and start[1] == 3


def hide_passwords(text: str) -> str:
    """The text with the password of any form in it replaced by dots."""
    return _PASSWORD.sub(r"\1=•••", text)


def readable(packet: Packet, limit: int = 90) -> str:
    """What anybody on the way could read in a packet, in one line; passwords are hidden even so."""
    if ARP in packet:
        who, asks = packet[ARP].pdst, packet[ARP].psrc
        return f"who has {who}? tell {asks}" if packet[ARP].op == 1 else f"{asks} is at {packet[ARP].hwsrc}"
    if DNS in packet and packet[DNS].qd:
        name = packet[DNS].qd[0].qname.decode(errors="replace").rstrip(".")
        return f"answer: {name}" if packet[DNS].qr else f"where is {name}?"
    content = payload(packet)
    if not content:
        return ""
    if is_tls(packet):
        return f"({len(content):,} bytes inside TLS)"
    text = content.decode(errors="replace")
    odd = sum(not (sign.isprintable() or sign.isspace()) or sign == "\N{REPLACEMENT CHARACTER}" for sign in text)
    if odd > len(text) / 10:
        return f"({len(content):,} bytes, not text)"
    head, _, body = hide_passwords(text).partition("\r\n\r\n")
    text = " ".join(f"{head} {body}".split())
    if len(text) > limit and body:  # what matters most of a web message: its first line, and what it carries
        text = " ".join(f"{head.splitlines()[0]} … {body}".split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def packet_table(packets: Sequence[Packet], first: int = 0, count: int | None = None) -> pd.DataFrame:
    """Packets as a table to look at, a row each: number, seconds, from, to, TCP flags, bytes, and what is readable.

    Args:
        first: the number of the first packet to show; seconds are counted from the first of all.
        count: how many; None for the rest.
    """
    shown = range(len(packets))[first : None if count is None else first + count]
    rows = []
    for number in shown:
        packet = packets[number]
        ends = addresses(packet) or ("", "")
        if TCP in packet or UDP in packet:
            layer = packet[TCP if TCP in packet else UDP]
            ends = f"{ends[0]} port {layer.sport}", f"{ends[1]} port {layer.dport}"
        rows.append(
            {
                "packet": number,
                "second": round(float(packet.time) - float(packets[0].time), 3),
                "from": ends[0],
                "to": ends[1],
                "flags": str(packet[TCP].flags) if TCP in packet else "",
                "bytes": len(packet),
                "readable on the way": readable(packet),
            }
        )
    columns = ["packet", "second", "from", "to", "flags", "bytes", "readable on the way"]
    return pd.DataFrame(rows, columns=columns).set_index("packet")


class _Drawing:
    """Something to look at in a notebook."""

    def __init__(self, drawn: str, plain: str) -> None:
        self._drawn, self._plain = drawn, plain

    def _repr_html_(self) -> str:
        return self._drawn

    def __repr__(self) -> str:
        return self._plain


def show_packets(packets: Sequence[Packet], first: int = 0, count: int | None = None) -> _Drawing:
    """`packet_table` to look at: texts to the left, nothing cut, and a bar to scroll where it is long."""
    table = packet_table(packets, first, count).reset_index()
    with pd.option_context("display.max_colwidth", None):
        drawn = table.to_html(index=False, border=0, justify="left")
    cells = "text-align:left !important;white-space:nowrap;line-height:1.35;padding:1px 8px"
    look = f".ff-packets td, .ff-packets th {{ {cells} }}"
    frame = "max-height:38em;overflow:auto;font-size:0.85em"
    return _Drawing(
        f'<style>{look}</style><div class="ff-packets" style="{frame}">{drawn}</div>', table.to_string(index=False)
    )


def peel(packet: Packet) -> _Drawing:
    """The layers of a packet, drawn as envelopes within envelopes. Passwords in it are hidden."""
    layers = _layers(packet)
    drawn = ""
    for depth, (name, says) in reversed(list(enumerate(layers))):
        colour = ("#8C959F", "#0072B2", "#009E73", "#D55E00")[min(depth, 3)]
        drawn = (
            f'<div style="border:2px solid {colour};border-radius:6px;padding:6px 10px;margin-top:6px;max-width:46em">'
            f'<b style="color:{colour}">{html.escape(name)}</b><br>'
            f'<span style="overflow-wrap:anywhere">{html.escape(says)}</span>{drawn}</div>'
        )
    return _Drawing(drawn, "\n".join(f"{'  ' * depth}{name}: {says}" for depth, (name, says) in enumerate(layers)))


def _layers(packet: Packet) -> list[tuple[str, str]]:
    """(name, what it says) of each layer, the outermost first."""
    layers = []
    if Ether in packet:
        layers.append(("Ethernet: from network card to network card", f"{packet[Ether].src} → {packet[Ether].dst}"))
    if ends := addresses(packet):
        layers.append((f"{'IP' if IP in packet else 'IPv6'}: from machine to machine", " → ".join(ends)))
    if ICMP in packet:
        layers.append(("ICMP: a message about the network itself", packet[ICMP].sprintf("%ICMP.type%")))
    for layer, name in ((TCP, "TCP: part of a connection"), (UDP, "UDP: a single message")):
        if layer in packet:
            flags = f", flags {packet[layer].flags}" if layer is TCP else ""
            layers.append((name, f"port {packet[layer].sport} → port {packet[layer].dport}{flags}"))
    if text := readable(packet, limit=400):
        kinds = {ARP: "ARP: which card has this address?", DNS: "DNS: a name is looked up"}
        layers.append((next((name for layer, name in kinds.items() if layer in packet), "Data"), text))
    return layers


# ── Single packets for examples and checks ───────────────────────────────────────────────────────────────────────

# Network cards that no maker has made: the second bit of the address says "given locally".
_CARDS = {"src": "02:00:00:00:00:01", "dst": "02:00:00:00:00:02"}


def make_tcp(
    src: str, dst: str, data: bytes = b"", flags: str = "PA", sport: int = 40001, dport: int = 80, time: float = 0.0
) -> Packet:
    """A TCP packet as captured; addresses with a colon make it IPv6."""
    header = TCP(sport=sport, dport=dport, flags=flags)
    return _made(src, dst, header / Raw(data) if data else header, time)


def make_udp(
    src: str, dst: str, data: bytes = b"what time is it?", sport: int = 40002, dport: int = 123, time: float = 0.0
) -> Packet:
    """A UDP packet as captured; addresses with a colon make it IPv6."""
    return _made(src, dst, UDP(sport=sport, dport=dport) / Raw(data), time)


def make_dns(src: str, dst: str, name: str = "portal.example", time: float = 0.0) -> Packet:
    """A DNS question as captured."""
    return _made(src, dst, UDP(sport=40003, dport=53) / DNS(rd=1, qd=DNSQR(qname=name)), time)


def make_ping(src: str, dst: str, time: float = 0.0) -> Packet:
    """A ping (ICMP or ICMPv6 echo request) as captured."""
    return _made(src, dst, ICMPv6EchoRequest() if ":" in src else ICMP(), time)


def make_arp(src: str, dst: str, time: float = 0.0) -> Packet:
    """An ARP call, "who has `dst`? tell `src`", as captured."""
    call = ARP(op=1, hwsrc=_CARDS["src"], psrc=src, pdst=dst)
    return as_captured([Ether(src=_CARDS["src"], dst="ff:ff:ff:ff:ff:ff") / call], time)[0]


def _made(src: str, dst: str, rest: Packet, time: float) -> Packet:
    network = IPv6(src=src, dst=dst) if ":" in src else IP(src=src, dst=dst)
    return as_captured([Ether(**_CARDS) / network / rest], time)[0]
