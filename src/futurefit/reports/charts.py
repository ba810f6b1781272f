"""Charts of the report, as SVG inside its page: no script, no network, colours that everybody can tell apart.

The colours are of the Okabe-Ito palette and of one scale of blue from light to dark. Nothing is said by colour alone:
parts have their number in them, and the words stand beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from futurefit.reports.figures import BANDS

HIGH = 22  # px, of a bar; it is as wide as the table's cell
SCALE = ("#e1ecf7", "#a6c8e4", "#4b8fc4", "#0b4f8a")  # from low to high
_GROUND = "#dfe4ea"
_DARK, _LIGHT = "#1f2933", "#ffffff"


@dataclass(frozen=True)
class Part:
    """A part of a bar: how many, its colour, its words, and what stands in it if not only the number."""

    count: float
    colour: str
    words: str
    label: str = ""


def bar(parts: Sequence[Part], total: float) -> str:
    """One bar, `total` long, of parts with their numbers in them. The words beside it say the same."""
    drawn, x = [], 0.0
    for part in parts:
        wide = part.count / total * 100 if total else 0.0
        if wide <= 0:
            continue
        drawn.append(
            f'<rect x="{x:.2f}%" y="0" width="{wide:.2f}%" height="{HIGH}" fill="{part.colour}" '
            f'stroke="#fff" stroke-width="1.5"><title>{escape(part.words)}: {part.count:g}</title></rect>'
        )
        if wide >= 4:
            label = part.label if part.label and wide >= 20 else f"{part.count:g}"
            drawn.append(
                f'<text x="{x + wide / 2:.2f}%" y="15.5" text-anchor="middle" font-size="12" '
                f'fill="{letters(part.colour)}">{escape(label)}</text>'
            )
        x += wide
    return _svg("".join(drawn))


def share_bar(share: float) -> str:
    """A bar that is filled to a share."""
    return _svg(f'<rect x="0" y="0" width="{max(share, 0.0) * 100:.2f}%" height="{HIGH}" fill="{SCALE[2]}"/>')


def _svg(inside: str) -> str:
    ground = f'<rect x="0" y="0" width="100%" height="{HIGH}" fill="#eef1f5"/>'
    return f'<svg width="100%" height="{HIGH}" aria-hidden="true" class="bar">{ground}{inside}</svg>'


def shade(share: float) -> str:
    """The colour for a share, by the band that it is in."""
    return SCALE[sum(share + 1e-9 >= end for end in BANDS[1:])]


def of_bands(first: int, last: int) -> str:
    """The colour for bands that were put together; grey where that is all of them."""
    return _GROUND if last - first == len(SCALE) - 1 else SCALE[(first + last) // 2]


def letters(ground: str) -> str:
    """Dark or white, whichever is read better on a colour (by its luminance, as WCAG reckons it)."""
    parts = [int(ground[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return _LIGHT if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.064 else _DARK
