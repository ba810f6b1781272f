"""A lab's notebook that was handed in under another name, as browsers and file managers give them.

It is put beside itself under the lab's name, so that every one of nbgrader's steps finds it; what was handed in is left
as it was, and tells from then on how it came.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from futurefit.grading.collect.intake import shown
from futurefit.grading.notebook_file import text_of
from futurefit.grading.reasons import NotGradable, damage
from futurefit.grading.steps.known_cells import know
from futurefit.grading.steps.lab_notebook import LabNotebook, read_lab_notebook
from futurefit.grading.steps.sanitising import Resources, WithLab, remark

RENAMED = "The notebook was handed in under another name."


def take_renamed(folder: Path, book: Gradebook, directory: CourseDirectory, assignment: str) -> dict[str, str]:
    """Put notebooks of a submission under the names that they must have.

    Args:
        folder: of the submission; it need not lie in submitted/ yet.
        book: nbgrader's gradebook, which knows the names.
        directory: nbgrader's view of the course.

    Returns:
        The names that were missing, without .ipynb, and those of the files that were put there.

    Raises:
        NotGradable: several notebooks could be the one that is missing, or the folder cannot be written.
        CourseError: the lab cannot be read.
    """
    try:
        names = sorted(notebook.name for notebook in book.find_assignment(assignment).notebooks)
    except MissingEntry:  # it was never released, and there is nothing to compare with
        return {}
    missing = [name for name in names if not os.path.lexists(folder / f"{name}.ipynb")]
    others = [path for path in _notebooks(folder) if path.stem not in names] if missing else []
    if not others:
        return {}
    labs = {name: read_lab_notebook(book, directory, assignment, name) for name in names}
    holds = {path: which(path.read_bytes(), labs, directory.config) for path in others}
    chosen = {name: path for name in missing if (path := _only([o for o in others if holds[o] == name], name))}
    for name, path in chosen.items():
        part = folder / f".{name}.part"
        try:
            part.unlink(missing_ok=True)  # whatever it is, it is not written through
            shutil.copy(path, part)
            part.replace(folder / f"{name}.ipynb")
        except OSError as error:
            raise NotGradable(
                f"{name}.ipynb is missing: “{shown(path.name)}” holds its cells, and cannot be copied "
                f"({error.strerror}). Rename it to {name}.ipynb, then grade again."
            ) from error
    return {name: path.name for name, path in chosen.items()}


class TellName(WithLab):
    """A notebook that was handed in under another name is remarked on; nbgrader passes it over without a word."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        path = Path(resources["metadata"]["path"], f"{resources['nbgrader']['notebook']}.ipynb")
        same = (o for o in _notebooks(path.parent) if o != path and filecmp.cmp(o, path, shallow=False))
        if name := next((other.name for other in same), ""):
            remark(resources, f"{path.name} was handed in as “{shown(name)}”.", RENAMED)
        return nb, resources


def _only(paths: Sequence[Path], name: str) -> Path | None:
    """The one notebook among these, which may be there several times; raises NotGradable where they differ."""
    different: list[Path] = []
    for path in paths:
        if not any(filecmp.cmp(path, other, shallow=False) for other in different):
            different.append(path)
    if len(different) > 1:
        names = " and ".join(f"“{shown(path.name)}”" for path in different)
        raise NotGradable(
            f"{name}.ipynb is missing, and {len(different)} other notebooks hold the lab's own cells: "
            f"{names}. Ask the officer which of them counts, leave only "
            "that one in the folder, then grade again."
        )
    return different[0] if different else None


def _notebooks(folder: Path) -> list[Path]:
    """The notebook files of a folder, in the order of their names."""
    found = (path for path in folder.iterdir() if path.suffix.lower() == ".ipynb" and not path.name.startswith("."))
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def which(content: bytes, labs: Mapping[str, LabNotebook], config: Any) -> str:
    """Which of these notebooks a file is: the one of whose tasks it holds most; "" if it is none of them.

    Args:
        config: nbgrader's.
    """
    try:
        notebook = nbformat.reads(text_of(content), as_version=4)
    except Exception:  # it is no notebook; nbformat raises what it likes
        return ""
    if damage(notebook, "", ""):
        return ""
    known = {name: know(notebook.cells, lab, config) for name, lab in labs.items()}
    tasks = {name: len(each.known_tasks) for name, each in known.items() if each.enough}
    return max(tasks, key=lambda name: tasks[name], default="")
