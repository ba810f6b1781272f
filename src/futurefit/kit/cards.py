"""The cards that speak to an officer in a notebook: one sentence first, details folded away."""

from __future__ import annotations

import html
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from IPython.display import display

from futurefit.errors import FutureFitError

# JupyterLab's own colours where they exist, so that a card reads well in the light and in the dark theme.
_TEXT = "var(--jp-ui-font-color1, #1f2328)"
_FAINT = "var(--jp-ui-font-color2, #59636e)"
_TONES = {"good": "#1a7f37", "bad": "#c4320a", "plain": "#0b6bcb"}
#: What stands for a blank in a hint. Four underscores, since IPython itself gives a meaning to one, two and three.
BLANK = "____"
_MARKS = {"good": "✔", "bad": "✘", "plain": "ℹ"}


def show_card(
    tone: str,
    title: str,
    lines: Sequence[tuple[str, str]] = (),
    *,
    folded: str = "",
) -> None:
    """Display a card.

    Args:
        tone: "good", "bad" or "plain".
        title: the one sentence that matters.
        lines: (label, text) pairs below it; an empty label gives a plain paragraph.
        folded: technical detail, shown only when the officer unfolds it.
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
    card = (
        f'<div style="border-left:5px solid {colour};padding:6px 12px;margin:2px 0;color:{_TEXT};'
        f'font-family:var(--jp-ui-font-family, sans-serif);max-width:52em">'
        f'<div><b style="color:{colour}">{_MARKS[tone]}</b> <b>{html.escape(title)}</b></div>{rows}{detail}</div>'
    )
    plain = "\n".join([f"{_MARKS[tone]} {title}", *(f"  {label} {text}".rstrip() for label, text in lines)])
    display({"text/html": card, "text/plain": plain}, raw=True)


def note(text: str) -> None:
    """Tell the officer something in passing, for instance that recorded outputs are shown."""
    show_card("plain", text)


@contextmanager
def explore(what: str, needs: str = "") -> Iterator[None]:
    """Run a part of a lab that earns no marks: a picture, a live element.

    An unfinished task above must not end in a wall of red here, so any error becomes a card that says what is still
    needed.

    Args:
        what: what the cell shows, for example "The calendar of busy days".
        needs: what must be finished first, for example "Task 1 and Task 3".
    """
    try:
        yield
    except Exception as error:  # whatever an unfinished answer raises
        _drop_half_drawn_figures()
        when = f"appears here as soon as you have finished {needs}" if needs else "cannot be shown yet"
        title = f"{what} {when}."
        if isinstance(error, NotImplementedError):  # a blank task: the title says all
            show_card("plain", title)
        else:
            show_card("plain", title, [("What stopped it:", in_plain_words(error))], folded=technical_detail(error))


def _drop_half_drawn_figures() -> None:
    """What a cell drew before it failed would still be shown at its end, as empty axes."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


def technical_detail(error: BaseException) -> str:
    """The traceback as text, without this package's own frames."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/futurefit/kit/" not in f.filename]
    return "".join([*traceback.format_list(frames), *traceback.format_exception_only(error)])


def in_plain_words(error: BaseException) -> str:
    """What an exception means to somebody who does not program."""
    text = str(error)
    match error:
        case NotImplementedError():
            return "This task is still blank. Write your answer in the cell above, run that cell, then run this one."
        case NameError() if getattr(error, "name", None) == BLANK:
            return f"There is still a {BLANK} to fill in. Write in its place what the hint or the text above asks for."
        case NameError():
            name = getattr(error, "name", None) or text
            return (
                f"The name “{name}” is not known here. Either a cell above has not been run yet "
                f"(menu Run ▸ Run All Above Selected Cell), or it shows red text, or the name is spelled differently."
            )
        case TypeError() if "NoneType" in text:
            return (
                f"Something was empty (None) where a value was expected: {text}. "
                "Often a function has no “return” line, so nothing comes back from it."
            )
        case TypeError() if "function" in text and (
            "no len" in text or "not iterable" in text or "not subscript" in text
        ):
            return f"A function stands where its result was meant; after its name, its inputs go in brackets: {text}."
        case TypeError() if "argument" in text:
            return f"A function was called with other inputs than it takes: {text}."
        case TypeError() if "operand type" in text or "not supported between" in text:
            return f"Two kinds of values were combined that do not go together, such as a text and a number: {text}."
        case UnicodeError():
            return f"Some data is no text, and was read as if it were: {text}."
        case OverflowError():
            return f"A number became too large for the computer to hold: {text}."
        case ValueError() if "could not convert" in text or "invalid literal" in text:
            return f"A text could not be read as a number (a comma or a word in it is enough): {text}."
        case KeyError():
            return f"There is no entry or column named {text}. Check the spelling, capitals included."
        case IndexError():
            return f"The code asked for an item beyond the end of a list: {text}."
        case ZeroDivisionError():
            return "The code divides by zero. What should happen when there is nothing to count?"
        case ModuleNotFoundError():
            return f"A library is missing: {text}. Use the libraries that the first cell of the lab imports."
        case AttributeError():
            return f"A value does not have what the code asks of it: {text}."
        case RecursionError():
            return "The function calls itself without an end."
        case FutureFitError():
            return text
        case AssertionError():
            return text or "The result is not what was asked for."
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
