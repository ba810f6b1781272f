"""A small town: several hosts in zones, a switch for each zone, a firewall between them, and real services.

    hosts = [
        Host("operator", "192.0.2.10", "control"),
        Host("pump", "198.51.100.20", "field", services="modbus", registers={4: 1200}),
        Host("firewall", "192.0.2.1 198.51.100.1", "control", services="firewall", links="control field"),
    ]
    with Town(hosts) as town:
        town.start_capture("field")
        print(town.write_register("operator", "pump", 4, 900))
        packets = town.stop_capture()

Hosts, cables, switches, services and packets are real, as in `portal`. The firewall is a small forwarder of our own, in
Python: it asks the rules about each new connection between zones, the first rule that fits decides, and what no rule
allows is dropped; replies of a connection that was let in pass. Inside a zone nothing is filtered.
"""

from __future__ import annotations

import base64
import json
import struct
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from futurefit.kit.range._town_rules import check_rules, lets_through
from futurefit.kit.range.sandbox import LIFETIME, RangeUnavailable, Sandboxed

Rules = Sequence[Mapping[str, Any]]
#: How the firewall begins where a lab gives no rules: as in a town that never thought about it.
ALLOW_ALL: Rules = ({"action": "allow", "src": "any", "dst": "any", "port": "any"},)
#: The ports on which services are offered unless the table says otherwise, as in "http:8080".
PORTS = {"http": 80, "dns": 53, "modbus": 502}


@dataclass(frozen=True)
class Host:
    """A row of the table that describes a town."""

    name: str
    #: One for each link, parted by spaces.
    address: str
    zone: str
    #: "http", "dns", "modbus", each with ":port" where it is not the usual one; or "firewall".
    services: str = ""
    #: The zones that its cables lead to, parted by spaces; its own zone if empty.
    links: str = ""
    #: What stands in a controller's registers at first.
    registers: Mapping[int, int] = field(default_factory=dict)

    @property
    def zones(self) -> list[str]:
        return self.links.split() or [self.zone]

    @property
    def addresses(self) -> list[str]:
        return self.address.split()

    @property
    def is_firewall(self) -> bool:
        return "firewall" in self.services.split()


@dataclass(frozen=True)
class Outcome:
    """What came of a request: whether it was answered, in words, and the data."""

    ok: bool
    said: str
    data: Any = None

    def __str__(self) -> str:
        return self.said


