"""Why a submission could not be graded, in words for the instructor who must do something about it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.reader import NotJSONError
from nbgrader.nbgraderformat.common import ValidationError as NbgraderFormatError
from nbgrader.preprocessors.execute import UnresponsiveKernelError

from futurefit.errors import FutureFitError
from futurefit.grading.notebook_file import text_of

_FORMATS = (1, 2, 3, 4)


class NotGradable(Exception):
    """A submission that no grading can help; the message is for the instructor, and ends with what to do.

    A general error on purpose: at its own errors of format, nbgrader ends the run of the whole class.
    """


def fresh_copy(lab: str) -> str:
    """What to ask an officer for whose notebook is past mending: a whole one, with the answers of the old one."""
    return (
        f"Ask the officer to rename the folder {lab}, to fetch {lab} again, to copy the answers from the old notebook "
        "into the new one, and to hand that in."
    )


def problem_with(folder: Path, notebooks: Sequence[str], lab: str = "") -> str:
    """What is wrong with the files of a submission, seen before anything of it runs; "" when nothing is.

    Args:
        folder: submitted/<officer>/<lab>/.
        notebooks: the names that the lab's notebooks must bear, without .ipynb.
        lab: the lab's name; the folder's where it is not given.
    """
    lab = lab or folder.name
    for where, folders, files in os.walk(folder):
        for name in (*folders, *files):
            if (path := Path(where, name)).is_symlink():
                return f"{path.relative_to(folder)} is a link to another place. Ask the officer to hand in files only."
    problems = (_problem_with_file(folder / f"{name}.ipynb", lab) for name in notebooks)
    return next((problem for problem in problems if problem), "")


def _problem_with_file(path: Path, lab: str) -> str:
    if not path.is_file():
        others = ", ".join(sorted(p.name for p in path.parent.glob("*.ipynb")))
        found = f"holds {others} instead, without the lab's own cells" if others else "holds no notebook"
        return f"{path.name} is missing: the folder {found}. Ask the officer to hand it in again."
    content = path.read_bytes()
    if not content.strip():
        return f"{path.name} is empty (0 bytes of content). Ask the officer to hand it in again."
    try:
        text = text_of(content)
    except UnicodeDecodeError as error:
        return (
            f"{path.name} is in an encoding that cannot be read (neither UTF-8 nor UTF-16; byte {error.start}): it was "
            "saved by another program than JupyterLab. Ask the officer to save it as UTF-8, and to hand it in again."
        )
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        return f"{path.name} is damaged: it is not a notebook file. Ask the officer to hand it in again."
    if not isinstance(notebook, dict) or not ("cells" in notebook or "worksheets" in notebook):
        return f"{path.name} is not a Jupyter notebook. Ask the officer to hand it in again."
    return damage(notebook, path.stem, lab)


def damage(notebook: Any, name: str, lab: str) -> str:
    """What of a notebook's form keeps it from being graded; "" when nothing does.

    Args:
        notebook: as JSON, in any version of the format; or as nbformat reads it.
        name: the notebook's, without .ipynb.
        lab: where the officer can fetch a whole one.
    """
    form = notebook.get("nbformat")
    if not isinstance(form, int) or form not in _FORMATS:
        return (
            f"{name}.ipynb is of a form of notebook (nbformat {form!r:.20}) that cannot be read. "
            "Ask the officer to save it with JupyterLab, and to hand it in again."
        )
    if form != 4:
        return ""  # an old one: nbformat turns it into a new one, and that is looked at
    mend = fresh_copy(lab)
    if not isinstance(notebook.get("metadata", {}), dict) or not isinstance(notebook.get("cells"), list):
        return f"{name}.ipynb cannot be graded: its cells are no list, or its settings are no settings. {mend}"
    for number, cell in enumerate(notebook["cells"], 1):
        if problem := _damage_of_cell(cell):
            return f"{name}.ipynb cannot be graded: {problem} (cell {number}). {mend}"
    return ""


def _damage_of_cell(cell: Any) -> str:
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        return "a cell is neither text nor code"
    source = cell.get("source")
    if not isinstance(source, str) and not (isinstance(source, list) and all(isinstance(s, str) for s in source)):
        return "the content of a cell is not text"
    if not isinstance(cell.get("metadata"), dict) or not isinstance(cell.get("outputs", []), list):
        return "the settings or the outputs of a cell are not of the form that they must have"
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
        case NotGradable() | FutureFitError():
            return " ".join(str(error).split())
        case NbgraderFormatError():
            return (
                f"The notebook's grading marks were changed, so nbgrader cannot tell its cells apart. {fresh_copy(lab)}"
            )
        case NotJSONError():
            return f"{lab}.ipynb is damaged: it is not a notebook file. Ask the officer to hand it in again."
    text = str(error).strip().splitlines() or ["no message"]
    return f"nbgrader stopped: {type(error).__name__}: {text[-1]}. Grade again; if it stays, look at the notebook."
