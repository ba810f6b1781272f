"""Makes the data of this lab: the same bytes each time.

    python labs/net-2-scan/make_data.py            # portal.pcap, logins.csv, knocks.csv and recorded.json
    python labs/net-2-scan/make_data.py --record   # town.json as well, recorded in a private town

`portal.pcap` is crafted: one hour in front of the state portal, 3,000 packets. `logins.csv` is the portal's log of the
same hour. `knocks.csv` and `recorded.json` are what the lab's own answers gave, with which a picture goes on where a
task was skipped. `town.json` is what the town of `town.csv` answered when it was scanned; it serves on machines that
allow no private network. Everything is fictional, and all addresses are kept for documentation (RFC 5737, RFC 3849).
"""

from __future__ import annotations

import csv
import json
import os
import random
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from futurefit.authoring import read_lab
from futurefit.kit.packets import ARP, DNS, DNSQR, ICMP, IP, TCP, UDP, Ether, IPv6, Packet, Raw, write_packets
from futurefit.kit.range import Host, Town, record_town

LAB = Path(__file__).parent
DATA = LAB / "data"
MYT = timezone(timedelta(hours=8))
START = datetime(2026, 4, 30, 21, tzinfo=MYT).timestamp()  # Thursday; payment closes at midnight
PACKETS = 3000

PORTAL, PAY, FILES = "198.51.100.10", "198.51.100.20", "198.51.100.30"
PAY_V6, CITIZEN_V6 = "2001:db8:51::20", "2001:db8:9::77"
GATEWAY, OWN_SCANNER, TELCO, BANK, KIOSK = "192.0.2.1", "192.0.2.8", "203.0.113.20", "203.0.113.40", "203.0.113.52"
LOUD, QUIET, GUESSER, SLOW, SWEEP = (f"203.0.113.{n}" for n in (66, 77, 90, 130, 140))
LOUD_V6 = "2001:db8:66::5"
WINDOWS = (10, 60, 300, 600)

rng = random.Random(2026)
seen: list[tuple[float, Packet]] = []
logins: list[tuple[float, str, str, bool]] = []


def at(clock: str) -> float:
    """The time of "21:17:34" on that evening."""
    hours, minutes, seconds = map(int, clock.split(":"))
    return START + (hours - 21) * 3600 + minutes * 60 + seconds


def between(source: str, target: str) -> Packet:
    version = IPv6 if ":" in source else IP
    return Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / version(src=source, dst=target)


def tcp(time: float, source: str, target: str, sport: int, dport: int, flags: str, data: bytes = b"") -> float:
    header = TCP(sport=sport, dport=dport, flags=flags)
    seen.append((time, between(source, target) / (header / Raw(data) if data else header)))
    return time + rng.uniform(0.002, 0.03)


def visit(time: float, client: str, server: str, port: int, exchanges: int = 1) -> None:
    """A connection that comes about: the handshake, and some data there and back."""
    sport = rng.randrange(32768, 60999)
    steps = [("S", True), ("SA", False), ("A", True)] + [("PA", True), ("PA", False)] * exchanges
    for flags, asks in steps:
        data = bytes([23, 3, 3, 0, 40]) + rng.randbytes(40) if flags == "PA" else b""
        ends = (client, server, sport, port) if asks else (server, client, port, sport)
        time = tcp(time, *ends, flags, data)


def knock(time: float, source: str, target: str, port: int, answers: bool = True) -> None:
    """A knock at a port; a reset comes back unless the firewall stays silent."""
    sport = rng.randrange(32768, 60999)
    later = tcp(time, source, target, sport, port, "S")
    if answers:
        tcp(later, target, source, port, sport, "RA")


