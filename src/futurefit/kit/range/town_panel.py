"""The buttons of a town: start, do something, watch the packets arrive, change the firewall's rules, stop."""

from __future__ import annotations

import base64
import html
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from futurefit.kit.range.sandbox import LIFETIME, RangeUnavailable
from futurefit.kit.range.town import ALLOW_ALL, Host, Rules, Town, TownReplay, open_town

_RULE = "A rule is a line of four words: allow or deny, from where, to where, which port."


def read_rules(text: str) -> list[dict[str, Any]]:
    """Rules as typed, a line each: "allow 192.0.2.0/24 198.51.100.20 502". Empty lines and # comments are left out.

    Raises:
        ValueError: a line is no rule; the message says which.
    """
    from futurefit.kit.range._town_rules import check_rules

    rules: list[dict[str, Any]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        if len(words) != 4:
            raise ValueError(f"Line {number}: “{line.strip()}”. {_RULE}")
        action, src, dst, port = words
        rules.append({"action": action.lower(), "src": src, "dst": dst, "port": int(port) if port.isdigit() else port})
        try:
            check_rules(rules[-1:])
        except ValueError as error:
            raise ValueError(f"Line {number}: {error}. {_RULE}") from None
    return rules


def write_rules(rules: Rules) -> str:
    """Rules as they are typed."""
    return "\n".join(f"{rule['action']} {rule['src']} {rule['dst']} {rule['port']}" for rule in rules)


class TownPanel:
    """Start a town, press what is to happen in it, see its packets arrive, and stop it.

    The town is gone when it is stopped, after `seconds`, or with the notebook.
    """

    def __init__(
        self,
        hosts: Sequence[Host],
        zone: str,
        actions: Mapping[str, Callable[[Town], Any]],
        recorded: str | Path,
        rules: Rules | None = None,
        show: Callable[[list[Any]], Any] | None = None,
        seconds: int = 90,
        lifetime: int = LIFETIME,
    ) -> None:
        """Nothing is started until a button is pressed.

        Args:
            zone: at whose switch the packets are seen.
            actions: what the buttons say and do; what an action returns is shown as text.
            recorded: what `record_town` wrote, for machines without private networks.
            rules: what stands in the rule editor at first; no editor if None.
            show: takes the packets and gives what is shown of them; a table of the last 40 if None.
            seconds: after which the town stops by itself.
        """
        import ipywidgets as widgets

        self._hosts, self._zone, self._recorded = hosts, zone, recorded
        self._show, self._seconds, self._lifetime = show or _last_packets, seconds, lifetime
        self._town: Town | TownReplay | None = None
        self._over, self._turn = threading.Event(), threading.RLock()
        self._shown = 0
        self._said: list[str] = []
        self.start_button = widgets.Button(description="Start the town", button_style="primary")
        self.stop_button = widgets.Button(description="Stop", button_style="warning")
        wide = {"width": "auto"}
        self.action_buttons = [widgets.Button(description=words, layout=wide) for words in actions]
        for button, action in zip(self.action_buttons, actions.values(), strict=True):
            button.on_click(lambda _, words=button.description, action=action: self._act(words, action))
        self.rules_box = widgets.Textarea(
            value=write_rules(rules or ()), layout={"width": "36em", "height": "8em"}, rows=6
        )
        self.rules_button = widgets.Button(description="Give these rules to the firewall", layout=wide)
        self.start_button.on_click(lambda _: self._start())
        self.stop_button.on_click(lambda _: self._stop("The town is stopped, and everything in it is gone."))
        self.rules_button.on_click(lambda _: self._apply())
        self.status, self.happened, self.stage = widgets.HTML(), widgets.HTML(), widgets.Box()
        editor = [self.rules_box, self.rules_button] if rules is not None else []
        row = {"flex_flow": "row wrap", "align_items": "center"}
        self.widget = widgets.VBox(
            [
                widgets.HBox([self.start_button, self.stop_button]),
                *editor,
                widgets.HBox(self.action_buttons, layout=row),
                self.status,
                self.happened,
                self.stage,
            ]
        )
        self._say("Nothing runs yet. Press “Start the town”.")

    def _start(self) -> None:
        with self._turn:
            self.start_button.disabled = True
            self._said, self._shown = [], 0
            self.happened.value, self.stage.children = "", ()
            self.status.value = "<p>Building the town …</p>"
            self._town = open_town(self._hosts, self._recorded, ALLOW_ALL, self._lifetime)
            self._over = threading.Event()
            try:
                self._town.start_capture(self._zone)
            except RangeUnavailable as error:
                self._stop(str(error))
                return
            threading.Thread(target=self._watch, args=(self._over,), daemon=True).start()
            if self._town.live:
                self._say(
                    f"The town runs. The firewall allows everything. The capture is at the switch of “{self._zone}”."
                )
            else:
                self._say(f"{self._town.why} The buttons work even so: they replay what was recorded in such a town.")

    def _act(self, words: str, action: Callable[[Town], Any]) -> None:
        with self._turn:
            if self._town is None:
                return
            try:
                self._tell(f"{words}: {action(self._town)}")
            except RangeUnavailable as error:
                if self._town.live:
                    self._stop(str(error))
                else:
                    self._tell(f"{words}: {error}")
            except Exception as error:  # an officer's own function in an action
                from futurefit.kit.cards import in_plain_words

                self._tell(f"{words}: {in_plain_words(error)}")
            self._look()

    def _apply(self) -> None:
        with self._turn:
            if self._town is None:
                return
            try:
                rules = read_rules(self.rules_box.value)
                self._town.set_rules(rules)
                self._tell(f"The firewall has {len(rules)} rules now; what none of them allows is dropped.")
            except RangeUnavailable as error:
                self._stop(str(error))
            except ValueError as error:
                self._tell(f"The firewall keeps its old rules. {error}")

    def _watch(self, over: threading.Event) -> None:
        """Show new packets as they come, until the town is stopped or its time is up."""
        for _ in range(self._seconds * 2):
            if over.wait(0.5):
                return
            with self._turn:
                if not over.is_set():
                    self._look()
        with self._turn:
            if not over.is_set():
                self._stop(f"The town stopped by itself after {self._seconds} seconds.")

    def _look(self) -> None:
        from futurefit.kit.widgets import _as_widget, _drawn

        if self._town is None:
            return
        try:
            packets = self._town.seen()
        except RangeUnavailable as error:
            self._stop(str(error))
            return
        if len(packets) != self._shown:
            self._shown = len(packets)
            self.stage.children = (_as_widget(_drawn(lambda: self._show(packets), {})),)

    def _stop(self, say: str) -> None:
        with self._turn:
            self._over.set()
            if self._town is not None:
                self._town.stop()
            self._town = None
            self._say(f"{say} Press “Start the town” to begin again.")

    def _tell(self, text: str) -> None:
        self._said.append(text)
        lines = "".join(f"<li>{html.escape(line)}</li>" for line in self._said[-8:])
        self.happened.value = f"<ol start='{max(1, len(self._said) - 7)}' style='line-height:1.4'>{lines}</ol>"

    def _say(self, text: str) -> None:
        self.status.value = f"<p>{html.escape(text)}</p>"
        runs = self._town is not None
        self.start_button.disabled = runs
        for button in (self.stop_button, self.rules_button, *self.action_buttons):
            button.disabled = not runs


def _last_packets(packets: list[Any]) -> Any:
    from futurefit.kit.packets import show_packets

    return show_packets(packets, first=max(0, len(packets) - 40))


def town_panel(
    hosts: Sequence[Host],
    zone: str,
    actions: Mapping[str, Callable[[Town], Any]],
    recorded: str | Path,
    still: Callable[[Town], Any] | None = None,
    **settings: Any,
) -> None:
    """Show a `TownPanel`; on a printed page, what `show` makes of the packets of `still` in the replay."""
    from IPython.display import display

    from futurefit.kit.widgets import _drawn

    panel = TownPanel(hosts, zone, actions, recorded, **settings)
    replay = TownReplay(hosts, recorded)
    replay.start_capture(zone)
    (still or next(iter(actions.values())))(replay)
    kind, content = _drawn(lambda: panel._show(replay.stop_capture()), {})
    bundle = dict(panel.widget._repr_mimebundle_() or {})
    bundle["text/plain"] = "A live element: run this cell in JupyterLab to use its buttons."
    bundle["image/png" if kind == "image" else "text/html"] = (
        base64.b64encode(content).decode() if kind == "image" else content
    )
    display(bundle, raw=True)
