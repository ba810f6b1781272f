"""The services that a host of a town can offer: web pages, the town's directory of names, and a controller."""

import asyncio
import http.server
import socketserver
import threading
from typing import Any

DOMAIN = ".kota-seri.example"


def load(names: set[str]) -> None:
    """Load what these services need, before the hosts part, so that it is loaded once."""
    if "dns" in names:
        import dnslib.server  # noqa: F401
    if "modbus" in names:
        import pymodbus.server
        import pymodbus.simulator  # noqa: F401


def serve_http(host: dict[str, Any], port: int, _: list[dict[str, Any]]) -> None:
    body = f"<html><h1>{host['name']}</h1><p>{host['zone']}, Kota Seri</p></html>\n".encode()

    class Page(http.server.BaseHTTPRequestHandler):
        server_version, sys_version = "KotaSeri/1.0", ""

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is logged: the capture shows what happened."""

    class Server(http.server.ThreadingHTTPServer):
        def server_bind(self) -> None:
            """Without http.server's look-up of its own name, which would wait for a directory that is not there."""
            socketserver.TCPServer.server_bind(self)
            self.server_name, self.server_port = host["name"], port

    server = Server((host["links"][0]["address"], port), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def serve_dns(host: dict[str, Any], port: int, hosts: list[dict[str, Any]]) -> None:
    from dnslib import QTYPE, RCODE, RR, A
    from dnslib.server import BaseResolver, DNSLogger, DNSServer

    known = {other["name"] + DOMAIN: other["links"][0]["address"] for other in hosts}

    class Directory(BaseResolver):
        def resolve(self, request: Any, _: Any) -> Any:
            reply, name = request.reply(), str(request.q.qname).rstrip(".").lower()
            if name not in known:
                reply.header.rcode = RCODE.NXDOMAIN
            elif request.q.qtype in (QTYPE.A, QTYPE.ANY):
                reply.add_answer(RR(request.q.qname, QTYPE.A, rdata=A(known[name]), ttl=60))
            return reply

    silent = DNSLogger(logf=lambda _: None)
    DNSServer(Directory(), address=host["links"][0]["address"], port=port, logger=silent).start_thread()


def serve_modbus(host: dict[str, Any], port: int, _: list[dict[str, Any]]) -> None:
    """A pump's or a light's controller: 64 coils and 64 registers, unit 1, by pymodbus."""
    import logging

    from pymodbus.server import ModbusTcpServer
    from pymodbus.simulator import DataType, SimData, SimDevice

    logging.getLogger("pymodbus").setLevel(logging.CRITICAL)
    values = [0] * 64
    for register, value in host["registers"].items():
        values[int(register)] = int(value)
    bits = [SimData(0, values=[False] * 64, datatype=DataType.BITS)]
    words = [SimData(0, values=values, datatype=DataType.REGISTERS)]
    none = [SimData(0, values=[0], datatype=DataType.REGISTERS)]
    ready = threading.Event()

    async def serve() -> None:
        device = SimDevice(id=1, simdata=(bits, [SimData(0, values=[False], datatype=DataType.BITS)], words, none))
        server = ModbusTcpServer(device, address=(host["links"][0]["address"], port))
        await server.serve_forever(background=True)
        ready.set()
        await asyncio.Event().wait()

    threading.Thread(target=asyncio.run, args=(serve(),), daemon=True).start()
    if not ready.wait(10):
        raise OSError("the Modbus server did not start")


SERVICES = {"http": serve_http, "dns": serve_dns, "modbus": serve_modbus}