class Town(Sandboxed):
    """A town that runs. Its methods name hosts as the table does."""

    program = "_town_inside.py"

    def __init__(self, hosts: Sequence[Host], rules: Rules = ALLOW_ALL, lifetime: int = LIFETIME) -> None:
        """Nothing is started yet; `lifetime` is in seconds from `start` on.

        Raises:
            ValueError: the table describes no town; the message says what to mend.
        """
        super().__init__(lifetime)
        self.hosts, self.rules = list(hosts), [dict(rule) for rule in rules]
        check_rules(self.rules)
        self._plan = _plan(self.hosts, self.rules)

    def get(self, source: str, target: str, path: str = "/", port: int = 80) -> Outcome:
        """Ask for a web page."""
        asked = f"GET {path} HTTP/1.0\r\nHost: {target}.kota-seri.example\r\n\r\n".encode()
        outcome = self.send(source, target, port, [asked], until_closed=True)
        if not outcome.ok:
            return outcome
        head, _, body = outcome.data[0].decode(errors="replace").partition("\r\n\r\n")
        return Outcome(True, head.splitlines()[0].partition(" ")[2], body)

    def look_up(self, source: str, name: str, server: str, port: int = 53) -> Outcome:
        """Ask a DNS server for the address of a name; the data are the addresses."""
        from dnslib import DNSRecord

        question = DNSRecord.question(name)
        question.header.id = 1
        outcome = self.send(source, server, port, [question.pack()], udp=True)
        if not outcome.ok:
            return outcome
        found = [str(answer.rdata) for answer in DNSRecord.parse(outcome.data[0]).rr]
        return Outcome(True, f"{name} is at {', '.join(found)}" if found else f"there is no {name}", found)

    def scan(self, source: str, target: str, ports: Sequence[int]) -> dict[int, str]:
        """Knock at ports: "open", "closed" (refused), or "silent" (dropped on the way, or nobody is there)."""
        asked = {"do": "scan", "from": source, "to": self.address(target), "ports": list(ports)}
        return {int(port): state for port, state in self._ask(asked).items()}

    def read_registers(self, source: str, target: str, first: int = 0, count: int = 1) -> Outcome:
        """Read a controller's holding registers over Modbus."""
        outcome = self._modbus(source, target, struct.pack("!BHH", 3, first, count))
        if not outcome.ok:
            return outcome
        values = list(struct.unpack(f"!{count}H", outcome.data[9:]))
        return Outcome(True, f"registers {first} to {first + count - 1} of {target}: {values}", values)

    def write_register(self, source: str, target: str, register: int, value: int) -> Outcome:
        """Write one holding register of a controller over Modbus."""
        outcome = self._modbus(source, target, struct.pack("!BHH", 6, register, value), changes=True)
        return Outcome(True, f"{target} took it: register {register} is now {value}", value) if outcome.ok else outcome

    def send(
        self,
        source: str,
        target: str,
        port: int,
        parts: Sequence[bytes],
        udp: bool = False,
        until_closed: bool = False,
        changes: bool = False,
    ) -> Outcome:
        """Send bytes over one connection and hear an answer to each part; the data are the answers.

        Args:
            changes: whether this changes something at the target, which a replay must know.
        """
        asked = {"do": "exchange", "from": source, "to": self.address(target), "port": port}
        asked["parts"] = [base64.b64encode(part).decode() for part in parts]
        asked |= {key: True for key, on in [("udp", udp), ("until closed", until_closed), ("changes", changes)] if on}
        answer = self._ask(asked)
        replies = [base64.b64decode(reply) for reply in answer["replies"]]
        if answer["error"]:
            return Outcome(False, f"{source} → {target}, port {port}: {answer['error']}", replies)
        return Outcome(True, f"{source} → {target}, port {port}: answered", replies)

    def set_rules(self, rules: Rules) -> None:
        """Give the firewall other rules; connections that are open are asked anew.

        Raises:
            ValueError: a rule cannot be asked; the old ones stay.
        """
        given = [dict(rule) for rule in rules]
        check_rules(given)
        self._ask({"do": "rules", "rules": given})
        self.rules = given

    def start_capture(self, zone: str) -> None:
        """Begin to record every packet that passes the switch of a zone."""
        if zone not in self._plan["switches"]:
            raise ValueError(f"There is no zone {zone}. There are: {', '.join(self._plan['switches'])}.")
        self._ask({"do": "start capture", "zone": zone})

    def seen(self, first: int = 0) -> list[Any]:
        """The packets since `start_capture`, from the given number on; the capture goes on."""
        return _as_packets(self._ask({"do": "seen", "first": first}))

    def stop_capture(self) -> list[Any]:
        """The packets since `start_capture`, as scapy packets."""
        return _as_packets(self._ask({"do": "stop capture"}))

    def address(self, name: str) -> str:
        """The (first) address of a host."""
        for host in self.hosts:
            if host.name == name:
                return host.addresses[0]
        raise ValueError(f"There is no host {name}. There are: {', '.join(host.name for host in self.hosts)}.")

    def _modbus(self, source: str, target: str, pdu: bytes, changes: bool = False) -> Outcome:
        frame = struct.pack("!HHHB", 1, 0, len(pdu) + 1, 1) + pdu
        outcome = self.send(source, target, PORTS["modbus"], [frame], changes=changes)
        if not outcome.ok:
            return outcome
        if outcome.data[0][7] & 0x80:
            return Outcome(False, f"{target} refused it: Modbus exception {outcome.data[0][8]}", outcome.data[0])
        return Outcome(True, outcome.said, outcome.data[0])

    def _told(self) -> list[str]:
        return [json.dumps({**self._plan, "rules": self.rules}), *super()._told()]


class TownReplay(Town):
    """Stands in for `Town` with what was recorded in one: the same answers and packets, under the rules that are set.

    It knows the requests that were recorded, each as answered and as dropped, and what a controller says after each
    recorded write. Another request raises `RangeUnavailable`.
    """

    live = False

    def __init__(self, hosts: Sequence[Host], recorded: str | Path, rules: Rules = ALLOW_ALL, why: str = "") -> None:
        super().__init__(hosts, rules)
        self.why = why
        self._known = json.loads(Path(recorded).read_text(encoding="utf-8"))
        self._frames: list[list[Any]] | None = None
        self._after: dict[str, Any] = {}

    def start(self) -> None:
        """Nothing to start."""
        self._frames, self._after = None, {}

    def stop(self) -> None:
        """Nothing to stop."""

    def _ask(self, request: dict[str, Any]) -> Any:
        match request["do"]:
            case "start capture":
                self._frames = []
                return None
            case "seen":
                return (self._frames or [])[request["first"] :]
            case "stop capture":
                frames, self._frames = self._frames or [], None
                return frames
            case "rules":
                self.rules = request["rules"]
                return None
        source, target = self.address(request["from"]), request["to"]
        ports = request.get("ports", [request.get("port")])
        near = bool(self._zones(source) & self._zones(target))
        passing = [port for port in ports if near or lets_through(self.rules, source, target, port)]
        if request["do"] == "scan":
            let_in, dropped = self._entry(request, True, None), self._entry(request, False, None)
            shut = set(ports) - set(passing)
            self._show([frame for frame in let_in["frames"] if not _ports(frame[1]) & shut])
            self._show([frame for frame in dropped["frames"] if _ports(frame[1]) & shut])
            return {port: state if int(port) in passing else "silent" for port, state in let_in["answer"].items()}
        entry = self._entry(request, bool(passing), self._after.get(target))
        self._show(entry["frames"])
        if request.get("changes") and passing:
            self._after[target] = request
        return entry["answer"]

    def _zones(self, address: str) -> set[str]:
        return {zone for host in self.hosts if address in host.addresses for zone in host.zones}

    def _entry(self, request: dict[str, Any], passed: bool, after: Any) -> dict[str, Any]:
        fitting = [entry for entry in self._known if entry["request"] == request and entry["passed"] == passed]
        if not fitting:
            raise RangeUnavailable("This was not recorded. It needs a machine that allows private networks.")
        return next((entry for entry in fitting if entry["after"] == after), fitting[0])

    def _show(self, frames: Sequence[Sequence[Any]]) -> None:
        """Let recorded frames arrive now, where somebody captures."""
        if self._frames is not None:
            now = time.time()
            self._frames += [[now + offset, frame] for offset, frame in frames]


