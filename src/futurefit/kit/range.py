"""A private network inside the notebook: a counter PC, an old portal on a cable, and a capture in between.

    with PrivateNetwork() as network:
        network.start_capture()
        network.log_in("aminah")
        packets = network.stop_capture()

Everything is real but the two machines: Linux network namespaces with a veth cable (pyroute2), a web server with and
without TLS, scapy's sniffer. They live in a bubblewrap sandbox that an ordinary user may start, and which has no card
of the machine: nothing gets out, nothing of the office's network gets in. The network ends with `stop`, with the
notebook's kernel, or when its time is up, whichever comes first; the machine keeps no trace of it.

Where a machine does not allow this (no bubblewrap, no user namespaces, not Linux), `open_network` gives a `Replay`,
which does the same with packets that were recorded in such a network.
"""

from __future__ import annotations

import base64
import html
import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from futurefit.kit._range_inside import OPEN_PORT, TLS_PORT
from futurefit.kit.bubblewrap import find_bubblewrap

__all__ = [
    "CapturePanel",
    "PrivateNetwork",
    "RangeUnavailable",
    "Replay",
    "capture_panel",
    "open_network",
]

#: Seconds that a network may live at most, so that one that was forgotten goes away by itself.
LIFETIME = 180
#: Seconds to wait for an answer from inside; the slowest, the start, takes about one.
PATIENCE = 20
_PROGRAM = Path(__file__).with_name("_range_inside.py")
# What root of a namespace of its own needs: to make network cards, to listen on them, and to make a second namespace.
_CAPABILITIES = ("CAP_NET_ADMIN", "CAP_NET_RAW", "CAP_SYS_ADMIN")


class RangeUnavailable(RuntimeError):
    """There is no private network on this machine, or it has ended; the message says why and what to do."""


