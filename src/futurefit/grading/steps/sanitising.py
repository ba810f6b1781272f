"""What nbgrader's own preprocessors get wrong before a submission runs, mended: each class says what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.api import Gradebook
from nbgrader.nbgraderformat import SCHEMA_VERSION
from nbgrader.preprocessors import NbGraderPreprocessor

from futurefit.grading.reasons import NotGradable, damage, fresh_copy
from futurefit.grading.steps.known_cells import IDS, PLACES, TEXTS, answered_elsewhere, know, marked_as, tasks_of
from futurefit.grading.steps.lab_notebook import LabNotebook, lab_of, new_cell

Resources = dict[str, Any]
MARKS_CHANGED = "Its marks were of another version of nbgrader."
MERGED = "# This answer stands in another cell."
MARKS_LOST = "Cells that had lost their marks were known by their ids, texts or places."
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")  # nbformat 4.5


def remark(resources: Resources, text: str, told: str = "") -> None:
    """Leave a word for the instructor; it is kept with the outcome of the grading.

    Args:
        told: the same for many results, to stand beside the points wherever they are shown; "" where it need not.
    """
    shared = resources.setdefault("futurefit", {})
    shared.setdefault("notes", []).append(text)
    if told:
        shared.setdefault("told", []).append(told)


class WithLab(NbGraderPreprocessor):
    """A preprocessor that knows the lab; it is read once for each notebook."""

    def lab(self, resources: Resources) -> LabNotebook:
        # By this module's name for it: a batch lends its own gradebook to the modules of steps.
        return lab_of(self, resources, Gradebook)


class NeedSoundNotebook(NbGraderPreprocessor):
    """A notebook of a form that cannot be graded ends its own grading; some of them end nbgrader's run of the class."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        if problem := damage(nb, resources["nbgrader"]["notebook"], resources["nbgrader"]["assignment"]):
            raise NotGradable(problem)
        return nb, resources


class KnowCells(WithLab):
    """Cells that lost their marks are known otherwise; without it all are the officer's own, and nothing is graded.

    Marks of another version of nbgrader say which cell it is all the same; where there are none, see `known_cells`.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        lab = self.lab(resources)
        versions = {
            f"{cell.metadata.nbgrader.get('schema_version', 'none')!r:.20}".strip("'")
            for cell in nb.cells
            if marked_as(cell) in lab.cells and cell.metadata.nbgrader.get("schema_version") != SCHEMA_VERSION
        }
        if versions:
            theirs = f"{', '.join(sorted(versions)):.60}"
            said = f"Its marks are of another version of nbgrader (theirs: {theirs}, here: {SCHEMA_VERSION})"
            remark(resources, f"{said}; the lab's own took their place.", MARKS_CHANGED)
        known = know(nb.cells, lab, self.config)
        if known.known_tasks and not known.enough:
            raise NotGradable(
                f"{lab.name}.ipynb has lost the marks (nbgrader's metadata) that say which of its cells are the lab's, "
                f"and too little else is left: of {len(known.tasks)} cells of tasks, {len(known.known_tasks)} could be "
                f"known by ids or texts. {fresh_copy(lab.assignment)}"
            )
        for grade_id, (number, _) in known.found.items():
            nb.cells[number].metadata["nbgrader"] = NotebookNode(grade_id=grade_id)
        for way in (IDS, TEXTS, PLACES):
            if ids := [grade_id for grade_id in lab.cells if known.found.get(grade_id, (0, ""))[1] == way]:
                remark(
                    resources,
                    f"Cells had lost their marks, and were known by their {way}: {', '.join(ids)}.",
                    MARKS_LOST,
                )
        for cell in nb.cells:
            if marked_as(cell) is None:
                cell.metadata.pop("nbgrader", None)
        return nb, resources


class GradeOriginals(WithLab):
    """A copied cell is not graded, its original is; nbgrader grades the copy and ends the run of the whole class.

    The original is the one that stands where the lab has it: behind as many of the lab's other cells that come before
    it, and before as many that come after it, as can be. Of those that stand alike, it is the one that kept its id
    (JupyterLab gives a pasted cell a new one), else the first. Copies run as the officer's own cells.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        lab = self.lab(resources)
        places: dict[str, list[int]] = {}
        for number, cell in enumerate(nb.cells):
            if key := _key(cell, lab):
                places.setdefault(key, []).append(number)
        order = {key: number for number, key in enumerate(lab.order)}
        single = [(found[0], order[key]) for key, found in places.items() if len(found) == 1]
        for key, found in places.items():
            if key not in lab.cells or len(found) == 1:
                continue

            def merit(here: int, key: str = key) -> tuple[int, bool, int]:
                agree = sum((there < here) == (place < order[key]) for there, place in single)
                return agree, nb.cells[here].get("id") == lab.cells[key].id, -here

            original = max(found, key=merit)
            for here in found:
                if here != original:
                    del nb.cells[here].metadata["nbgrader"]
            remark(resources, f"The cell {key} stands {len(found)} times; only the original is graded.")
        return nb, resources