def open_town(
    hosts: Sequence[Host], recorded: str | Path, rules: Rules = ALLOW_ALL, lifetime: int = LIFETIME
) -> Town | TownReplay:
    """A started town, or a replay of `recorded` where there cannot be one; its `why` says why not."""
    town = Town(hosts, rules, lifetime)
    try:
        town.start()
    except RangeUnavailable as error:
        return TownReplay(hosts, recorded, rules, str(error))
    return town


class _Recorder(Town):
    """A town that keeps what it was asked, what it answered, and the packets at one switch."""

    def __init__(self, hosts: Sequence[Host], zone: str) -> None:
        super().__init__(hosts)
        self.zone, self.kept = zone, []  # type: tuple[str, list[dict[str, Any]]]
        self._after: dict[str, Any] = {}

    def _ask(self, request: dict[str, Any]) -> Any:
        if "from" not in request:
            return super()._ask(request)
        super()._ask({"do": "start capture", "zone": self.zone})
        answer = super()._ask(request)
        frames = super()._ask({"do": "stop capture"})
        passed = bool(self.rules)
        self.kept.append(
            {
                "request": request,
                "passed": passed,
                "after": self._after.get(request["to"]),
                "answer": answer,
                "frames": [[round(seconds - frames[0][0], 4), frame] for seconds, frame in frames],
            }
        )
        if request.get("changes") and passed:
            self._after[request["to"]] = request
        return answer


def record_town(hosts: Sequence[Host], zone: str, script: Callable[[Town], Any], path: str | Path) -> None:
    """Record what `script` asks of a town for `TownReplay`: once with all allowed, once with nothing allowed.

    Args:
        zone: at whose switch packets are captured.
        script: asks; it should ask for each value that a replay is to show after each write.
        path: the file to write.
    """
    kept = []
    for rules in (ALLOW_ALL, ()):
        with _Recorder(hosts, zone) as town:
            town.set_rules(rules)
            script(town)
            kept += town.kept
    Path(path).write_text("[\n" + ",\n".join(map(json.dumps, kept)) + "\n]\n", encoding="utf-8")


def _as_packets(frames: Sequence[Sequence[Any]]) -> list[Any]:
    from futurefit.kit.packets import Ether

    packets = []
    for seconds, frame in frames:
        packet = Ether(base64.b64decode(frame))
        packet.time = seconds
        packets.append(packet)
    return packets


def _ports(frame: str) -> set[int]:
    """The TCP ports of a recorded frame."""
    from futurefit.kit.packets import TCP, Ether

    packet = Ether(base64.b64decode(frame))
    return {packet[TCP].sport, packet[TCP].dport} if TCP in packet else set()


def _plan(hosts: Sequence[Host], rules: Rules) -> dict[str, Any]:
    """The table in the form that the program inside builds from."""
    names = [host.name for host in hosts]
    if len(set(names)) < len(names):
        raise ValueError("Two hosts have one name. Give each host a name of its own.")
    card = {
        (host.name, zone): f"02:00:00:00:{number:02x}:{link:02x}"
        for number, host in enumerate(hosts, start=1)
        for link, zone in enumerate(host.zones)
    }
    way_out = {
        zone: (address, card[host.name, zone])
        for host in hosts
        if host.is_firewall
        for zone, address in zip(host.zones, host.addresses, strict=False)
    }
    planned = []
    for host in hosts:
        if len(host.addresses) != len(host.zones):
            raise ValueError(f"{host.name} has {len(host.addresses)} addresses for {len(host.zones)} links.")
        services = [service.partition(":") for service in host.services.split() if service != "firewall"]
        if unknown := [name for name, _, _ in services if name not in PORTS]:
            raise ValueError(f"{host.name} cannot offer {unknown[0]}. A host can offer: {', '.join(PORTS)}, firewall.")
        planned.append(
            {
                "name": host.name,
                "zone": host.zone,
                "firewall": host.is_firewall,
                "registers": {str(register): value for register, value in host.registers.items()},
                "services": [[name, int(port or PORTS[name])] for name, _, port in services],
                "links": [
                    {
                        "zone": zone,
                        "address": address,
                        "card": card[host.name, zone],
                        "gateway": way_out.get(zone, ("", ""))[0],
                        "gateway card": way_out.get(zone, ("", ""))[1],
                    }
                    for zone, address in zip(host.zones, host.addresses, strict=True)
                ],
            }
        )
    zones = dict.fromkeys(zone for host in hosts for zone in host.zones)
    return {"hosts": planned, "rules": rules, "switches": {zone: f"switch{n}" for n, zone in enumerate(zones)}}
