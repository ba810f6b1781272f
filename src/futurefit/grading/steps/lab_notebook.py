"""A lab's notebook as it is by right: nbgrader's gradebook says what is graded, the source notebook says the rest.

Whatever a submission says of its own cells (points, locks, tags, kernel) is an officer's word; here is the lab's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import SCHEMA_VERSION

from futurefit.course import CourseError
from futurefit.grading.files import files_of
from futurefit.grading.graded_source import as_graded

NOTEBOOK_KEYS = ("kernelspec", "language_info", "futurefit")  # what of the source notebook's own metadata is kept


@dataclass(frozen=True)
class LabCell:
    """A cell of the lab that nbgrader knows: `source` is its text as released, with its hidden tests in full.

    `metadata` is the lab's own (tags, time limit), without nbgrader's; `points` is None for a cell without any.
    """

    grade_id: str
    cell_type: str
    source: str
    locked: bool
    checksum: str | None
    points: float | None
    grade: bool
    solution: bool
    task: bool
    id: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict)

    def as_node(self, source: str, id: str) -> NotebookNode:
        """The cell with all of its metadata and this text."""
        cell = new_cell("code" if self.cell_type == "code" else "markdown", source, self.metadata, id)
        cell.metadata["nbgrader"] = self.marks()
        return cell

    def marks(self) -> NotebookNode:
        """What nbgrader must know of the cell, as it stands in the cell's metadata."""
        marks = NotebookNode(
            grade_id=self.grade_id,
            grade=self.grade,
            solution=self.solution,
            locked=self.locked,
            task=self.task,
            schema_version=SCHEMA_VERSION,
            cell_type=self.cell_type,
        )
        if self.checksum:
            marks["checksum"] = self.checksum
        if self.points is not None:
            marks["points"] = self.points
        return marks


@dataclass(frozen=True)
class LabText:
    """A cell of the source notebook without any marks of nbgrader: prose, or code that shows something."""

    id: str
    cell_type: str
    source: str
    metadata: Mapping[str, Any]


@dataclass(frozen=True)
class LabNotebook:
    """One notebook of a lab.

    Attributes:
        cells: those that nbgrader knows, by grade_id, in the lab's order.
        texts: all others; none where the source notebook is not there.
        order: grade_ids, and ids of texts, in the lab's order.
        metadata: of the notebook: `NOTEBOOK_KEYS` only.
        folder: the lab's source folder, with its data; None where there is none.
        source: the source notebook as it lies there; "" where there is none.
    """

    assignment: str
    name: str
    cells: Mapping[str, LabCell]
    texts: tuple[LabText, ...]
    order: tuple[str, ...]
    metadata: Mapping[str, Any]
    folder: Path | None = None
    source: str = ""

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The lab's files other than notebooks, by their paths below its folder; read once."""
        return {name: path.read_bytes() for name, path in files_of(self.folder).items()} if self.folder else {}

    def source_json(self, order: Iterable[str | None]) -> str:
        """The source notebook as JSON, its tests as graded; where it is not there, what the gradebook has of it.

        Args:
            order: grade_ids as they stand in a submission, for the gradebook keeps none.
        """
        if self.source:
            return as_graded(self.source, {grade_id: cell.source for grade_id, cell in self.cells.items()})
        # The gradebook has no model answers. A stub would say that an answer binds less than it does.
        cells = [self.cells[grade_id] for grade_id in order if grade_id is not None and grade_id in self.cells]
        nodes = [cell.as_node("" if cell.solution else cell.source, cell.grade_id) for cell in cells]
        return json.dumps(new_notebook(cells=nodes, metadata=from_dict(dict(self.metadata))))

    def text_like(self, cell: Mapping[str, Any]) -> LabText | None:
        """The lab's own cell that has this very text, whatever the officer's cell says of itself.

        Some editors give cells new ids, so that an id only chooses between several of the same text.
        """
        same = [text for text in self.texts if (text.cell_type, text.source) == (cell["cell_type"], cell["source"])]
        return next((text for text in same if text.id and text.id == cell.get("id")), same[0] if same else None)


