"""What a lab goes on with where a task was skipped, so that one blank does not darken all that comes after."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from IPython.display import display

from futurefit.kit import cells
from futurefit.kit.cards import note

#: The file in a lab's data that keeps what its pictures show with the lab's own answers: title -> outputs.
SHOWN = "shown.json"
#: The words of a card of `explore` that has nothing else to show.
WAITS = "appears here as soon as you have finished"
_told: tuple[str, set[str]] = ("", set())  # the cell that ran last, and the tasks it has spoken of


def own_or_ours(own: Callable[[], Any], ours: Callable[[], Any], task: str) -> Any:
    """The officer's own result; the lab's where the task is blank, fails or gives nothing, and a card that says so.

    For pictures and live elements only: a test must see the answer as it is.

    Args:
        own: calls the officer's function.
        ours: gives the lab's own result, from recorded values and not by a model answer that can be read.
        task: whose result it is, for instance "Task 1".
    """
    try:
        result = own()
    except Exception:  # whatever an unfinished answer raises; its own checks have said what is wrong
        result = None
    if result is not None:
        return result
    _tell_once(task)
    return ours()


def ours_of(what: str) -> list[dict[str, str]]:
    """What the lab's own answers show in a picture, as `futurefit picture` has kept it; empty where it has not.

    Args:
        what: the picture, by the title that `explore` has.

    Returns:
        Outputs in their order, each as {kind of data: content}.
    """
    try:
        kept = json.loads((Path("data") / SHOWN).read_text(encoding="utf-8"))
        return list(kept.get(what, []))
    except (OSError, ValueError, AttributeError):
        return []


def show_ours(kept: list[dict[str, str]]) -> None:
    """Show kept outputs, in a cell that an unfinished task has stopped."""
    for data in kept:
        if set(data) == {"text/plain"}:
            print(data["text/plain"], end="")
        else:
            display({"text/plain": "The lab's own result.", **data}, raw=True)


def _tell_once(task: str) -> None:
    """The card of one task, once in a cell that asks for its result several times."""
    global _told
    if cells.running() != _told[0] or not cells.running():
        _told = (cells.running(), set())
    if task not in _told[1]:
        _told[1].add(task)
        note(f"{task} is not finished yet, so this shows the lab's own result. Come back to it when you like.")
