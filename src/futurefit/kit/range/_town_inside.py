"""The program inside a town. `futurefit.kit.range.town` starts it there and talks to it, a line of JSON each way.

It runs as the only program of a sandbox without a card of the machine. Its own network namespace holds the switches
(a bridge for each zone) and no address; each host is a child process with a network namespace of its own, and a cable
(veth) for each of its links. A host with the service "firewall" has no address either: it takes each packet that is
sent to it, asks the rules, and puts it on the cable of the other zone or drops it.
"""

import base64
import ctypes
import fcntl
import json
import os
import select
import selectors
import signal
import socket
import struct
import sys
import threading
import time
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # Python's -I leaves it out
import _town_services as services  # type: ignore[import-not-found]
from _town_rules import check_rules, lets_through  # type: ignore[import-not-found]

Plan = dict[str, Any]
sys.modules["aiohttp"] = None  # type: ignore[assignment]  # pymodbus does without, and loads in a quarter of the time
CLONE_NEWNET = 0x40000000  # sched.h; Python's own os.unshare comes only with 3.12
EVERYTHING = 3  # ETH_P_ALL
PATIENCE = 0.8  # seconds that a host waits for an answer: everything is in one machine


class Firewall:
    """A forwarder between zones, of our own: each new connection is asked of the rules, and replies to it pass."""

    def __init__(self, host: dict[str, Any], hosts: list[dict[str, Any]], rules: list[dict[str, Any]]) -> None:
        self.rules = rules
        self.passing: set[tuple[Any, ...]] = set()
        self.card_of = {link["zone"]: bytes.fromhex(link["card"].replace(":", "")) for link in host["links"]}
        self.lines: dict[str, socket.socket] = {}
        self.place: dict[str, tuple[str, bytes]] = {}  # address: zone and card
        for number, link in enumerate(host["links"]):
            self.lines[link["zone"]] = line = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(EVERYTHING))
            line.bind((f"card{number}", EVERYTHING))
        for other in hosts:
            if other is not host:
                for link in other["links"]:
                    self.place[link["address"]] = (link["zone"], bytes.fromhex(link["card"].replace(":", "")))
        threading.Thread(target=self.forward, daemon=True).start()

    def follow(self, rules: list[dict[str, Any]]) -> None:
        """New rules; connections that are open are asked anew, and so are cut."""
        self.rules, self.passing = rules, set()

    def forward(self) -> None:
        zones = {line: zone for zone, line in self.lines.items()}
        while True:
            for line in select.select(list(zones), [], [])[0]:
                frame, origin = line.recvfrom(65536)
                if origin[2] == socket.PACKET_OUTGOING or frame[:6] != self.card_of[zones[line]]:
                    continue  # what we sent ourselves, and what is not sent to us
                if frame[12:14] == b"\x08\x00" and self.passes(frame[14:]):
                    target = socket.inet_ntoa(frame[30:34])
                    if target in self.place:
                        zone, card = self.place[target]
                        self.lines[zone].send(card + self.card_of[zone] + frame[12:])

    def passes(self, packet: bytes) -> bool:
        kind, inner = packet[9], packet[(packet[0] & 15) * 4 :]
        src, dst = socket.inet_ntoa(packet[12:16]), socket.inet_ntoa(packet[16:20])
        ports = struct.unpack("!HH", inner[:4]) if kind in (socket.IPPROTO_TCP, socket.IPPROTO_UDP) else (0, 0)
        there, back = (kind, src, ports[0], dst, ports[1]), (kind, dst, ports[1], src, ports[0])
        if there in self.passing or back in self.passing:
            return True
        opens = kind != socket.IPPROTO_TCP or inner[13] & 0x12 == 0x02  # SYN without ACK
        if opens and lets_through(self.rules, src, dst, ports[1] or None):
            self.passing.add(there)
            return True
        return False


# ── What a host does when it is asked ────────────────────────────────────────────────────────────────────────────


