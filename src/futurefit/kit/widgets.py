"""Live elements: sliders and boxes that redraw a picture, and a still picture where widgets cannot run."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable
from typing import Any

import ipywidgets
from IPython.display import display

from futurefit.kit.cards import in_plain_words


def live(draw: Callable[..., Any], /, **controls: Any) -> None:
    """Show `draw` with a control for each of its inputs, and redraw whenever one is moved.

    Args:
        draw: takes the values of the controls by name and returns a matplotlib figure, or text (HTML is taken as it
            is, from an object with `_repr_html_`). It must not show anything itself.
        controls: an ipywidgets widget each, or what `ipywidgets.interactive` takes for one: a (low, high, step)
            tuple, a list of choices, a text, a truth value.

    Where widgets cannot run (a printed notebook, feedback), the picture for the first values is shown.
    """
    boxes = {name: _control(name, spec) for name, spec in controls.items()}
    stage = ipywidgets.Box(layout=ipywidgets.Layout(margin="8px 0 0 0"))

    def redraw(*_: Any) -> None:
        stage.children = (_as_widget(_drawn(draw, {name: box.value for name, box in boxes.items()})),)

    for box in boxes.values():
        box.observe(redraw, names="value")
    first = _drawn(draw, {name: box.value for name, box in boxes.items()})
    stage.children = (_as_widget(first),)
    panel = ipywidgets.VBox([*boxes.values(), stage])
    bundle = dict(panel._repr_mimebundle_() or {})
    bundle["text/plain"] = "A live element: run this cell in JupyterLab to move its controls."
    kind, content = first
    if kind == "image":
        bundle["image/png"] = base64.b64encode(content).decode()
    else:
        bundle["text/html"] = content
    display(bundle, raw=True)


def _control(name: str, spec: Any) -> ipywidgets.Widget:
    label = name.replace("_", " ")
    box = (
        spec
        if isinstance(spec, ipywidgets.Widget)
        else ipywidgets.interactive(lambda **_: None, **{name: spec}).children[0]
    )
    box.description = box.description if isinstance(spec, ipywidgets.Widget) and box.description else label
    box.style.description_width = "11em"
    box.layout.width = "36em"
    if hasattr(box, "continuous_update"):
        box.continuous_update = False  # redraw when the slider is let go: smoother on a shared machine
    return box


def _drawn(draw: Callable[..., Any], values: dict[str, Any]) -> tuple[str, Any]:
    """("image", PNG bytes) or ("html", text); an error becomes a sentence, since a widget would swallow it."""
    import matplotlib.pyplot as plt
    from matplotlib.figure import Figure

    try:
        result = draw(**values)
    except Exception as error:  # an unfinished answer above
        return "html", f"<p>This part is not ready yet. {html.escape(in_plain_words(error))}</p>"
    if isinstance(result, Figure):
        buffer = io.BytesIO()
        result.savefig(buffer, format="png")
        plt.close(result)
        return "image", buffer.getvalue()
    if hasattr(result, "_repr_html_"):
        return "html", result._repr_html_()
    return "html", f"<pre style='white-space:pre-wrap'>{html.escape(str(result))}</pre>"


def _as_widget(drawn: tuple[str, Any]) -> ipywidgets.Widget:
    kind, content = drawn
    if kind == "image":
        return ipywidgets.Image(value=content, format="png", layout=ipywidgets.Layout(max_width="100%"))
    return ipywidgets.HTML(content)