class PrivateNetwork:
    """A private network with a counter PC (192.0.2.10) and a portal (192.0.2.80, ports 8080 plain and 8443 TLS)."""

    live = True
    why = ""

    def __init__(self, lifetime: int = LIFETIME) -> None:
        """Nothing is started yet; `lifetime` is in seconds from `start` on."""
        self.lifetime = lifetime
        self._process: subprocess.Popen[bytes] | None = None
        self._end: Callable[[], Any] = lambda: None

    def start(self) -> None:
        """Build the network. It takes about a second.

        Raises:
            RangeUnavailable: this machine does not allow it.
        """
        self.stop()
        self._process = subprocess.Popen(
            [_bubblewrap(), *_sandbox(), sys.executable, "-I", str(_PROGRAM), str(self.lifetime)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # so that Interrupt Kernel does not reach it, and that it can be ended as one
        )
        self._end = weakref.finalize(self, _end, self._process)  # also when the kernel ends
        try:
            self._answer()
        except RangeUnavailable as error:
            raise RangeUnavailable(
                f"This machine does not allow a private network ({error}). Its administrator can allow user namespaces "
                "for bubblewrap; until then, work with the recorded capture."
            ) from None

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

    def stop(self) -> None:
        """End the network and everything in it. Harmless when it has ended already."""
        self._end()
        self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _ask(self, request: dict[str, Any]) -> Any:
        if self._process is None:
            raise RangeUnavailable("The private network is not running. Start it first.")
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            pass  # it has ended, which reading the answer finds out
        return self._answer()

    def _answer(self) -> Any:
        process = self._process
        assert process is not None and process.stdout is not None and process.stderr is not None
        impatient = threading.Timer(PATIENCE, _kill, [process])
        impatient.start()
        try:
            line = process.stdout.readline()
        finally:
            impatient.cancel()
        if not line:
            said = process.stderr.read().decode(errors="replace").strip().splitlines()
            self.stop()
            raise RangeUnavailable(
                said[-1] if said else "The private network has ended: its time was up. Start it again."
            )
        reply = json.loads(line)
        if "error" in reply:
            raise RangeUnavailable(
                f"The private network could not do this: {reply['error']}. Stop it and start it again."
            )
        return reply["answer"]


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


class CapturePanel:
    """Buttons to capture one's own login: start, log in over http or https, stop, and see what was seen.

    Each capture runs in a private network of its own, which is gone when the capture stops.
    """

    def __init__(
        self,
        show: Callable[[list[Any]], Any],
        recorded: str | Path,
        user: str = "aminah",
        seconds: int = 60,
        lifetime: int = LIFETIME,
    ) -> None:
        """Nothing is started until a button is pressed.

        Args:
            show: takes the packets and returns a figure, text, or an object with `_repr_html_`.
            recorded: the capture file for machines without a private network, and for the printed page.
            user: the login name that stands in the box at first.
            seconds: after which a capture stops by itself.
            lifetime: seconds that the network may live.
        """
        import ipywidgets as widgets

        self._show, self._recorded, self._seconds, self._lifetime = show, recorded, seconds, lifetime
        self._network: PrivateNetwork | Replay | None = None
        self._timer: threading.Timer | None = None
        self._turn = threading.Lock()  # the timer may stop a capture while a button is pressed
        self.start_button = widgets.Button(description="1  Start capture", button_style="primary")
        self.user_box = widgets.Text(value=user, description="Login name", layout={"width": "20em"})
        self.way = widgets.ToggleButtons(options=[("http (old portal)", False), ("https (with TLS)", True)])
        self.log_in_button = widgets.Button(description="2  Log in")
        self.stop_button = widgets.Button(description="3  Stop capture", button_style="warning")
        self.status = widgets.HTML()
        self.stage = widgets.Box(layout={"margin": "8px 0 0 0"})
        self.start_button.on_click(lambda _: self._start())
        self.log_in_button.on_click(lambda _: self._log_in())
        self.stop_button.on_click(lambda _: self._stop("The capture is stopped and the private network is gone."))
        login = widgets.HBox([self.user_box, self.way, self.log_in_button], layout={"align_items": "center"})
        self.widget = widgets.VBox([self.start_button, login, self.stop_button, self.status, self.stage])
        self._say("Nothing runs yet. Press button 1.", capturing=False)

    def _start(self) -> None:
        with self._turn:
            self.start_button.disabled = True
            self._say("Building the private network …", capturing=False, start=False)
            self._network = open_network(self._recorded, self._lifetime)
            self._network.start_capture()
            self._timer = threading.Timer(
                self._seconds, self._stop, [f"The capture stopped by itself after {self._seconds} seconds."]
            )
            self._timer.daemon = True
            self._timer.start()
            say = "Capturing at the counter PC’s network card. Now choose http or https, and press button 2."
            if not self._network.live:
                say = f"{self._network.why} The buttons work even so: they show packets recorded in such a network."
            self._say(say, capturing=True)

    def _log_in(self) -> None:
        with self._turn:
            if self._network is None:
                return
            way, user = "https" if self.way.value else "http", self.user_box.value.strip() or "aminah"
            try:
                self._network.log_in(user, secure=self.way.value)
                live = self._network.live
                done = f"“{user}” has logged in over {way}." if live else f"A recorded login over {way} is chosen."
                self._say(f"{done} Log in again, or press button 3 to see what was on the wire.", capturing=True)
            except RangeUnavailable as error:
                self._close()
                self._say(f"{error} Press button 1 to begin again.", capturing=False)

    def _stop(self, say: str) -> None:
        from futurefit.kit.widgets import _as_widget, _drawn

        with self._turn:
            if self._network is None:
                return
            try:
                packets = self._network.stop_capture()
                if packets:
                    self.stage.children = (_as_widget(_drawn(lambda: self._show(packets), {})),)
                else:
                    say += " No packet was seen: nobody logged in."
            except RangeUnavailable as error:
                say = str(error)
            finally:
                self._close()
            self._say(f"{say} Press button 1 to capture again.", capturing=False)

    def _close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._network is not None:
            self._network.stop()
        self._timer = self._network = None

    def _say(self, text: str, capturing: bool, start: bool = True) -> None:
        self.status.value = f"<p>{html.escape(text)}</p>"
        self.start_button.disabled = capturing or not start
        self.log_in_button.disabled = self.stop_button.disabled = not capturing


def capture_panel(show: Callable[[list[Any]], Any], recorded: str | Path, **settings: Any) -> None:
    """Show a `CapturePanel`; on a printed page, what `show` makes of the recorded login over http."""
    from IPython.display import display

    from futurefit.kit.widgets import _drawn

    panel = CapturePanel(show, recorded, **settings)
    replay = Replay(recorded)
    replay.log_in("")
    kind, content = _drawn(lambda: show(replay.stop_capture()), {})
    bundle = dict(panel.widget._repr_mimebundle_() or {})
    bundle["text/plain"] = "A live element: run this cell in JupyterLab to use its buttons."
    bundle["image/png" if kind == "image" else "text/html"] = (
        base64.b64encode(content).decode() if kind == "image" else content
    )
    display(bundle, raw=True)


def _bubblewrap() -> str:
    if not sys.platform.startswith("linux"):
        raise RangeUnavailable("A private network needs Linux. Work with the recorded capture here.")
    found = find_bubblewrap()
    if found is None:
        raise RangeUnavailable(
            "A private network needs the program bubblewrap, which is not on this machine (on Debian and Ubuntu, an "
            "administrator runs: apt install bubblewrap). Until then, work with the recorded capture."
        )
    return found


def _sandbox() -> Sequence[str]:
    """bubblewrap's arguments: the system read-only, no network, no other processes, root only of its own namespaces."""
    capabilities = [word for name in _CAPABILITIES for word in ("--cap-add", name)]
    # fmt: off
    return [
        "--unshare-user", "--uid", "0", "--gid", "0",
        "--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts",
        "--cap-drop", "ALL", *capabilities,
        "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc",
        "--as-pid-1",  # so that everything in the sandbox ends with our program
    ]
    # fmt: on


def _kill(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the sandbox and everything in it."""
    _kill(process)
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            try:
                stream.close()
            except OSError:  # an unwritten request to a sandbox that is gone
                pass
