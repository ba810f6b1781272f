"""A counter PC, an old portal on a cable, and a capture in between.

    with PrivateNetwork() as network:
        network.start_capture()
        network.log_in("aminah")
        packets = network.stop_capture()

Where a machine does not allow this (no bubblewrap, no user namespaces, not Linux), `open_network` gives a `Replay`,
which does the same with packets that were recorded in such a network.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, Self

from futurefit.kit.range._range_inside import OPEN_PORT, TLS_PORT
from futurefit.kit.range.sandbox import LIFETIME, RangeUnavailable, Sandboxed


class PrivateNetwork(Sandboxed):
    """A private network with a counter PC (192.0.2.10) and a portal (192.0.2.80, ports 8080 plain and 8443 TLS)."""

    program = "_range_inside.py"

    def start_capture(self) -> None:
        """Begin to record every packet at the counter PC's network card."""
        self._ask({"do": "start capture"})

    def log_in(self, user: str, secure: bool = False) -> str:
        """Log in to the portal from the counter PC, with a password that is made up for the occasion.

        Args:
            user: the login name to type.
            secure: over TLS (https) instead of plain http.

        Returns:
            the page that the portal answers with.
        """
        return str(self._ask({"do": "log in", "user": user, "secure": secure}))

    def stop_capture(self) -> list[Any]:
        """The packets since `start_capture`, as scapy packets."""
        from futurefit.kit.packets import Ether

        packets = []
        for seconds, frame in self._ask({"do": "stop capture"}):
            packet = Ether(base64.b64decode(frame))
            packet.time = seconds
            packets.append(packet)
        return packets


class Replay:
    """Stands in for `PrivateNetwork` with packets that were recorded in one: a plain and a TLS login."""

    live = False

    def __init__(self, recorded: str | Path, why: str = "") -> None:
        """`recorded` is a capture file that holds a login on each port; `why` says why there is no live network."""
        self.recorded = recorded
        self.why = why
        self._ports: list[int] = []

    def start(self) -> None:
        """Nothing to start."""

    def start_capture(self) -> None:
        self._ports = []

    def log_in(self, user: str, secure: bool = False) -> str:
        """Choose which recorded login is seen. The name is the recorded one, whatever `user` says."""
        self._ports.append(TLS_PORT if secure else OPEN_PORT)
        return ""

    def stop_capture(self) -> list[Any]:
        """The recorded packets of the logins chosen since `start_capture`, in that order."""
        from futurefit.kit.packets import TCP, read_packets

        recorded = read_packets(self.recorded)
        return [
            packet
            for port in self._ports
            for packet in recorded
            if TCP in packet and port in (packet[TCP].sport, packet[TCP].dport)
        ]

    def stop(self) -> None:
        """Nothing to stop."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to stop."""


def open_network(recorded: str | Path, lifetime: int = LIFETIME) -> PrivateNetwork | Replay:
    """A started private network, or a replay of `recorded` where there cannot be one; its `why` says why not."""
    network = PrivateNetwork(lifetime)
    try:
        network.start()
    except RangeUnavailable as error:
        return Replay(recorded, str(error))
    return network
