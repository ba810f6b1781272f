"""Makes the two captures of this lab.

    python labs/net-1-packets/make_data.py            # data/counter.pcap, crafted: the same bytes each time
    python labs/net-1-packets/make_data.py --record   # data/portal.pcap as well, recorded in a private network

Everything is fictional. All addresses are kept for documentation and belong to nobody: 192.0.2.0/24, 198.51.100.0/24,
203.0.113.0/24 (RFC 5737), 2001:db8::/32 (RFC 3849), names under .example (RFC 2606), and locally administered network
card addresses.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from urllib.parse import urlencode

from scapy.layers.dns import DNSRR

from futurefit.kit.packets import (
    ARP,
    DNS,
    DNSQR,
    ICMP,
    IP,
    TCP,
    UDP,
    Ether,
    IPv6,
    Packet,
    Raw,
    as_captured,
    write_packets,
)
from futurefit.kit.range import PrivateNetwork

DATA = Path(__file__).parent / "data"
START = 1_768_179_600.0  # Monday 12 January 2026, 09:00 in Malaysia
SEGMENT = 1400  # bytes that one packet carries for the application, at most

COUNTER = {number: f"192.0.2.1{number}" for number in (1, 2, 3, 4)}
PORTAL, STOCK, PRINTER = "192.0.2.80", "192.0.2.90", "192.0.2.91"
DNS_SERVER, CLOCK = "192.0.2.53", "192.0.2.123"
ESERVICE, NEWS, PAYMENT = "198.51.100.20", "203.0.113.80", "203.0.113.7"
COUNTER_V6, INTRANET_V6 = "2001:db8:5e::11", "2001:db8:5e::20"

rng = random.Random(2026)


def card(address: str) -> str:
    """A network card address for each machine of the office; everything further off is behind the router's."""
    if address.startswith("192.0.2."):
        return f"02:00:00:00:02:{int(address.rpartition('.')[2]):02x}"
    return "02:00:00:00:02:11" if address == COUNTER_V6 else "02:00:00:00:02:01"


def between(source: str, target: str) -> Packet:
    version = IPv6(src=source, dst=target) if ":" in source else IP(src=source, dst=target, id=rng.randrange(65536))
    return Ether(src=card(source), dst=card(target)) / version


class Connection:
    """A TCP connection: its packets with right sequence numbers, as the two machines would send them."""

    def __init__(self, client: str, server: str, port: int) -> None:
        self.ends = {"client": (client, rng.randrange(40000, 60000)), "server": (server, port)}
        self.number = {who: rng.randrange(2**31) for who in self.ends}
        self.packets: list[Packet] = []

    def send(self, who: str, flags: str, data: bytes = b"") -> None:
        other = "server" if who == "client" else "client"
        (source, sport), (target, dport) = self.ends[who], self.ends[other]
        ack = self.number[other] if "A" in flags else 0
        header = TCP(sport=sport, dport=dport, seq=self.number[who], ack=ack, flags=flags)
        packet = between(source, target) / header
        self.packets.append(packet / Raw(data) if data else packet)
        self.number[who] += len(data) + ("S" in flags) + ("F" in flags)

    def open(self) -> Connection:
        for who, flags in (("client", "S"), ("server", "SA"), ("client", "A")):
            self.send(who, flags)
        return self

    def say(self, who: str, *parts: bytes) -> Connection:
        """Send parts, each in packets of its own; the other side confirms."""
        for part in parts:
            for start in range(0, len(part), SEGMENT):
                self.send(who, "PA", part[start : start + SEGMENT])
        self.send("server" if who == "client" else "client", "A")
        return self

    def close(self) -> list[Packet]:
        for who, flags in (("client", "FA"), ("server", "FA"), ("client", "A")):
            self.send(who, flags)
        return self.packets


