"""Private networks inside the notebook: real packets, real services, and no way out.

- `PrivateNetwork`: a counter PC and an old portal on one cable (`portal`, with its buttons in `panel`).
- `Town`: several hosts in zones, with a switch for each zone and a firewall between them (`town`, `town_panel`).

Everything is real but the machines: Linux network namespaces with veth cables and bridges (pyroute2), real services,
and a real capture. They live in a bubblewrap sandbox that an ordinary user may start, and which has no card of the
machine: nothing gets out, nothing of the office's network gets in. A network ends with `stop`, with the notebook's
kernel, or when its time is up, whichever comes first; the machine keeps no trace of it. Where a machine does not allow
this, a replay does the same with packets that were recorded in such a network, and says so.
"""

from futurefit.kit.bubblewrap import find_bubblewrap
from futurefit.kit.range.panel import CapturePanel, capture_panel
from futurefit.kit.range.portal import PrivateNetwork, Replay, open_network
from futurefit.kit.range.sandbox import RangeUnavailable
from futurefit.kit.range.town import Host, Outcome, Town, TownReplay, open_town, record_town
from futurefit.kit.range.town_panel import TownPanel, town_panel
from futurefit.kit.range.town_picture import town_picture

__all__ = [
    "CapturePanel",
    "Host",
    "Outcome",
    "PrivateNetwork",
    "RangeUnavailable",
    "Replay",
    "Town",
    "TownPanel",
    "TownReplay",
    "capture_panel",
    "find_bubblewrap",
    "open_network",
    "open_town",
    "record_town",
    "town_panel",
    "town_picture",
]