def scans() -> None:
    for number, port in enumerate(rng.sample(range(1, 1024), 150)):
        knock(at("21:05:10") + number * 0.16, LOUD, PORTAL, port)
    quiet = [21, 22, 23, 25, 110, 143, 389, 445, 1433, 3306, 3389, 5432, 5900, 8000, 8080, 9200]
    for number, port in enumerate(rng.sample(quiet, 16)):  # nine before the full minute, seven after it
        knock(at("21:17:30") + number * 3.5, QUIET, PORTAL, port)
    for number, port in enumerate(rng.sample(range(1, 10000), 40)):
        knock(at("21:41:20") + number * 0.9, LOUD_V6, PAY_V6, port, answers=False)
    for number, port in enumerate(rng.sample(range(1, 10000), 60)):  # one knock in 25 seconds
        knock(at("21:20:00") + number * 25, SLOW, PORTAL, port, answers=False)
    for number in range(20):  # one port of many machines
        knock(at("21:30:00") + number * 2, SWEEP, f"198.51.100.{100 + number}", 22, answers=False)
    for number, port in enumerate(rng.sample(range(1, 5000), 60)):
        knock(at("21:50:00") + number * 0.8, OWN_SCANNER, PORTAL, port)


def everyday() -> None:
    for batch in range(14):  # every four minutes the bank fetches ten files, and opens a new port for each
        for number in range(10):
            visit(at("21:01:00") + batch * 240 + number * 4.5, BANK, FILES, 50000 + (batch * 10 + number) * 7, 0)
    for minute in range(0, 60, 10):  # the kiosk tries six ports, one of which answers
        for number, port in enumerate((80, 443, 8080, 8443, 9000, 9443)):
            knock(at("21:02:00") + minute * 60 + number * 2, KIOSK, PAY, port)
    for _ in range(90):
        visit(START + rng.uniform(0, 3590), GATEWAY, PORTAL, 443, 0)
    for _ in range(24):  # the rush after the evening news: 24 connections in a minute
        visit(at("21:30:20") + rng.uniform(0, 50), GATEWAY, PORTAL, 443, 0)
    for _ in range(60):
        visit(START + rng.uniform(0, 3590), TELCO, PAY, 443)
    for number in range(6):
        visit(at("21:12:00") + number * 410, CITIZEN_V6, PAY_V6, 443)
    for number in range(30):
        time = START + rng.uniform(0, 3590)
        asks = UDP(sport=rng.randrange(32768, 60999), dport=53) / DNS(rd=1, qd=DNSQR(qname="pay.kota-seri.example"))
        seen.append((time, between(PORTAL, "198.51.100.53") / asks))
        if number < 8:
            seen.append((time + 0.5, between("203.0.113.201", PORTAL) / ICMP()))
        if number < 6:
            who_has = Ether(src="02:00:00:00:00:01", dst="ff:ff:ff:ff:ff:ff") / ARP(psrc="198.51.100.1", pdst=PORTAL)
            seen.append((time + 0.7, who_has))


def citizens() -> None:
    """Fill up with citizens who pay, to the last packet."""
    while (left := PACKETS - len(seen)) > 0:
        exchanges = rng.choice((0, 1, 1, 2))
        if left < 9:
            exchanges = {3: 0, 5: 1, 7: 2}.get(left, 0)
        client = f"203.0.113.{rng.randrange(150, 250)}"
        if left < 3:
            knock(START + rng.uniform(0, 3590), client, PORTAL, 443, answers=left == 2)
            continue
        visit(START + rng.uniform(0, 3580), client, rng.choice((PORTAL, PAY)), 443, exchanges)


def try_login(time: float, source: str, user: str, ok: bool) -> None:
    logins.append((round(time, 1), source, user, ok))


