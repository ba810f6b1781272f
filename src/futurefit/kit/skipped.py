"""What a lab goes on with where a task was skipped, so that one blank does not darken all that comes after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from futurefit.kit.cards import note


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
    note(f"{task} is not finished yet, so this shows the lab's own result. Come back to it when you like.")
    return ours()
