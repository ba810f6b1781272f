"""The parts of a lab that earn no marks, pictures and live elements: no unfinished task turns them into red text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from futurefit.kit.cards import in_plain_words, show_card, technical_detail
from futurefit.kit.skipped import WAITS, ours_of, show_ours


@contextmanager
def explore(what: str, needs: str = "") -> Iterator[None]:
    """Run a part of a lab that earns no marks: a picture, a live element.

    An unfinished task above must not end in a wall of red here, so any error becomes a card that says what is still
    needed, and where the lab has kept what its own answers show, that stands below.

    Args:
        what: what the cell shows, for example "The calendar of busy days".
        needs: what must be finished first, for example "Task 1 and Task 3".
    """
    try:
        yield
    except Exception as error:  # whatever an unfinished answer raises
        _drop_half_drawn_figures()
        title = f"{what} {WAITS} {needs}." if needs else f"{what} cannot be shown yet."
        lines, folded = [], ""
        if not isinstance(error, NotImplementedError):  # a blank task: the title says all
            lines, folded = [("What stopped it:", in_plain_words(error))], technical_detail(error)
        kept = ours_of(what) if needs else []
        if kept:
            lines.append(("", "Until then, this is the lab's own result, so that you can read on."))
        show_card("plain", title, lines, folded=folded)
        show_ours(kept)


def _drop_half_drawn_figures() -> None:
    """What a cell drew before it failed would still be shown at its end, as empty axes."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
