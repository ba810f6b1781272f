"""The cards that speak to an officer in a notebook: one sentence first, details folded away."""

from __future__ import annotations

import html
import traceback
from collections.abc import Sequence

from IPython.display import display

from futurefit.errors import FutureFitError
from futurefit.kit.mistakes import explain

# JupyterLab's own colours where they exist, so that a card reads well in the light and in the dark theme.
_TEXT = "var(--jp-ui-font-color1, #1f2328)"
_FAINT = "var(--jp-ui-font-color2, #59636e)"
_TONES = {"good": "#1a7f37", "bad": "#c4320a", "plain": "#0b6bcb"}
_MARKS = {"good": "✔", "bad": "✘", "plain": "ℹ"}


def show_card(
    tone: str,
    title: str,
    lines: Sequence[tuple[str, str]] = (),
    *,
    folded: str = "",
    foot: str = "",
) -> None:
    """Display a card.

    Args:
        tone: "good", "bad" or "plain".
        title: the one sentence that matters.
        lines: (label, text) pairs below it; an empty label gives a plain paragraph.
        folded: technical detail, shown only when the officer unfolds it.
        foot: a small last line, such as how many checks have passed.
    """
    colour = _TONES[tone]
    rows = "".join(
        f'<div style="margin-top:6px"><span style="color:{_FAINT}">{html.escape(label)}</span> '
        f'<span style="white-space:pre-wrap">{html.escape(text)}</span></div>'
        for label, text in lines
    )
    detail = ""
    if folded:
        detail = (
            f'<details style="margin-top:8px;color:{_FAINT}"><summary style="cursor:pointer">Technical detail'
            f'</summary><pre style="white-space:pre-wrap;font-size:0.85em">{html.escape(folded)}</pre></details>'
        )
    last = f'<div style="margin-top:4px;color:{_FAINT};font-size:0.9em">{html.escape(foot)}</div>' if foot else ""
    card = (
        f'<div style="border-left:5px solid {colour};padding:6px 12px;margin:2px 0;color:{_TEXT};'
        f'font-family:var(--jp-ui-font-family, sans-serif);max-width:52em">'
        f'<div><b style="color:{colour}">{_MARKS[tone]}</b> <b>{html.escape(title)}</b></div>{rows}{last}{detail}</div>'
    )
    plain = "\n".join(
        [
            f"{_MARKS[tone]} {title}",
            *(f"  {label} {text}".rstrip() for label, text in lines),
            *([f"  {foot}"] if foot else []),
        ]
    )
    display({"text/html": card, "text/plain": plain}, raw=True)


def note(text: str) -> None:
    """Tell the officer something in passing, for instance that recorded outputs are shown."""
    show_card("plain", text)


def technical_detail(error: BaseException) -> str:
    """The traceback as text, without this package's own frames."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/futurefit/kit/" not in f.filename]
    return "".join([*traceback.format_list(frames), *traceback.format_exception_only(error)])


def in_plain_words(error: BaseException) -> str:
    """What an exception means to somebody who does not program."""
    text = str(error)
    if isinstance(error, NotImplementedError):
        return "This task is still blank. Write your answer in the cell above, run that cell, then run this one."
    if isinstance(error, FutureFitError):
        return text
    if isinstance(error, AssertionError):
        return text or "The result is not what was asked for."
    return explain(error) or (f"{type(error).__name__}: {text}" if text else type(error).__name__)