def log_in() -> None:
    for number in range(300):
        source = f"203.0.113.{150 + number % 100}"
        time = START + rng.uniform(0, 3590)
        if number % 9 == 0:
            try_login(time - 8, source, f"citizen-{number:03}", False)
        try_login(time, source, f"citizen-{number:03}", True)
    for number in range(61):  # behind one address of the telephone company
        time = START + 30 + number * 57 + rng.uniform(0, 20)
        try_login(time, TELCO, f"citizen-{600 + number}", True)
    for number, second in enumerate((5, 47, 80, 122, 170, 221)):  # six people mistype within five minutes
        try_login(at("21:24:00") + second, TELCO, f"citizen-{700 + number}", False)
    for number in range(40):
        time = START + 20 + number * 88 + rng.uniform(0, 30)
        try_login(time, GATEWAY, f"counter-{number % 12:02}", True)
    for number, second in enumerate((2, 31, 66, 95, 140, 200, 260)):  # the rush at the counters
        try_login(at("21:30:00") + second, GATEWAY, f"counter-{number:02}", False)
    for number in range(48):
        try_login(at("21:11:00") + number * 3.1, GUESSER, "admin", False)
    names = ("admin", "kasir", "finance.clerk", "admin", "finance.clerk", "kasir")
    for clock, user in zip(("33:20", "34:10", "34:50", "35:40", "36:30", "37:40"), names, strict=True):
        try_login(at(f"21:{clock}"), QUIET, user, False)  # three before 21:35, three after it
    try_login(at("21:38:05"), QUIET, "finance.clerk", True)
    for second in (0, 25, 61, 90):  # who forgot the password
        try_login(at("21:44:00") + second, "203.0.113.151", "citizen-802", False)
    try_login(at("21:46:10"), "203.0.113.151", "citizen-802", True)
    for number in range(5):  # five in twenty minutes
        try_login(at("21:08:00") + number * 290, "203.0.113.177", "citizen-803", False)


def make_capture() -> list[Packet]:
    scans()
    everyday()
    citizens()
    packets = []
    for time, crafted in sorted(seen, key=lambda row: row[0]):
        packet = Ether(bytes(crafted))
        packet.time = round(time, 6)
        packets.append(packet)
    return packets


def own_answers() -> dict[str, Any]:
    """The set-up's names and the model answers, run in the lab's folder."""
    names: dict[str, Any] = {}
    here = Path.cwd()
    os.chdir(LAB)
    tasks = ["setup", "to_frame", "scanners", "brute_force", "block_list", "precision_recall"]
    for cell in read_lab(LAB).notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") in tasks:
            exec(cell.source, names)
    os.chdir(here)
    return names


def most_ports(knocks: Any, window: int) -> dict[str, int]:
    """For each source, the most ports of one machine at which it knocked within a window."""
    most: dict[str, int] = {}
    for (source, _), part in knocks.groupby(["src", "dst"]):
        rows = list(zip(part["time"], part["port"], strict=True))
        for start, _ in rows:
            ports = len({port for time, port in rows if start <= time <= start + window})
            most[source] = max(most.get(source, 0), ports)
    return {source: ports for source, ports in most.items() if ports > 1}


def what_the_answers_give(own: dict[str, Any], knocks: Any) -> dict[str, Any]:
    pairs, alarms = own["scanners"](knocks), own["brute_force"](own["log"])
    found = [source for source, _ in pairs] + [row["src"] for row in alarms]
    return {
        "scanners": pairs,
        "alarms": alarms,
        "blocked": own["block_list"](found, own["ALLOW"]),
        "score": own["precision_recall"](own["block_list"](found, own["ALLOW"]), own["truth"]),
        "most ports": {str(window): most_ports(knocks, window) for window in WINDOWS},
    }


def read_hosts() -> list[Host]:
    with (DATA / "town.csv").open(encoding="utf-8", newline="") as table:
        return [Host(**row) for row in csv.DictReader(table)]


def play(town: Town, scans: list[list[int]]) -> None:
    """What the buttons of the lab do."""
    for ports in scans:
        town.scan("laptop", "portal", ports)
    town.get("citizen", "portal")


if __name__ == "__main__":
    write_packets(make_capture(), DATA / "portal.pcap")
    log_in()
    with (DATA / "logins.csv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["time", "src", "user", "ok"])
        rows.writerows(sorted(logins))
    for name, empty in (("recorded.json", "{}\n"), ("knocks.csv", "time,src,dst,port,knock\n")):
        if not (DATA / name).exists():
            (DATA / name).write_text(empty)
    own = own_answers()
    table = own["to_frame"](own["packets"])
    knocks = table[table["knock"]]
    knocks.to_csv(DATA / "knocks.csv", index=False, lineterminator="\n")
    (DATA / "recorded.json").write_text(json.dumps(what_the_answers_give(own, knocks), indent=1) + "\n", encoding="utf-8")
    if "--record" in sys.argv:
        ports = [own["MANY_PORTS"], own["FEW_PORTS"]]
        record_town(read_hosts(), "services", lambda town: play(town, ports), DATA / "town.json")