def exchange(asked: dict[str, Any]) -> dict[str, Any]:
    """Open a connection (or send a datagram), send the parts one by one, and wait for an answer to each."""
    replies: list[str] = []
    kind = socket.SOCK_DGRAM if asked.get("udp") else socket.SOCK_STREAM
    with socket.socket(socket.AF_INET, kind) as line:
        line.settimeout(PATIENCE)
        try:
            line.connect((asked["to"], asked["port"]))
            for part in asked["parts"]:
                line.sendall(base64.b64decode(part))
                reply = line.recv(65536)
                while asked.get("until closed") and (more := line.recv(65536)):
                    reply += more
                replies.append(base64.b64encode(reply).decode())
        except TimeoutError:
            return {"replies": replies, "error": "no answer"}
        except ConnectionRefusedError:
            return {"replies": replies, "error": "refused"}
        except OSError as error:
            return {"replies": replies, "error": error.strerror or "failed"}
    return {"replies": replies, "error": ""}


def scan(asked: dict[str, Any]) -> dict[str, str]:
    """Try many ports at once: open (somebody answers), closed (refused), or silent (no answer at all)."""
    found = {str(port): "silent" for port in asked["ports"]}
    waiting, lines = selectors.DefaultSelector(), []
    for port in asked["ports"]:
        line = socket.socket()
        lines.append(line)
        line.setblocking(False)
        if line.connect_ex((asked["to"], port)) == 0:
            found[str(port)] = "open"
        else:
            waiting.register(line, selectors.EVENT_WRITE, str(port))
    until = time.monotonic() + PATIENCE
    while waiting.get_map() and (left := until - time.monotonic()) > 0:
        for key, _ in waiting.select(left):
            error = key.fileobj.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)  # type: ignore[union-attr]
            found[key.data] = "open" if error == 0 else "closed" if error == 111 else "silent"
            waiting.unregister(key.fileobj)
    for line in lines:
        line.close()
    return found


def be_host(
    host: dict[str, Any], hosts: list[dict[str, Any]], rules: list[dict[str, Any]], hear: Any, say: Any
) -> None:
    """The life of a host: bring its cards up, start its services, do what it is asked."""
    from pyroute2 import IPRoute

    isolate()
    say.write("apart\n")
    hear.readline()
    with IPRoute() as ip:
        ip.link("set", index=1, state="up")
        for number, link in enumerate(host["links"]):
            card = ip.link_lookup(ifname=f"card{number}")[0]
            without_offload(f"card{number}")
            ip.link("set", index=card, state="up")
            if not host["firewall"]:
                ip.addr("add", index=card, address=link["address"], prefixlen=24)
                if link["gateway"]:
                    ip.neigh("add", dst=link["gateway"], lladdr=link["gateway card"], ifindex=card, state=128)
                    if number == 0:
                        ip.route("add", dst="default", gateway=link["gateway"])
    firewall = Firewall(host, hosts, rules) if host["firewall"] else None
    for name, port in host["services"]:
        services.SERVICES[name](host, port, hosts)
    say.write("ready\n")
    for line in hear:
        asked = json.loads(line)
        answer: Any = None
        match asked["do"]:
            case "exchange":
                answer = exchange(asked)
            case "scan":
                answer = scan(asked)
            case "rules" if firewall:
                firewall.follow(asked["rules"])
        say.write(json.dumps(answer) + "\n")


def isolate() -> None:
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET):
        raise OSError("another network namespace is not allowed")
    without_ipv6()


def without_ipv6() -> None:
    """Keep IPv6's own chatter about new cards out of the capture; where that is not allowed, it is in it."""
    try:
        with open("/proc/sys/net/ipv6/conf/default/disable_ipv6", "w") as setting:
            setting.write("1")
    except OSError:
        pass


def without_offload(card: str) -> None:
    """Have checksums made where a packet is sent, not left to a card that does not exist (ethtool -K tx off)."""
    value = ctypes.create_string_buffer(struct.pack("II", 0x17, 0))
    with socket.socket() as any_line:
        fcntl.ioctl(any_line, 0x8946, struct.pack("16sP", card.encode(), ctypes.addressof(value)))


# ── The town ─────────────────────────────────────────────────────────────────────────────────────────────────────


def both_ways(line: socket.socket) -> tuple[Any, Any]:
    """What is heard and what is said on a line, as text, line by line."""
    say = line.makefile("w")
    say.reconfigure(line_buffering=True)
    return line.makefile("r"), say


