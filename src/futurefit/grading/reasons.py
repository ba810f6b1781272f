"""Why a submission could not be graded, in words for the instructor who must do something about it."""

from __future__ import annotations

import json
from pathlib import Path

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.reader import NotJSONError
from nbgrader.nbgraderformat.common import ValidationError as NbgraderFormatError
from nbgrader.preprocessors.execute import UnresponsiveKernelError


class NotGradable(Exception):
    """A submission that no grading can help; the message is for the instructor, and ends with what to do.

    A general error on purpose: at its own errors of format, nbgrader ends the run of the whole class.
    """


def problem_with(folder: Path, lab: str) -> str:
    """What is wrong with the files of a submission, seen before anything of it runs; "" when nothing is.

    Args:
        folder: submitted/<officer>/<lab>/.
        lab: the lab's name, which its notebook must bear.
    """
    path = folder / f"{lab}.ipynb"
    if not path.is_file():
        others = ", ".join(sorted(p.name for p in folder.glob("*.ipynb")))
        found = f"the folder holds {others} instead" if others else "the folder holds no notebook"
        return f"{path.name} is missing: {found}. Rename the notebook or ask for it again, then grade again."
    text = path.read_bytes()
    if not text.strip():
        return f"{path.name} is empty (0 bytes of content). Ask the officer to hand it in again."
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return f"{path.name} is damaged: it is not a notebook file. Ask the officer to hand it in again."
    if not isinstance(content, dict) or not ("cells" in content or "worksheets" in content):
        return f"{path.name} is not a Jupyter notebook. Ask the officer to hand it in again."
    if b'"grade_id"' not in text:
        return f"{path.name} has none of the lab's own cells: it is another notebook. Ask for the right one."
    return ""


def reason_for(error: BaseException, lab: str) -> str:
    """Why nbgrader stopped grading one submission."""
    match error:
        case DeadKernelError():
            return (
                "The kernel ended while the notebook ran: a cell shut Python down or used up the memory. "
                "Open the notebook, find the cell, and ask the officer to mend it."
            )
        case UnresponsiveKernelError() | CellTimeoutError():
            return (
                "A cell could not be stopped in time, or printed more than could be read. "
                "Look for an endless loop or for much printing, and ask the officer to mend it."
            )
        case NotGradable():
            return str(error)
        case NbgraderFormatError():
            return (
                "The notebook's grading marks were changed, so nbgrader cannot tell its cells apart. "
                f"Ask the officer to fetch {lab} again and copy the answers over."
            )
        case NotJSONError():
            return f"{lab}.ipynb is damaged: it is not a notebook file. Ask the officer to hand it in again."
    text = str(error).strip().splitlines() or ["no message"]
    return f"nbgrader stopped: {type(error).__name__}: {text[-1]}. Grade again; if it stays, look at the notebook."