def page(title: str, text: str) -> bytes:
    body = f"<html><h1>{title}</h1><p>{text}</p></html>".encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def login(
    client: str, server: str, port: int, host: str, user: str, password: str, apart: bool = False
) -> list[Packet]:
    """A login over http; with `apart`, the form comes in a packet after that of the headers."""
    form = urlencode({"user": user, "password": password}).encode()
    head = (
        f"POST /login HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(form)}\r\n\r\n"
    ).encode()
    line = Connection(client, server, port).open()
    line.say("client", f"GET /login HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    line.say("server", page(host, "Please type your user name and your password."))
    line.say("client", *((head, form) if apart else (head + form,)))
    line.say("server", page(host, "Welcome. You have 4 applications to look at. " * 20))
    return line.close()


def tls(client: str, server: str, port: int, sizes: list[tuple[int, int]]) -> list[Packet]:
    """A TLS connection in shape: true record headers around random bytes. `sizes`: (request, reply) bytes each."""

    def record(kind: int, size: int) -> bytes:
        return bytes([kind, 3, 3]) + size.to_bytes(2) + rng.randbytes(size)

    line = Connection(client, server, port).open()
    line.say("client", record(22, 508)).say("server", record(22, 1180)).say("client", record(20, 1) + record(23, 53))
    for request, reply in sizes:
        line.say("client", record(23, request))
        # Each packet starts with a record, as a server does that sends its pages in small records.
        line.say("server", *(record(23, min(SEGMENT - 5, reply - start)) for start in range(0, reply, SEGMENT - 5)))
    return line.close()


def question(client: str, name: str, answer: str) -> list[Packet]:
    number, port = rng.randrange(65536), rng.randrange(40000, 60000)
    asked, told = DNSQR(qname=name), DNSRR(rrname=name, ttl=300, rdata=answer)
    asks = between(client, DNS_SERVER) / UDP(sport=port, dport=53) / DNS(id=number, rd=1, qd=asked)
    tells = between(DNS_SERVER, client) / UDP(sport=53, dport=port) / DNS(id=number, qr=1, qd=asked, an=told)
    return [asks, tells]


def who_has(client: str, server: str) -> list[Packet]:
    ask = ARP(op=1, hwsrc=card(client), psrc=client, pdst=server)
    tell = ARP(op=2, hwsrc=card(server), psrc=server, hwdst=card(client), pdst=client)
    return [Ether(src=card(client), dst="ff:ff:ff:ff:ff:ff") / ask, Ether(src=card(server), dst=card(client)) / tell]


def clock(client: str) -> list[Packet]:
    times = [bytes([first]) + rng.randbytes(47) for first in (0x23, 0x24)]
    asks = between(client, CLOCK) / UDP(sport=123, dport=123) / Raw(times[0])
    return [asks, between(CLOCK, client) / UDP(sport=123, dport=123) / Raw(times[1])]


def ping(client: str, server: str) -> list[Packet]:
    filling = b"0123456789abcdefghijklmnopqrstuvwxyz"
    return [
        between(client, server) / ICMP(type=8, id=7, seq=1) / Raw(filling),
        between(server, client) / ICMP(type=0, id=7, seq=1) / Raw(filling),
    ]


def refused(client: str, server: str, port: int) -> list[Packet]:
    line = Connection(client, server, port)
    line.send("client", "S")
    line.send("server", "RA")
    return line.packets


def printed(client: str, pages: int) -> list[Packet]:
    line = Connection(client, PRINTER, 9100).open()
    for number in range(1, pages + 1):
        line.say("client", f"@PJL JOB\r\nPermit {number} of {pages}: approved at the counter.\r\n".encode() * 22)
    return line.close()


def morning() -> list[Packet]:
    """One morning at the service counter, one thing after the other."""
    portal, stock = "portal.kota-seri.example", "stock.kota-seri.example"
    c = COUNTER
    news = Connection(c[2], NEWS, 80).open()
    news.say("client", b"GET /search?user=guide&page=1 HTTP/1.1\r\nHost: news.example\r\n\r\n")
    news.say("server", page("Town news", "How to choose a good password for your user account. " * 90))
    acts = [
        [who_has(c[1], DNS_SERVER), question(c[1], portal, PORTAL), who_has(c[1], PORTAL)]
        + [login(c[1], PORTAL, 8080, portal, "aminah.ismail", "contoh-Kuda7")],
        [clock(c[1])],
        [question(c[2], "eservice.example", ESERVICE), tls(c[2], ESERVICE, 443, [(420, 6200), (610, 9100)])],
        [who_has(c[2], PORTAL)]
        + [login(c[2], PORTAL, 8080, portal, "tan.wei.ming@kota-seri.example", "contoh&Bulan=9", apart=True)],
        [printed(c[1], 4)],
        [question(c[3], stock, STOCK), who_has(c[3], STOCK)]
        + [login(c[3], STOCK, 8000, stock, "Kaveetha Raman", "contoh-Padi3")],
        [tls(COUNTER_V6, INTRANET_V6, 443, [(300, 4200), (280, 2600)])],
        [question(c[2], "news.example", NEWS), news.close()],
        [who_has(c[4], PORTAL), refused(c[4], PORTAL, 443), ping(c[4], PORTAL)],
        [question(c[4], "pay.example", PAYMENT), tls(c[4], PAYMENT, 8443, [(520, 3100), (750, 1400), (690, 2800)])],
        [clock(c[3])],
        [tls(c[3], ESERVICE, 443, [(380, 7400)])],
        [login(c[1], PORTAL, 8080, portal, "aminah.ismail", "contoh-Kuda7")],
        [printed(c[2], 2)],
        [tls(c[1], ESERVICE, 443, [(450, 5200), (470, 3900)])],
        [clock(c[4])],
    ]
    packets: list[Packet] = []
    now = START
    for act in acts:
        now += rng.uniform(60, 900)  # the next thing that somebody does
        for packet in as_captured(packet for part in act for packet in part):
            now += rng.uniform(0.0005, 0.02)
            packet.time = round(now, 6)
            packets.append(packet)
    return packets


def record() -> list[Packet]:
    """A real login over http and a real one over https, between two network namespaces."""
    seen = []
    with PrivateNetwork() as network:
        for secure in (False, True):
            network.start_capture()
            network.log_in("aminah.ismail", secure=secure)
            seen += network.stop_capture()
    return seen


if __name__ == "__main__":
    write_packets(morning(), DATA / "counter.pcap")
    if "--record" in sys.argv:
        write_packets(record(), DATA / "portal.pcap")
