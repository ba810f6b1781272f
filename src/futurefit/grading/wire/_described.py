"""What a matplotlib figure draws, as a plain tree: the half of the rules for figures that reads them."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib import collections, colors, container, lines, patches, text, ticker

from ._common import Plain

# What either half knows; anything else is drawn as the plainest of its kind.
SCALES = ("linear", "log", "symlog", "logit")
STYLES = ("-", "--", "-.", ":", "None")
COORDINATES = ("data", "axes fraction", "figure fraction", "offset points", "offset pixels")
PROJECTIONS = ("rectilinear", "polar")
MARKERS = {mark for mark in lines.Line2D.markers if isinstance(mark, str | int)}
MOST_AXES = 100
MOST_TICKS = 1000
MOST_DRAWN = 5000  # lines, shapes, texts …: each takes up to a tenth of a millisecond to make
MOST_PIXELS = 25_000_000


def describe(figure: Any) -> Plain:
    """A figure as a plain tree, for `draw`."""
    title = figure._suptitle
    return {
        "size": [float(side) for side in figure.get_size_inches()],
        "dpi": float(figure.dpi),
        "label": str(figure.get_label()),
        "suptitle": title.get_text() if title else None,
        "axes": [_describe_axes(part) for part in figure.axes[:MOST_AXES]],
    }


def _describe_axes(part: Any) -> Plain:
    legend = part.get_legend()
    shapes = list(part.patches)
    tree: dict[str, Plain] = {
        "projection": part.name,
        "position": [float(edge) for edge in part.get_position().bounds],
        "titles": [part.get_title(loc=side) for side in ("left", "center", "right")],
        "label": str(part.get_label()),
        "on": bool(part.axison),
        "face": _colour(part.get_facecolor()),
        "lines": [_describe_line(part, line) for line in part.lines],
        "patches": [_describe_patch(part, shape) for shape in shapes],
        "collections": [told for item in part.collections if (told := _describe_collection(part, item))],
        "texts": [_describe_text(part, item) for item in part.texts],
        "images": [_describe_image(item) for item in part.images if item.get_array() is not None],
        "bars": [
            [str(bars.get_label()), [shapes.index(bar) for bar in bars if bar in shapes]]
            for bars in part.containers
            if isinstance(bars, container.BarContainer)
        ],
        "legend": legend and [legend.get_title().get_text(), [_describe_entry(*entry) for entry in _entries(legend)]],
    }
    for side in "xy":
        axis = getattr(part, f"{side}axis")
        ticks = None
        if not isinstance(axis.get_major_locator(), ticker.AutoLocator | ticker.LogLocator):
            places = axis.get_majorticklocs()[:MOST_TICKS]
            ticks = [_numbers(places), [label.get_text() for label in axis.get_majorticklabels()[: len(places)]]]
        limits = [float(end) for end in getattr(part, f"get_{side}lim")()]
        tree[side] = {"label": axis.get_label_text(), "scale": axis.get_scale(), "limits": limits, "ticks": ticks}
    return tree


def _entries(legend: Any) -> list[tuple[Any, Any]]:
    return list(zip(legend.legend_handles, legend.get_texts(), strict=False))


def _describe_entry(handle: Any, label: Any) -> Plain:
    shown = getattr(handle, "get_facecolor", None) or getattr(handle, "get_color", None)
    return [label.get_text(), _colour(shown()) if shown else [0.0, 0.0, 0.0, 1.0]]


def _colour(colour: Any) -> list[float]:
    rgba = colors.to_rgba_array(colour)
    return [float(part) for part in rgba[0]] if len(rgba) else [0.0, 0.0, 0.0, 0.0]


def _as_given(colour: Any) -> str | list[float]:
    """A line's or a text's colour by the name that it was given, which tests read: "r", "red", "#ff0000"."""
    return str(colour) if isinstance(colour, str) and len(colour) <= 50 else _colour(colour)


def _numbers(values: Any) -> Plain:
    """Numbers as raw memory and shape; what is masked is not a number."""
    array = np.ma.filled(np.ma.asarray(values).astype(float), np.nan)
    return [list(array.shape), array.tobytes()]


def _frame(part: Any, item: Any) -> list[bool]:
    """For x and for y, whether it is in the data's coordinates; else in the axes' own, 0 to 1."""
    return list(item.get_transform().contains_branch_seperately(part.transData))


def _describe_line(part: Any, line: Any) -> Plain:
    mark = line.get_marker()
    return {
        "x": _numbers(line.get_xdata(orig=False)),
        "y": _numbers(line.get_ydata(orig=False)),
        "label": str(line.get_label()),
        "colour": _as_given(line.get_color()),
        "style": line.get_linestyle() if line.get_linestyle() in STYLES else "-",
        "marker": mark if isinstance(mark, str | int) and mark in MARKERS else "o",
        "width": float(line.get_linewidth()),
        "marker_size": float(line.get_markersize()),
        "frame": _frame(part, line),
    }


def _describe_patch(part: Any, shape: Any) -> Plain:
    tree: dict[str, Plain] = {
        "label": str(shape.get_label()),
        "face": _colour(shape.get_facecolor()),
        "edge": _colour(shape.get_edgecolor()),
        "width": float(shape.get_linewidth()),
        "fill": bool(shape.get_fill()),
        "hatch": shape.get_hatch(),
        "frame": [True, True],
    }
    if type(shape) is patches.Rectangle:
        size = [*shape.get_xy(), shape.get_width(), shape.get_height(), shape.get_angle()]
        return tree | {"kind": "rectangle", "size": [float(number) for number in size], "frame": _frame(part, shape)}
    if type(shape) is patches.Wedge:
        size = [*shape.center, shape.r, shape.theta1, shape.theta2, -1 if shape.width is None else shape.width]
        return tree | {"kind": "wedge", "size": [float(number) for number in size]}
    if type(shape) is patches.Circle:
        return tree | {"kind": "circle", "size": [float(number) for number in (*shape.center, shape.radius)]}
    if isinstance(shape, patches.Polygon):
        closed = bool(shape.get_closed())
        return tree | {
            "kind": "polygon",
            "points": _numbers(shape.get_xy()),
            "closed": closed,
            "frame": _frame(part, shape),
        }
    outline = shape.get_patch_transform().transform_path(shape.get_path())
    return tree | {"kind": "path", **_describe_path(outline)}


def _describe_path(path: Any) -> dict[str, Plain]:
    return {"points": _numbers(path.vertices), "codes": None if path.codes is None else bytes(path.codes.astype("u1"))}


def _describe_collection(part: Any, item: Any) -> Plain:
    """A scatter, filled areas, or a set of lines; None for what has no description."""
    if isinstance(item, collections.QuadMesh):
        tree = {"kind": "mesh", "points": _numbers(item.get_coordinates()), "values": _numbers(item.get_array())}
        return tree | {"label": str(item.get_label())}
    item.update_scalarmappable()  # colours by value are only worked out when they are asked for
    tree = {
        "label": str(item.get_label()),
        "face": _numbers(item.get_facecolor()),
        "edge": _numbers(item.get_edgecolor()),
        "widths": _numbers(item.get_linewidth()),
        "paths": [_describe_path(path) for path in item.get_paths()],
    }
    if isinstance(item, collections.PathCollection):
        values = item.get_array()
        tree |= {"kind": "scatter", "points": _numbers(item.get_offsets()), "sizes": _numbers(item.get_sizes())}
        return tree | {"values": None if values is None else _numbers(values)}
    if isinstance(item, collections.LineCollection):
        return tree | {"kind": "lines", "frame": _frame(part, item)}
    if isinstance(item, collections.PolyCollection):
        return tree | {"kind": "areas", "frame": _frame(part, item)}
    return None


def _describe_text(part: Any, item: Any) -> Plain:
    tree: dict[str, Plain] = {
        "text": item.get_text(),
        "at": [float(place) for place in item.get_unitless_position()],
        "colour": _as_given(item.get_color()),
        "size": float(item.get_fontsize()),
        "rotation": float(item.get_rotation()),
        "align": [item.get_horizontalalignment(), item.get_verticalalignment()],
    }
    if isinstance(item, text.Annotation):
        given = [item.xycoords, item.anncoords]
        tree["points_at"] = [float(part.convert_xunits(item.xy[0])), float(part.convert_yunits(item.xy[1]))]
        tree["coordinates"] = [name if isinstance(name, str) and name in COORDINATES else "data" for name in given]
    else:
        tree["frame"] = _frame(part, item)
    return tree


def _describe_image(item: Any) -> Plain:
    array = item.get_array()
    return {
        "values": _numbers(array),
        "whole": bool(np.asarray(array).dtype.kind in "ui"),
        "extent": [float(edge) for edge in item.get_extent()],
        "origin": item.origin,
        "colours": item.get_cmap().name,
        "range": [None if end is None else float(end) for end in item.get_clim()],
        "label": str(item.get_label()),
    }
