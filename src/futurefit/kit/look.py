"""One look for every chart: calm, large enough to read on a projector, and safe for colour-blind eyes."""

from __future__ import annotations

import matplotlib as mpl
from cycler import cycler

# Okabe and Ito's palette, chosen to be told apart with any common colour-vision deficiency
# (https://jfly.uni-koeln.de/color/), without its yellow, which is too faint on white.
COLOURS = {
    "blue": "#0072B2",
    "orange": "#E69F00",
    "green": "#009E73",
    "red": "#D55E00",
    "pink": "#CC79A7",
    "sky": "#56B4E9",
    "black": "#000000",
    "grey": "#8C959F",
}


def style() -> None:
    """Set the look of the charts of this notebook. Called once, in a lab's first cell."""
    mpl.rcParams.update(
        {
            "figure.figsize": (8, 4),
            "figure.dpi": 100,
            "figure.constrained_layout.use": True,
            "font.size": 11,
            "axes.titlesize": 13,
            "axes.titleweight": "bold",
            "axes.titlelocation": "left",
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "axes.axisbelow": True,
            "axes.prop_cycle": cycler(color=[COLOURS[c] for c in ("blue", "orange", "green", "red", "pink", "sky")]),
            "grid.color": "#E4E7EB",
            "legend.frameon": False,
        }
    )
