"""The program inside the private network. `futurefit.kit.range` starts it there and talks to it, a line each way.

It runs as the only program of a sandbox: root of a user namespace of its own, so that it may make network cards, but
with no way out, since the sandbox has no card of the machine. It holds the counter PC; a child process, in a second
network namespace, holds the portal. A line of JSON in asks for something, a line of JSON out answers.
"""

import base64
import ctypes
import html
import http.client
import http.server
import json
import os
import secrets
import signal
import socket
import ssl
import sys
import threading
import time
from urllib.parse import parse_qs, urlencode

COUNTER, PORTAL = "192.0.2.10", "192.0.2.80"  # TEST-NET-1 (RFC 5737): belongs to nobody
PORTAL_NAME = "portal.kota-seri.example"
OPEN_PORT, TLS_PORT = 8080, 8443
CERTIFICATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_range_portal.pem")
CLONE_NEWNET = 0x40000000  # sched.h; Python's own os.unshare comes only with 3.12
PAGE = "<html><h1>Permit portal, Kota Seri</h1>{}</html>"
FORM = '<form method="post" action="/login"><input name="user"><input type="password" name="password"></form>'


class Portal(http.server.BaseHTTPRequestHandler):
    """The old portal: a page with a login form, and a welcome to whoever fills it in."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "KotaSeriPortal/1.0", ""

    def do_GET(self) -> None:
        self.answer(FORM)

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer(f"Welcome, {html.escape(form['user'][0])}.")

    def answer(self, text: str) -> None:
        body = PAGE.format(text).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing is logged: the notebook shows what happened."""


def serve_portal(secure: bool) -> None:
    server = http.server.ThreadingHTTPServer((PORTAL, TLS_PORT if secure else OPEN_PORT), Portal)
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        context.num_tickets = 0  # resuming a connection is no part of the lesson
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def bring_up(card: str, address: str) -> None:
    from pyroute2 import IPRoute

    with IPRoute() as ip:
        index = ip.link_lookup(ifname=card)[0]
        ip.addr("add", index=index, address=address, prefixlen=24)
        ip.link("set", index=index, state="up")


def without_ipv6() -> None:
    """Keep IPv6's own chatter about new cards out of the capture; where that is not allowed, it is in it."""
    try:
        with open("/proc/sys/net/ipv6/conf/default/disable_ipv6", "w") as setting:
            setting.write("1")
    except OSError:
        pass


def build_network() -> None:
    """Two network namespaces with a cable between them: the counter PC in this process, the portal in a child."""
    from pyroute2 import IPRoute  # before the fork, so that it is loaded once

    from_portal, to_counter = os.pipe()
    from_counter, to_portal = os.pipe()
    without_ipv6()
    child = os.fork()
    if child == 0:
        if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET):
            os._exit(1)  # the parent reads the end of the pipe
        without_ipv6()
        os.write(to_counter, b"1")
        os.read(from_counter, 1)
        bring_up("portal", PORTAL)
        serve_portal(secure=False)
        serve_portal(secure=True)
        os.write(to_counter, b"2")
        signal.pause()
    os.close(to_counter)
    if os.read(from_portal, 1) != b"1":
        raise OSError("a second network namespace is not allowed")
    with IPRoute() as ip:
        # Addresses of cards that no maker has: the second bit says "given locally".
        far_end = {"ifname": "portal", "address": "02:00:00:00:00:50", "net_ns_pid": child}
        ip.link("add", ifname="counter", kind="veth", address="02:00:00:00:00:0a", peer=far_end)
    bring_up("counter", COUNTER)
    os.write(to_portal, b"2")
    if os.read(from_portal, 1) != b"2":
        raise OSError("the portal did not start")


class Capture:
    """scapy's sniffer on the counter PC's network card."""

    def __init__(self) -> None:
        from scapy.sendrecv import AsyncSniffer

        listening = threading.Event()
        self.sniffer = AsyncSniffer(iface="counter", started_callback=listening.set)
        self.sniffer.start()
        if not listening.wait(10):
            raise OSError("the capture did not start")

    def stop(self) -> list[list[object]]:
        time.sleep(0.2)  # the last packets of a connection that was just closed
        seen = list(self.sniffer.stop() or ())
        return [[float(packet.time), base64.b64encode(bytes(packet)).decode()] for packet in seen]


def log_in(user: str, secure: bool) -> str:
    """Open the login page and send the form, as a browser does; the password is made up here and kept nowhere."""
    # There is no DNS in here: the name stands for the address.
    cable: socket.socket = socket.create_connection((PORTAL, TLS_PORT if secure else OPEN_PORT), timeout=5)
    if secure:
        # Checked as a browser checks it: the certificate vouches for the portal's name, so that no impostor can answer.
        trust = ssl.create_default_context(cafile=CERTIFICATE)
        cable = trust.wrap_socket(cable, server_hostname=PORTAL_NAME)
    line = http.client.HTTPConnection(PORTAL_NAME, TLS_PORT if secure else OPEN_PORT)
    line.sock = cable
    try:
        line.request("GET", "/login")
        line.getresponse().read()
        form = urlencode({"user": user, "password": f"contoh-{secrets.token_hex(4)}"})
        line.request("POST", "/login", form, {"Content-Type": "application/x-www-form-urlencoded"})
        return line.getresponse().read().decode()
    finally:
        line.close()


def main() -> None:
    seconds = int(sys.argv[1])
    # The last resort against a network that is left behind. As the sandbox's first process, a signal without a handler
    # would be ignored, and with this process everything in the sandbox ends.
    signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
    signal.alarm(seconds)
    build_network()
    import logging

    logging.getLogger("scapy").setLevel(logging.CRITICAL)
    import scapy.layers.inet  # noqa: F401 - after the card exists, since scapy lists the cards when it loads

    capture: Capture | None = None
    answer: object
    print(json.dumps({"answer": "ready"}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            match asked["do"]:
                case "start capture":
                    capture, answer = Capture(), None
                case "stop capture":
                    answer, capture = capture.stop() if capture else [], None
                case "log in":
                    answer = log_in(asked["user"], asked["secure"])
                case other:
                    raise ValueError(f"unknown request {other}")
            print(json.dumps({"answer": answer}), flush=True)
        except (OSError, ValueError, http.client.HTTPException) as error:
            print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)


if __name__ == "__main__":
    main()
