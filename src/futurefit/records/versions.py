"""Which version of a lab's tests gave a result: a hash over everything that decides marks.

Prose may be mended without a new version; a test, an answer's stub, a point, a lab's file, a tag or a limit may not.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from futurefit.course import Course
from futurefit.records._gradebook_file import Ask, asking, glance

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

_KEPT = ("kernelspec", "language_info", "futurefit")
_LEFT_OUT = {".ipynb_checkpoints", "__pycache__"}


def lab_version(course: Course, lab: str) -> str:
    """The version of a lab, as 16 hexadecimal digits; "" for a lab that the gradebook does not know.

    It covers the gradebook's cells (text, points, kind), the code cells and settings of the source notebooks, and
    all other files of the lab. A file is read again only when its size or time has changed.

    Raises:
        RecordsError: there is no gradebook, or it cannot be read.
    """
    with glance(course) as ask:
        return version_by(ask, course.folder, lab)


def version_in(gradebook: Gradebook, course: Path, lab: str) -> str:
    """As `lab_version`, for a course's folder and its open gradebook."""
    return version_by(asking(gradebook), course, lab)


def version_by(ask: Ask, course: Path, lab: str, *, points: bool = True) -> str:
    """As `lab_version`, for a course's folder and a way to ask its gradebook.

    Args:
        points: without, the version is the same whatever points the lab's cells give: running them gives the same.
    """
    cells = _cells(ask, lab, points)
    if not cells:
        return ""
    folder = course / "source" / lab
    total = hashlib.sha256(json.dumps(cells, sort_keys=True).encode())
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - _LEFT_OUT)
        for name in sorted(names):
            path = Path(where, name)
            if path.suffix == ".ipynb" and path.stem not in cells:
                continue
            info = path.stat()
            part = _of_file(path, path.suffix == ".ipynb", points, info.st_mtime_ns, info.st_size)
            total.update(f"{path.relative_to(folder).as_posix()}\0{part}\0".encode())
    return total.hexdigest()[:16]


# A lab's cells in nbgrader's tables, kind by kind; each row begins with the notebook's name and the cell's.
_OF_THE_LAB = "JOIN notebook n ON n.id = c.notebook_id JOIN assignment a ON a.id = n.assignment_id WHERE a.name = :lab"
_QUESTIONS = {
    "SourceCell": f"SELECT n.name, c.name, c.cell_type, c.locked, c.source FROM source_cell c {_OF_THE_LAB}",
    "GradeCell": "SELECT n.name, c.name, k.max_score FROM base_cell c JOIN grade_cells k ON k.id = c.id " + _OF_THE_LAB,
    "TaskCell": "SELECT n.name, c.name, k.max_score FROM base_cell c JOIN task_cells k ON k.id = c.id " + _OF_THE_LAB,
    "SolutionCell": "SELECT n.name, c.name FROM base_cell c JOIN solution_cells k ON k.id = c.id " + _OF_THE_LAB,
}
_NOTEBOOKS = "SELECT n.name FROM notebook n JOIN assignment a ON a.id = n.assignment_id WHERE a.name = :lab"


def _cells(ask: Ask, lab: str, points: bool) -> dict[str, list[Any]]:
    """What the gradebook knows of each of a lab's notebooks, by name."""
    found: dict[str, list[Any]] = {name: [] for (name,) in ask(_NOTEBOOKS, {"lab": lab})}
    for kind, question in _QUESTIONS.items():
        for notebook, name, *values in ask(question, {"lab": lab}):
            if kind == "SourceCell":
                values[1] = bool(values[1])
            elif not points:
                values = []
            found[notebook].append([kind, name, *values])
    return {name: sorted(cells, key=json.dumps) for name, cells in found.items()}


@lru_cache(maxsize=512)
def _of_file(path: Path, notebook: bool, points: bool, mtime: int, size: int) -> str:
    content = path.read_bytes()
    if notebook:
        try:
            content = _deciding(json.loads(content), points)
        except (ValueError, KeyError, TypeError, AttributeError):
            pass  # not a notebook of this form: all of it counts
    return hashlib.sha256(content).hexdigest()


def _deciding(notebook: dict[str, Any], points: bool) -> bytes:
    """What of a source notebook decides marks: its code and its settings, without outputs and prose."""
    if not points:
        for cell in notebook["cells"]:
            cell["metadata"].get("nbgrader", {}).pop("points", None)
    cells = [
        [cell.get("id"), "".join(cell["source"]) if cell["cell_type"] == "code" else "", cell["metadata"]]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" or "nbgrader" in cell["metadata"]
    ]
    kept = {key: notebook["metadata"].get(key) for key in _KEPT}
    return json.dumps([kept, cells], sort_keys=True).encode()
