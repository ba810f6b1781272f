"""Checks that answer an officer in plain words, and still fail for the autograder.

A check is data in, data out: it calls the officer's function or reads an answer, and compares plain data. It reads::

    with check("Nothing is lost: every day is in one of the two parts"):
        early, late = split_days(days, "2025-10-01")
        expect(len(early) + len(late), len(days), "Some days are in neither part.")
"""

from __future__ import annotations

import numbers
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from futurefit.kit import cells, progress
from futurefit.kit.cards import in_plain_words, show_card, technical_detail
from futurefit.kit.compare import TOLERANCE, as_plain, same


class CheckFailed(AssertionError):
    """A check that did not pass. Jupyter shows it as one short line; the card above it says what and why."""

    def __init__(self, asked: str, why: str, count: str = "") -> None:
        super().__init__(f"{asked}: {why}")
        self.asked = asked
        self.count = count

    def _render_traceback_(self) -> list[str]:
        if "JPY_SESSION_NAME" in os.environ:  # in JupyterLab, right below the card
            return [f"✘ Not yet. {self.count}".rstrip()]
        return [f"✘ Not yet: {self.asked}."]  # where only the error is shown, as by nbgrader's Validate


class _Mismatch(AssertionError):
    """What `expect` raises inside a check: carries what came back and what was expected for the card."""

    def __init__(self, why: str, came_back: str, expected: str) -> None:
        super().__init__(why)
        self.came_back = came_back
        self.expected = expected


@contextmanager
def check(asked: str) -> Iterator[None]:
    """Check one idea and show a card: green when it holds, else what was asked, what came back and why.

    Args:
        asked: what the officer was asked for, as a sentence.

    Raises:
        CheckFailed: anything inside raised, so that the autograder sees the failure too.
    """
    if first := cells.look_first():
        show_card("plain", asked, [("First:", first)])
        raise CheckFailed(asked.rstrip("."), first, progress.count(False))
    try:
        yield
    except Exception as error:
        why = in_plain_words(error)
        lines = [("Why:", why)]
        if isinstance(error, _Mismatch):
            lines = [("What came back:", error.came_back), ("What was expected:", error.expected)]
            lines += [("Why:", why)] if str(error) else []
        own_words = isinstance(error, AssertionError | NotImplementedError)
        show_card("bad", asked, lines, folded="" if own_words else technical_detail(error))
        raise CheckFailed(asked.rstrip("."), why, progress.count(False)) from None
    show_card("good", asked, foot=progress.count(True))


def expect(got: Any, want: Any, why: str = "", *, tolerance: float = TOLERANCE) -> None:
    """Fail unless `got` says the same as `want` (see `same`).

    Args:
        got: what the officer's code gave.
        want: the right value.
        why: the likely misconception and what to look at, in plain words.

    Raises:
        AssertionError: they differ; `check` turns it into a card.
    """
    if not same(got, want, tolerance=tolerance):
        raise _Mismatch(why, _told(got, want), _short(want))


def expect_error(kind: type[Exception], call: Callable[[], Any], why: str) -> None:
    """Fail unless `call()` raises `kind`; `why` says when the function should refuse, and how."""
    try:
        got = call()
    except kind as error:
        if isinstance(error, NotImplementedError) and kind is not NotImplementedError:
            raise
        return
    except NotImplementedError:
        raise
    except Exception as error:
        raise _Mismatch(why, f"another error, {type(error).__name__}: {error}", f"a {kind.__name__}") from None
    raise _Mismatch(why, _short(got), f"a {kind.__name__}")


def expect_unchanged(now: Any, before: Any, what: str) -> None:
    """Fail unless an input is as it was; `what` names it ("the table of days")."""
    if not same(now, before):
        raise _Mismatch(
            f"Your function changed {what} that it was given. Work on a copy, so that the original stays as evidence.",
            _short(now),
            _short(before),
        )


def _told(got: Any, want: Any) -> str:
    """What came back, and where it is no value at all, the slip behind it."""
    if got is None:
        return "nothing (None): is a “return” line missing? (“print” shows something, “return” gives it back.)"
    if got is Ellipsis:
        return "“...”: there is still something to fill in."
    if callable(got) and not isinstance(got, type) and hasattr(got, "__name__"):
        return f"the function “{got.__name__}” itself, not its result: are the brackets after its name missing?"
    if hasattr(got, "__next__") and hasattr(got, "send"):
        return "a series that is still to be made (a generator): put list( … ) around it."
    if isinstance(got, str) and isinstance(want, numbers.Number) and not isinstance(want, bool):
        return f"{_short(got)}, which is a text and not a number"
    return _short(got)


def _short(value: Any, limit: int = 300) -> str:
    """A value as an officer can read it: short, and never a screenful."""
    if type(value).__module__.startswith("pandas") and hasattr(value, "columns"):
        return f"a table of {len(value)} rows with the columns {', '.join(map(str, value.columns))}"
    if type(value).__module__.partition(".")[0] in ("numpy", "pandas", "torch"):
        value = as_plain(value)
    if isinstance(value, float):
        return f"{value:.6g}"
    try:
        text = repr(value)
    except Exception:  # an officer's own class may not even print
        text = f"a {type(value).__name__}"
    return text if len(text) <= limit else f"{text[:limit]} … ({len(text):,} characters in all)"