def new_cell(kind: str, source: str, metadata: Mapping[str, Any], id: Any) -> NotebookNode:
    """A cell as nbformat makes it, without a look into its schema for each, which takes longer than all else."""
    own = from_dict(dict(metadata))
    if kind == "code":
        return NotebookNode(id=id, cell_type=kind, metadata=own, execution_count=None, source=source, outputs=[])
    return NotebookNode(id=id, cell_type=kind, source=source, metadata=own)


def directory_of(part: Any) -> CourseDirectory:
    """nbgrader's view of the course, from whatever of nbgrader's parts is at work on it."""
    holder = part
    while holder is not None:
        if getattr(holder, "coursedir", None) is not None:
            return holder.coursedir
        holder = getattr(holder, "parent", None)
    return CourseDirectory(config=part.config)


def lab_of(step: Any, resources: dict[str, Any], gradebook: Any = Gradebook) -> LabNotebook:
    """The lab's notebook, for a step on its way; read once for each notebook and shared by its steps.

    Args:
        step: the preprocessor.
        resources: nbconvert's; what the project's steps share is below "futurefit".
        gradebook: opens the gradebook.

    Raises:
        CourseError: as `read_lab_notebook`.
    """
    shared = resources.setdefault("futurefit", {})
    if "lab" not in shared:
        ids, directory = resources["nbgrader"], directory_of(step)
        with gradebook(directory.db_url, directory.course_id) as book:
            shared["lab"] = read_lab_notebook(book, directory, ids["assignment"], ids["notebook"])
    lab: LabNotebook = shared["lab"]
    return lab


def read_lab_notebook(book: Gradebook, directory: CourseDirectory, assignment: str, name: str) -> LabNotebook:
    """Read one notebook of a lab.

    Raises:
        CourseError: the gradebook does not know it, or the source notebook cannot be read.
    """
    folder = Path(directory.format_path(directory.source_directory, ".", assignment))
    text = _text(folder / f"{name}.ipynb")
    source = json.loads(text or "{}")
    try:
        notebook = book.find_notebook(name, assignment)
    except MissingEntry:
        raise CourseError(
            f"{assignment}/{name}.ipynb is not in the gradebook. Run: nbgrader generate_assignment {assignment}"
        ) from None
    points = {cell.name: float(cell.max_score) for cell in (*notebook.grade_cells, *notebook.task_cells)}
    grades = {cell.name for cell in notebook.grade_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    known = {
        cell.name: LabCell(
            grade_id=cell.name,
            cell_type=cell.cell_type,
            source=cell.source or "",
            locked=bool(cell.locked),
            checksum=cell.checksum,
            points=points.get(cell.name),
            grade=cell.name in grades,
            solution=cell.name in solutions,
            task=cell.name in tasks,
        )
        for cell in notebook.source_cells
    }
    kernelspec = json.loads(notebook.kernelspec or "null")
    cells: dict[str, LabCell] = {}
    texts: list[LabText] = []
    order: list[str] = []
    for number, cell in enumerate(source.get("cells", [])):
        metadata = dict(cell["metadata"])
        grade_id = str((metadata.pop("nbgrader", None) or {}).get("grade_id") or "")
        id = cell.get("id") or f"text-{number}"
        if grade_id in known:
            cells[grade_id] = replace(known[grade_id], id=cell.get("id") or "", metadata=metadata)
        else:
            texts.append(LabText(id, cell["cell_type"], "".join(cell["source"]), metadata))
        order.append(grade_id if grade_id in known else id)
    # The gradebook keeps no order of cells; those that the source notebook does not have come last.
    gone = {grade_id: cell for grade_id, cell in known.items() if grade_id not in cells}
    own = {key: source["metadata"][key] for key in NOTEBOOK_KEYS if key in source.get("metadata", {})}
    if kernelspec:
        own.setdefault("kernelspec", kernelspec)
    return LabNotebook(
        assignment, name, cells | gone, tuple(texts), (*order, *gone), own, folder if folder.is_dir() else None, text
    )


def _text(path: Path) -> str:
    """The text of a source notebook; "" where there is none, as in a course that keeps its sources elsewhere."""
    try:
        text = path.read_text(encoding="utf-8")
        if not isinstance(json.loads(text).get("cells"), list):
            raise ValueError("it has no list of cells")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, AttributeError) as error:
        raise CourseError(f"{path} cannot be read ({error}). Mend it, then grade again.") from error
    return text
