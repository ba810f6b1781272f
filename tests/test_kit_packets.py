"""Packets as an officer's notebook meets them: read quietly, shown without passwords."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from futurefit.kit.packets import (
    ARP,
    DNS,
    ICMP,
    IP,
    TCP,
    UDP,
    Ether,
    Packet,
    Padding,
    Raw,
    addresses,
    as_captured,
    hide_passwords,
    is_tls,
    make_arp,
    make_dns,
    make_ping,
    make_tcp,
    make_udp,
    packet_table,
    payload,
    peel,
    read_packets,
    readable,
    show_packets,
    write_packets,
)

PC, PORTAL = "192.0.2.10", "192.0.2.80"
LOGIN = (
    b"POST /login HTTP/1.1\r\nHost: portal.example\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
    b"user=aminah&password=contoh%2D123"
)


def run_python(code: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home)}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)


def test_nothing_is_said_on_stderr_even_where_there_is_no_route_and_no_home(tmp_path: Path) -> None:
    code = (
        "import warnings; warnings.simplefilter('always')\n"
        "from futurefit.kit.packets import *\n"
        "bytes(Ether() / IP(dst='192.0.2.1') / TCP()); bytes(Ether() / IPv6(dst='2001:db8::1') / UDP())\n"
        "import scapy.all"
    )
    assert run_python(code, tmp_path / "nowhere").stderr == ""


def test_the_kit_alone_does_not_load_scapy(tmp_path: Path) -> None:
    code = "import sys, futurefit.kit, futurefit.kit.range; print('scapy' in sys.modules)"
    assert run_python(code, tmp_path).stdout.strip() == "False"


def test_a_capture_that_is_written_and_read_again_is_the_same(tmp_path: Path) -> None:
    crafted = as_captured([make_tcp(PC, PORTAL, b"hello"), make_arp(PC, PORTAL)], start=1_768_179_600.25, step=0.5)
    for name in ("one.pcap", "two.pcap"):
        write_packets(crafted, tmp_path / name)
    again = read_packets(tmp_path / "one.pcap")
    assert [bytes(p) for p in again] == [bytes(p) for p in crafted]
    assert [float(p.time) for p in again] == [1_768_179_600.25, 1_768_179_600.75]
    assert (tmp_path / "one.pcap").read_bytes() == (tmp_path / "two.pcap").read_bytes()


def test_a_missing_capture_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no capture .*counter\.pcap\. Fetch the lab again"):
        read_packets(tmp_path / "counter.pcap")


@pytest.mark.parametrize("content", [b"", b"this is a text and no capture at all"], ids=["empty", "text"])
def test_what_is_no_capture_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.pcap").write_bytes(content)
    with pytest.raises(ValueError, match=r"odd\.pcap cannot be read as a capture .* Fetch the lab again"):
        read_packets(tmp_path / "odd.pcap")


def test_addresses_of_both_kinds_of_ip_and_none_for_arp() -> None:
    assert addresses(make_tcp(PC, PORTAL)) == (PC, PORTAL)
    assert addresses(make_udp("2001:db8::1", "2001:db8::2")) == ("2001:db8::1", "2001:db8::2")
    assert addresses(make_arp(PC, PORTAL)) is None


def test_payload_is_what_tcp_carries_and_nothing_else() -> None:
    assert payload(make_tcp(PC, PORTAL, b"hello")) == b"hello"
    assert payload(make_tcp(PC, PORTAL, flags="S")) == b""
    assert payload(make_udp(PC, PORTAL, b"hello")) == b""
    assert payload(make_arp(PC, PORTAL)) == b""


@pytest.mark.parametrize("data", [b"", b"hi"])
def test_the_filling_of_a_short_frame_is_not_payload(data: bytes) -> None:
    short = bytes(make_tcp(PC, PORTAL, data))
    filled = Ether(short + b"\0" * (60 - len(short)))
    assert Padding in filled
    assert payload(filled) == data


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x16\x03\x01\x00\x05hello", True),
        (b"\x17\x03\x03\x00\x05hello", True),
        (b"\x18\x03\x03\x00\x05hello", False),
        (b"\x17\x02", False),
        (b"\x17", False),
        (b"GET / HTTP/1.1", False),
        (b"", False),
    ],
)
def test_tls_is_known_by_its_bytes_on_any_port(data: bytes, expected: bool) -> None:
    assert is_tls(make_tcp(PC, PORTAL, data, dport=8443)) is expected
    assert is_tls(make_tcp(PC, PORTAL, data, dport=80)) is expected


@pytest.mark.parametrize(
    "form",
    ["a=1&password=contoh-9", "PASSWORD=contoh-9&a=1", "pwd=contoh-9", "katalaluan=contoh-9", "kata_laluan=contoh-9"],
)
def test_a_password_is_hidden_whatever_the_form_calls_it(form: str) -> None:
    assert "contoh-9" not in hide_passwords(form)
    assert "•••" in hide_passwords(form)


def test_hiding_leaves_the_rest_as_it_is() -> None:
    assert hide_passwords("user=a&password=x&page=2") == "user=a&password=•••&page=2"
    assert hide_passwords("Keep your password safe. shopping=1") == "Keep your password safe. shopping=1"


def test_no_view_of_a_login_shows_its_password_and_each_shows_its_name() -> None:
    packets = [make_tcp(PC, PORTAL, LOGIN)]
    table = packet_table(packets)
    views = [readable(packets[0]), str(table.to_dict())]
    for view in (peel(packets[0]), show_packets(packets)):
        views += [repr(view), view._repr_html_()]
    for view in views:
        assert "contoh" not in view
        assert "user=aminah" in view


@pytest.mark.parametrize(
    ("packet", "expected"),
    [
        (make_arp(PC, PORTAL), "who has 192.0.2.80? tell 192.0.2.10"),
        (make_dns(PC, PORTAL, "pay.example"), "where is pay.example?"),
        (make_tcp(PC, PORTAL, b"GET / HTTP/1.1\r\n\r\n"), "GET / HTTP/1.1"),
        (make_tcp(PC, PORTAL, b"\x17\x03\x03" + b"x" * 1200), "(1,203 bytes inside TLS)"),
        (make_tcp(PC, PORTAL, bytes(range(128, 168))), "(40 bytes, not text)"),
        (make_tcp(PC, PORTAL), ""),
        (make_tcp(PC, PORTAL, "Selamat datang ke kaunter é".encode()), "Selamat datang ke kaunter é"),
    ],
)
def test_what_is_readable_on_the_way(packet: Packet, expected: str) -> None:
    assert readable(packet) == expected


def test_the_table_numbers_packets_and_counts_seconds_from_the_first() -> None:
    packets = as_captured([make_tcp(PC, PORTAL, flags="S"), make_arp(PC, PORTAL), make_ping(PC, PORTAL)], 100.0, 0.25)
    table = packet_table(packets, first=1, count=1)
    assert table.reset_index().to_dict("records") == [
        {
            "packet": 1,
            "second": 0.25,
            "from": "",
            "to": "",
            "flags": "",
            "bytes": 42,
            "readable on the way": "who has 192.0.2.80? tell 192.0.2.10",
        }
    ]
    assert list(packet_table(packets).index) == [0, 1, 2]
    assert packet_table(packets)["flags"].tolist() == ["S", "", ""]
    assert packet_table([]).empty


def test_a_packet_is_drawn_as_envelopes_in_their_order() -> None:
    drawn = repr(peel(make_tcp(PC, PORTAL, b"<b>hello</b>", dport=8080)))
    order = [drawn.index(name) for name in ("Ethernet", "IP:", "TCP:", "port 8080", "Data: <b>hello</b>")]
    assert order == sorted(order)
    assert "<b>hello</b>" not in peel(make_tcp(PC, PORTAL, b"<b>hello</b>"))._repr_html_()  # shown, and not obeyed


def test_made_packets_are_what_their_names_say() -> None:
    assert TCP in make_tcp(PC, PORTAL)
    assert UDP in make_udp(PC, PORTAL)
    assert DNS in make_dns(PC, PORTAL)
    assert ICMP in make_ping(PC, PORTAL)
    assert ARP in make_arp(PC, PORTAL)
    made = make_tcp(PC, PORTAL, b"abc", flags="SEC", sport=5, dport=6, time=7.5)
    assert (made[TCP].sport, made[TCP].dport, str(made[TCP].flags), float(made.time)) == (5, 6, "SEC", 7.5)
    assert made[IP].len == 20 + 20 + 3  # filled in, as in a real capture
    assert bytes(made[TCP].payload) == bytes(made[Raw])
