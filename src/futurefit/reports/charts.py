"""Charts of the report, as SVG inside its page: no script, no network, colours that everybody can tell apart.

The colours are of the Okabe-Ito palette and of one scale of blue from light to dark. Nothing is said by colour alone:
parts have their number in them, and the words stand beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from futurefit.reports.figures import BANDS

WIDE, HIGH = 400, 22  # of a bar, in the units of its own drawing
SCALE = ("#e1ecf7", "#a6c8e4", "#4b8fc4", "#0b4f8a")  # from low to high
_DARK, _LIGHT = "#1f2933", "#ffffff"


@dataclass(frozen=True)
class Part:
    """A part of a bar: how many, its colour, and whether white letters are read better on it."""

    count: float
    colour: str
    white: bool = False
    words: str = ""


def bar(parts: Sequence[Part], total: float) -> str:
    """One bar, `total` long, of parts with their numbers in them. The words beside it say the same."""
    drawn, x = [], 0.0
    for part in parts:
        wide = part.count / total * WIDE if total else 0.0
        if wide <= 0:
            continue
        drawn.append(
            f'<rect x="{x:.1f}" y="0" width="{wide:.1f}" height="{HIGH}" fill="{part.colour}" '
            f'stroke="#fff" stroke-width="1.5"><title>{escape(part.words)}: {part.count:g}</title></rect>'
        )
        if wide >= 14:
            drawn.append(
                f'<text x="{x + wide / 2:.1f}" y="15.5" text-anchor="middle" font-size="12" '
                f'fill="{_LIGHT if part.white else _DARK}">{part.count:g}</text>'
            )
        x += wide
    ground = f'<rect x="0" y="0" width="{WIDE}" height="{HIGH}" fill="#eef1f5"/>'
    return _svg(ground + "".join(drawn))


def share_bar(share: float, colour: str = SCALE[3]) -> str:
    """A bar that is filled to a share."""
    ground = f'<rect x="0" y="4" width="{WIDE}" height="14" rx="3" fill="#eef1f5"/>'
    return _svg(
        f'{ground}<rect x="0" y="4" width="{max(share, 0.0) * WIDE:.1f}" height="14" rx="3" fill="{colour}"/>'
        f'<line x1="{WIDE}" x2="{WIDE}" y1="2" y2="20" stroke="#9aa5b1"/>'
    )


def _svg(inside: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDE} {HIGH}" width="100%" height="{HIGH}" preserveAspectRatio="none" '
        f'aria-hidden="true" class="bar">{inside}</svg>'
    )


def shade(share: float) -> tuple[str, bool]:
    """The colour for a share, by the band that it is in, and whether its letters are white."""
    place = sum(share + 1e-9 >= end for end in BANDS[1:])
    return SCALE[place], place >= 2