class Child:
    """A host as the town sees it."""

    def __init__(self, host: dict[str, Any], hosts: list[dict[str, Any]], rules: list[dict[str, Any]]) -> None:
        ours, theirs = socket.socketpair()
        self.name = host["name"]
        self.pid = os.fork()
        if self.pid == 0:
            try:
                ours.close()
                be_host(host, hosts, rules, *both_ways(theirs))
            except BaseException as error:
                print(f"{host['name']}: {error}", file=sys.stderr, flush=True)
            os._exit(1)
        theirs.close()
        ours.settimeout(15)
        self.hear, self.say = both_ways(ours)

    def wait_for(self, word: str) -> None:
        if self.hear.readline() != word + "\n":
            raise OSError(f"the host {self.name} did not start")

    def ask(self, asked: dict[str, Any]) -> Any:
        self.say.write(json.dumps(asked) + "\n")
        if not (line := self.hear.readline()):
            raise OSError(f"the host {self.name} has ended")
        return json.loads(line)


def build_town(plan: dict[str, Any]) -> dict[str, Child]:
    from pyroute2 import IPRoute  # before the forks, so that it is loaded once

    services.load({name for host in plan["hosts"] for name, _ in host["services"]})
    without_ipv6()
    hosts = plan["hosts"]
    children = {host["name"]: Child(host, hosts, plan["rules"]) for host in hosts}
    with IPRoute() as ip:
        switches = {}
        for zone, name in plan["switches"].items():
            ip.link("add", ifname=name, kind="bridge")
            switches[zone] = ip.link_lookup(ifname=name)[0]
            ip.link("set", index=switches[zone], state="up")
        for number, host in enumerate(hosts):
            children[host["name"]].wait_for("apart")
            for card, link in enumerate(host["links"]):
                end = f"port{number}.{card}"
                far_end = {"ifname": f"card{card}", "address": link["card"], "net_ns_pid": children[host["name"]].pid}
                ip.link("add", ifname=end, kind="veth", peer=far_end)
                index = ip.link_lookup(ifname=end)[0]
                ip.link("set", index=index, master=switches[link["zone"]], state="up")
            children[host["name"]].say.write("cabled\n")
    for child in children.values():
        child.wait_for("ready")
    return children


class Capture:
    """Every frame that passes a switch, with the second when it was seen."""

    def __init__(self, switch: str) -> None:
        self.frames: list[list[object]] = []
        self.line = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(EVERYTHING))
        self.line.bind((switch, EVERYTHING))
        # "Promiscuous": also what is not sent to the switch itself, which is everything.
        membership = struct.pack("iHH8s", socket.if_nametoindex(switch), 1, 0, b"")
        self.line.setsockopt(263, 1, membership)  # SOL_PACKET, PACKET_ADD_MEMBERSHIP
        self.line.settimeout(0.1)
        self.going = True
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self) -> None:
        while self.going:
            try:
                frame = self.line.recv(65536)
            except TimeoutError:
                continue
            self.frames.append([time.time(), base64.b64encode(frame).decode()])

    def stop(self) -> list[list[object]]:
        time.sleep(0.15)  # the last packets of a connection that was just closed
        self.going = False
        self.thread.join()
        self.line.close()
        return self.frames


def main() -> None:
    plan = json.loads(sys.argv[1])
    signal.signal(signal.SIGALRM, lambda *_: os._exit(0))  # the last resort against a town that is left behind
    signal.alarm(int(sys.argv[2]))
    children = build_town(plan)
    capture: Capture | None = None
    answer: object
    print(json.dumps({"answer": "ready"}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            match asked["do"]:
                case "start capture":
                    if capture:
                        capture.stop()
                    capture, answer = Capture(plan["switches"][asked["zone"]]), None
                case "seen":
                    answer = capture.frames[asked["first"] :] if capture else []
                case "stop capture":
                    answer, capture = capture.stop() if capture else [], None
                case "rules":
                    check_rules(asked["rules"])
                    for host in plan["hosts"]:
                        if host["firewall"]:
                            children[host["name"]].ask(asked)
                    answer = None
                case _:
                    answer = children[asked["from"]].ask(asked)
            print(json.dumps({"answer": answer}), flush=True)
        except (OSError, ValueError, KeyError) as error:
            print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)


if __name__ == "__main__":
    main()
