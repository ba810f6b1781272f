"""Live elements: what moves, and what stands still where nothing can move."""

import base64

import matplotlib
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from ipywidgets.widgets.widget import _instances as instances
from matplotlib.figure import Figure

from futurefit.kit import live

matplotlib.use("agg")


@pytest.fixture(autouse=True, scope="module")
def shell():
    """Cards are shown through IPython's shell, as in a notebook."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def shown(draw, **controls):
    with capture_output() as seen:
        live(draw, **controls)
    (output,) = seen.outputs
    panel = next(w for w in instances.values() if w.model_id == widget_id(output))
    return output.data, panel


def widget_id(output) -> str:
    return output.data["application/vnd.jupyter.widget-view+json"]["model_id"]


def bars(height: int) -> Figure:
    figure = Figure(figsize=(2, 1))
    figure.subplots().bar(["x"], [height])
    return figure


def test_a_moved_slider_draws_another_picture():
    _, panel = shown(bars, height=(1, 9, 1))
    slider, stage = panel.children
    before = stage.children[0].value
    slider.value = 9
    assert stage.children[0].value != before
    assert bytes(stage.children[0].value).startswith(b"\x89PNG")


def test_where_widgets_cannot_run_a_still_picture_is_shown():
    data, _ = shown(bars, height=(1, 9, 1))
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert "run this cell in JupyterLab" in data["text/plain"]


def test_a_text_box_and_a_choice_are_labelled_by_their_names():
    _, panel = shown(lambda first_words, size: f"{first_words} {size}", first_words="Selamat", size=["small", "large"])
    assert [box.description for box in panel.children[:2]] == ["first words", "size"]
    assert "Selamat small" in panel.children[2].children[0].value


def test_an_unfinished_answer_is_a_sentence_and_not_an_error():
    def unfinished(height):
        raise NotImplementedError

    data, _ = shown(unfinished, height=(1, 9, 1))
    assert "This part is not ready yet" in data["text/html"]
