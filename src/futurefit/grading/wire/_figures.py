"""Rules for matplotlib: a figure crosses as a description of what it draws, and is drawn anew, off any screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib import artist, axes, collections, colors, container, image, lines, patches
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from ._common import BadEncoding, Plain
from ._described import (
    COORDINATES,
    MARKERS,
    MOST_AXES,
    MOST_DRAWN,
    MOST_PIXELS,
    MOST_TICKS,
    PROJECTIONS,
    SCALES,
    STYLES,
    describe,
)
from ._refill import refusal
from ._tree import LATE, Decoder, Encoder, Node, decoder, pack_plain, place_in, unpack_plain


def draw(figure: Any, tree: Plain) -> None:
    """Draw what `describe` described, into a figure: into the axes that it has, with more or fewer where needed.

    Raises:
        BadEncoding: the tree describes no figure. Also whatever matplotlib raises.
    """
    if len(tree["axes"]) > MOST_AXES:
        raise BadEncoding("a figure of too many axes")
    width, height = (min(max(float(side), 0.1), 100.0) for side in tree["size"])
    figure.set_size_inches(width, height)
    figure.set_dpi(min(max(float(tree["dpi"]), 1.0), (MOST_PIXELS / width / height) ** 0.5))
    figure.set_label(tree["label"])
    if tree["suptitle"] is not None or figure._suptitle:
        figure.suptitle(tree["suptitle"] or "")
    for extra in figure.axes[len(tree["axes"]) :]:
        extra.remove()
    mine = figure.axes
    for place, described in enumerate(tree["axes"]):
        if described["projection"] not in PROJECTIONS:
            raise BadEncoding("axes of an unknown kind")
        if place < len(mine):
            part = mine[place]
            part.clear()
        else:
            part = figure.add_axes(described["position"], projection=described["projection"])
        _draw_axes(part, described)


def _draw_axes(part: Any, tree: Plain) -> None:
    part.set_position(tree["position"])
    part.set_facecolor(tree["face"])
    part.set_label(tree["label"])
    for side in "xy":
        if tree[side]["scale"] not in SCALES:
            raise BadEncoding("an axis of an unknown scale")
        if part.name == "rectilinear":
            getattr(part, f"set_{side}scale")(tree[side]["scale"])
    for line in tree["lines"]:
        _draw_line(part, line)
    drawn = [_draw_patch(part, shape) for shape in tree["patches"]]
    for item in tree["collections"]:
        part.add_collection(_drawn_collection(part, item), autolim=False)
    for item in tree["texts"]:
        _draw_text(part, item)
    for item in tree["images"]:
        _draw_image(part, item)
    for label, places in tree["bars"]:
        part.add_container(container.BarContainer([drawn[place_in(place, drawn)] for place in places], label=label))
    for title, side in zip(tree["titles"], ("left", "center", "right"), strict=True):
        if title:
            part.set_title(title, loc=side)
    for side in "xy":
        axis, told = getattr(part, f"{side}axis"), tree[side]
        if told["ticks"] is not None:
            places, labels = _array(told["ticks"][0]), told["ticks"][1]
            if places.size > MOST_TICKS:
                raise BadEncoding("an axis of too many ticks")
            axis.set_ticks(places, labels=labels if len(labels) == len(places) and any(labels) else None)
        axis.set_label_text(told["label"])
        getattr(part, f"set_{side}lim")(*told["limits"])
    if tree["legend"]:
        title, entries = tree["legend"]
        handles = [patches.Patch(color=tuple(colour), label=label) for label, colour in entries]
        part.legend(handles, [label for label, _ in entries], title=title or None)
    if not tree["on"]:
        part.set_axis_off()


def _array(tree: Plain, width: int | None = None) -> np.ndarray:
    """The numbers of `_numbers`; `width`: how many in a row."""
    shape, data = tree
    array = np.frombuffer(data, float).reshape([int(size) for size in shape]).copy()
    if (width and (array.ndim != 2 or array.shape[1] != width)) or array.size * 8 != len(data):
        raise BadEncoding("numbers of another shape")
    return array


def _place_by(part: Any, item: Any, frame: Plain) -> None:
    by_frame = {
        (True, True): part.transData,
        (True, False): part.get_xaxis_transform(),
        (False, True): part.get_yaxis_transform(),
        (False, False): part.transAxes,
    }
    item.set_transform(by_frame[tuple(frame)])


def _given_colour(colour: Plain) -> Any:
    if isinstance(colour, str) and not colors.is_color_like(colour):
        raise BadEncoding("a colour that is none")
    return colour if isinstance(colour, str) else tuple(colour)


def _draw_line(part: Any, tree: Plain) -> None:
    if tree["style"] not in STYLES or tree["marker"] not in MARKERS:
        raise BadEncoding("a line of an unknown style")
    line = lines.Line2D(
        _array(tree["x"]).reshape(-1),
        _array(tree["y"]).reshape(-1),
        color=_given_colour(tree["colour"]),
        linestyle=tree["style"],
        marker=tree["marker"],
        linewidth=float(tree["width"]),
        markersize=float(tree["marker_size"]),
        label=tree["label"],
    )
    _place_by(part, line, tree["frame"])
    part.add_line(line)


def _draw_patch(part: Any, tree: Plain) -> Any:
    look: dict[str, Any] = {
        "facecolor": tuple(tree["face"]),
        "edgecolor": tuple(tree["edge"]),
        "linewidth": float(tree["width"]),
        "fill": bool(tree["fill"]),
        "hatch": tree["hatch"] and tree["hatch"][:10],
        "label": tree["label"],
    }
    shape: Any
    match tree["kind"]:
        case "rectangle":
            x, y, width, height, angle = map(float, tree["size"])
            shape = patches.Rectangle((x, y), width, height, angle=angle, **look)
        case "wedge":
            x, y, radius, start, end, width = map(float, tree["size"])
            shape = patches.Wedge((x, y), radius, start, end, width=None if width < 0 else width, **look)
        case "circle":
            x, y, radius = map(float, tree["size"])
            shape = patches.Circle((x, y), radius, **look)
        case "polygon":
            shape = patches.Polygon(_array(tree["points"], 2), closed=tree["closed"], **look)
        case "path":
            shape = patches.PathPatch(_drawn_path(tree), **look)
        case _:
            raise BadEncoding("a shape of an unknown kind")
    _place_by(part, shape, tree["frame"])
    return part.add_patch(shape)


def _drawn_path(tree: Plain) -> Path:
    codes = tree["codes"]
    return Path(_array(tree["points"], 2), None if codes is None else np.frombuffer(codes, "u1"))


def _drawn_collection(part: Any, tree: Plain) -> Any:
    if tree["kind"] == "mesh":
        return collections.QuadMesh(_array(tree["points"]), array=_array(tree["values"]), label=tree["label"])
    item: Any
    paths = [_drawn_path(path) for path in tree["paths"]]
    match tree["kind"]:
        case "scatter":
            offsets, sizes = _array(tree["points"], 2), _array(tree["sizes"])
            item = collections.PathCollection(paths, sizes, offsets=offsets, offset_transform=part.transData)
            item.set_transform(IdentityTransform())
            if tree["values"] is not None:
                item.set_array(_array(tree["values"]))
        case "lines":
            item = collections.LineCollection([path.vertices for path in paths])
            _place_by(part, item, tree["frame"])
        case "areas":
            item = collections.PolyCollection([path.vertices for path in paths], closed=False)
            _place_by(part, item, tree["frame"])
        case _:
            raise BadEncoding("a drawing of an unknown kind")
    item.set_facecolor(_array(tree["face"], 4))
    item.set_edgecolor(_array(tree["edge"], 4))
    item.set_linewidth(_array(tree["widths"]).reshape(-1))
    item.set_label(tree["label"])
    return item


def _draw_text(part: Any, tree: Plain) -> None:
    sides = dict(zip(("ha", "va"), tree["align"], strict=True))
    look = {
        "color": _given_colour(tree["colour"]),
        "fontsize": float(tree["size"]),
        "rotation": float(tree["rotation"]),
        **sides,
    }
    if "points_at" in tree:
        given, shown = tree["coordinates"]
        if not {given, shown} <= set(COORDINATES):
            raise BadEncoding("a text at unknown coordinates")
        part.annotate(tree["text"], tree["points_at"], tree["at"], given, shown, annotation_clip=False, **look)
    else:
        item = part.text(*map(float, tree["at"]), tree["text"], **look)
        _place_by(part, item, tree["frame"])


def _draw_image(part: Any, tree: Plain) -> None:
    values = _array(tree["values"])
    low, high = tree["range"]
    item = image.AxesImage(part, cmap=tree["colours"], origin=tree["origin"], extent=tree["extent"])
    item.set_data(values.astype("u1") if tree["whole"] and values.ndim == 3 else values)
    item.set_clim(low, high)
    item.set_label(tree["label"])
    part.add_image(item)


# The rules


def _enc_figure(coder: Encoder, value: Any) -> Node:
    unusual = {part.name for part in value.axes} - set(PROJECTIONS)
    if unusual:
        raise coder.refusal(value, "Draw it in ordinary axes.", f"with axes of the kind {min(unusual)}")
    return ["matplotlib.figure", pack_plain(coder, describe(value))]


@decoder("matplotlib.figure", LATE)
def _dec_figure(reader: Decoder, node: list) -> Any:
    tree = unpack_plain(reader, node[1])
    reader.use("axes", len(tree["axes"]) + 1, MOST_AXES)
    for part in tree["axes"]:
        drawn = sum(len(part[kind]) for kind in ("lines", "patches", "collections", "texts", "images", "bars"))
        reader.use("drawn things", drawn + len(part["legend"][1] if part["legend"] else ()), MOST_DRAWN)
        reader.use("paths", sum(len(item.get("paths", ())) for item in part["collections"]), 10 * MOST_DRAWN)
    figure = Figure()
    FigureCanvasAgg(figure)
    draw(figure, tree)
    return figure


def _enc_axes(coder: Encoder, value: Any) -> Node:
    figure = value.get_figure(root=True)
    if figure is None or value not in figure.axes:
        raise coder.refusal(value, "Return the figure instead.", "which is no longer part of a figure")
    return ["matplotlib.axes", figure.axes.index(value), coder.part(figure, ".figure")]


@decoder("matplotlib.axes", LATE)
def _dec_axes(reader: Decoder, node: list) -> Any:
    parts = reader.expect(node[2], Figure, "a figure").axes
    return parts[place_in(node[1], parts)]


def _enc_artist(coder: Encoder, value: Any) -> Node:
    raise coder.refusal(value, "Return the axes or the figure instead.")


def rule_for(value: Any) -> tuple[int, Callable[[Encoder, Any], Node]] | None:
    """The rule for a figure or axes; other parts of a figure are refused with advice; None for other classes."""
    match value:
        case Figure():
            return LATE, _enc_figure
        case axes.Axes():
            return LATE, _enc_axes
        case artist.Artist() | container.Container():
            return LATE, _enc_artist
    return None


def put(original: Any, new: Any) -> bool:
    """Draw in an old figure, and its axes, what a new one shows. False: neither a figure nor axes."""
    if isinstance(original, Figure):
        if not isinstance(new, Figure):
            raise BadEncoding("a figure that became something else")
        draw(original, describe(new))
        return True
    if isinstance(original, axes.Axes):
        if new is not original:
            raise refusal(original, "which the function moved to another figure", "Draw in the axes that it is given.")
        return True
    return False
