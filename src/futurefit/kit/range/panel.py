"""The buttons of the counter PC and the portal."""

from __future__ import annotations

import base64
import html
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from futurefit.kit.range.portal import PrivateNetwork, Replay, open_network
from futurefit.kit.range.sandbox import LIFETIME, RangeUnavailable


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
