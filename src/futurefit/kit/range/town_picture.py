"""A picture of a town: its zones, its hosts and their links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from futurefit.kit.look import COLOURS

if TYPE_CHECKING:
    from futurefit.kit.range.town import Host


def town_picture(
    hosts: Sequence[Host],
    ax: Any = None,
    marks: Mapping[str, str] | None = None,
    arrows: Iterable[tuple[str, str]] = (),
) -> Any:
    """Draw hosts in their zones, with the cables to each zone's switch; gives matplotlib's axes.

    Args:
        ax: where to draw; a new figure if None.
        marks: a colour for some hosts, by name.
        arrows: pairs of hosts to draw an arrow between: who may reach whom, for instance.
    """
    import matplotlib.pyplot as plt
    from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

    marks = marks or {}
    if ax is None:
        _, ax = plt.subplots(figsize=(9, 3.8))
    zones = list(dict.fromkeys(host.zone for host in hosts if not host.is_firewall))
    high = max(sum(host.zone == zone and not host.is_firewall for host in hosts) for zone in zones)
    place: dict[str, tuple[float, float]] = {}
    for column, zone in enumerate(zones):
        members = [host for host in hosts if host.zone == zone and not host.is_firewall]
        ax.add_patch(
            FancyBboxPatch(
                (column - 0.36, 0.2),
                0.72,
                high + 0.5,
                boxstyle="round,pad=0.05",
                fc="#EEF3F8",
                ec=COLOURS["grey"],
                zorder=0,
            )
        )
        ax.text(column, high + 0.62, zone, ha="center", va="center", weight="bold", fontsize=10)
        ax.plot(column, 0.22, "s", ms=9, color=COLOURS["grey"], zorder=2)
        for row, host in enumerate(members):
            place[host.name] = (column, high - row - 0.05)
    for number, wall in enumerate(host for host in hosts if host.is_firewall):
        place[wall.name] = ((len(zones) - 1) / 2, -0.75 - number * 0.6)
        for zone in wall.zones:
            if zone in zones:
                ends = zip((zones.index(zone), 0.22), place[wall.name], strict=True)
                ax.plot(*ends, color=COLOURS["grey"], lw=1.2, zorder=1)
    for host in hosts:
        x, y = place[host.name]
        for zone in host.zones if not host.is_firewall else []:
            if zone in zones:
                ax.plot([x, zones.index(zone)], [y, 0.22], color=COLOURS["grey"], lw=0.6, alpha=0.5, zorder=1)
        colour = marks.get(host.name, COLOURS["black"] if host.is_firewall else COLOURS["blue"])
        box = {"boxstyle": "round,pad=0.3", "fc": "white", "ec": colour, "lw": 1.8}
        text = host.name if host.is_firewall else f"{host.name}\n{host.addresses[0]}"
        ax.text(x, y, text, ha="center", va="center", fontsize=8.5, bbox=box, zorder=4)
    for start, end in arrows:
        bend = "arc3,rad=0.35" if place[start][0] == place[end][0] else "arc3,rad=-0.12"
        arrow = FancyArrowPatch(
            place[start],
            place[end],
            arrowstyle="-|>",
            mutation_scale=12,
            shrinkA=18 if place[start][0] == place[end][0] else 36,
            shrinkB=18 if place[start][0] == place[end][0] else 40,
            connectionstyle=bend,
            color=COLOURS["red"],
            lw=1.3,
            zorder=3,
        )
        ax.add_patch(arrow)
    ax.set(xlim=(-0.55, len(zones) - 0.45), ylim=(-1.2, high + 1))
    ax.axis("off")
    return ax