class KeepOwnMetadata(WithLab):
    """Of what a submission's cells say of themselves, only which cell of the lab they are is believed.

    nbgrader obeys an officer's tags: `skip-execution` on a test is full marks. Here each cell is made anew from its
    text. A cell of the lab gets the lab's own marks, tags and, where it is locked, text; so does a cell without marks
    whose text is the lab's own. All other cells have no metadata. The notebook's own is the lab's.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        lab = self.lab(resources)
        given: set[str] = set()
        reserved = {cell.id for cell in lab.cells.values()} | {text.id for text in lab.texts}
        cells = []
        for old in nb.cells:
            source = _printable(old.source)
            grade_id = old.metadata.get("nbgrader", {}).get("grade_id")
            ours = lab.cells.get(grade_id) if isinstance(grade_id, str) else None
            text = lab.text_like({"cell_type": old.cell_type, "source": source, "id": old.get("id")})
            if ours is not None:
                cell = ours.as_node(ours.source if ours.locked else source, _free_id(ours.id, given))
            else:
                mine = text is not None and text.id not in given
                id = _free_id(text.id if text and mine else old.get("id"), given if mine else given | reserved)
                cell = new_cell(old.cell_type, source, text.metadata if text else {}, id)
            if cell.cell_type == "markdown" and (pictures := _attachments(old)):
                cell["attachments"] = pictures
            given.add(cell["id"])
            cells.append(cell)
        nb.cells = cells
        nb.metadata = from_dict(dict(lab.metadata))
        nb.nbformat, nb.nbformat_minor = 4, 5
        return nb, resources


class PutBackDeleted(WithLab):
    """A deleted cell of the lab is put back as it was released; nbgrader leaves its points to be marked by hand.

    nbgrader's own way of putting cells back (`OverwriteCells.add_missing_cells`) stops at a deleted answer, and takes
    an unanswered text for an answered one, since it writes a remark into the cell.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        lab = self.lab(resources)
        place = {grade_id: cell for cell in nb.cells if (grade_id := cell.metadata.get("nbgrader", {}).get("grade_id"))}
        if not place.keys() & tasks_of(lab):
            raise NotGradable(
                f"{lab.name}.ipynb has none of the lab's own tasks: it is another notebook under this name. "
                "Ask for the right one."
            )
        given = {cell["id"] for cell in nb.cells}
        last = -1
        for kept in lab.cells.values():
            cell = place.get(kept.grade_id)
            if cell is None:
                source = kept.source
                if kept.solution and answered_elsewhere(kept, nb.cells, lab):
                    source = MERGED  # what was released would undo the officer's answer
                    remark(resources, f"The cell {kept.grade_id} was deleted; its answer stands in another cell.")
                else:
                    remark(resources, f"The cell {kept.grade_id} was deleted; it was put back as it was released.")
                cell = kept.as_node(source, _free_id(kept.id, given))
                given.add(cell["id"])
                nb.cells.insert(last + 1, cell)
            last = next(i for i, other in enumerate(nb.cells) if other is cell)
        return nb, resources


def _key(cell: Mapping[str, Any], lab: LabNotebook) -> str | None:
    """Which of the lab's cells this is, or is a copy of."""
    grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
    if isinstance(grade_id, str) and grade_id in lab.cells:
        return grade_id
    text = lab.text_like(cell)
    return text.id if text else None


def _printable(text: str) -> str:
    """Text that can be written to a file: half a character, as some editors leave of an emoji, becomes a sign."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _free_id(wanted: Any, taken: Collection[str]) -> str:
    """An id of a cell that no other has: the wanted one if it may be."""
    if isinstance(wanted, str) and _CELL_ID.fullmatch(wanted) and wanted not in taken:
        return wanted
    return next(id for number in range(len(taken) + 1) if (id := f"own-{number}") not in taken)


def _attachments(cell: Mapping[str, Any]) -> NotebookNode:
    """The pictures that an officer put into a text, by name and kind."""
    found = cell.get("attachments")
    pictures = NotebookNode()
    for name, kinds in found.items() if isinstance(found, dict) else ():
        if isinstance(kinds, dict) and all(isinstance(data, str) for data in kinds.values()):
            pictures[_printable(name)] = NotebookNode({kind: _printable(data) for kind, data in kinds.items()})
    return pictures
