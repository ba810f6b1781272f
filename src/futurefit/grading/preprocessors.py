"""What nbgrader's own preprocessors get wrong, mended: each class says what goes wrong without it."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader import utils
from nbgrader.api import Gradebook, SourceCell
from nbgrader.nbgraderformat import SCHEMA_VERSION
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Integer, Unicode

from futurefit.grading.reasons import NotGradable

Resources = dict[str, Any]


class GradeOriginals(NbGraderPreprocessor):
    """A copied cell is not graded, its original is; nbgrader grades the copy and ends the run of the whole class."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        seen: set[str] = set()
        for cell in nb.cells:
            self._need_known_version(cell, resources)
            if not (utils.is_grade(cell) or utils.is_solution(cell) or utils.is_locked(cell)):
                continue
            grade_id = cell.metadata.nbgrader["grade_id"]
            if grade_id in seen:
                self.log.warning("Cell %s stands twice; the copy is not graded", grade_id)
                del cell.metadata["nbgrader"]
            seen.add(grade_id)
        return nb, resources

    def _need_known_version(self, cell: NotebookNode, resources: Resources) -> None:
        """Marks of another version end this grading only; nbgrader ends the run of the whole class at them, too."""
        marks = cell.metadata.get("nbgrader")
        if not marks or marks.get("schema_version") == SCHEMA_VERSION:
            return
        lab = resources["nbgrader"]["assignment"]
        raise NotGradable(
            f"The notebook's grading marks are of another version of nbgrader than this course's (theirs: "
            f"{marks.get('schema_version', 'none')}, here: {SCHEMA_VERSION}). "
            f"Ask the officer to fetch {lab} again and copy the answers over."
        )


class PutBackDeleted(NbGraderPreprocessor):
    """A deleted cell of the lab is put back as it was released; nbgrader leaves its points to be marked by hand.

    nbgrader's own way of putting cells back (`OverwriteCells.add_missing_cells`) stops at a deleted answer, and takes
    an unanswered text for an answered one, since it writes a remark into the cell. And a cell that the lab no longer
    has, since it was released again after the officer fetched it, is left without a mark; nbgrader stops at it.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        place: dict[str, NotebookNode] = {}
        for cell in nb.cells:
            if grade_id := cell.metadata.get("nbgrader", {}).get("grade_id"):
                place[grade_id] = cell
            else:  # OverwriteCells took the id off
                cell.metadata.pop("nbgrader", None)
        ids = resources["nbgrader"]
        with Gradebook(ids["db_url"]) as book:
            source = book.find_notebook(ids["notebook"], ids["assignment"])
            points = {cell.name: cell.max_score for cell in source.grade_cells}
            solutions = {cell.name for cell in source.solution_cells}
            # Every lab has a set-up and a reflection; only the tasks tell one lab from another.
            own = {cell.name for cell in source.source_cells}
            code = {cell.name for cell in source.source_cells if cell.cell_type == "code"}
            if not place.keys() & (code & (points.keys() | solutions) or own):
                raise NotGradable(
                    f"{ids['notebook']}.ipynb has none of the lab's own tasks: it is another notebook under this name. "
                    "Ask for the right one."
                )
            last = -1
            for kept in source.source_cells:
                cell = place.get(kept.name)
                if cell is None:
                    self.log.warning("Cell %s was deleted; it is put back", kept.name)
                    cell = _as_released(kept, points.get(kept.name), kept.name in solutions)
                    nb.cells.insert(last + 1, cell)
                last = next(i for i, other in enumerate(nb.cells) if other is cell)
        return nb, resources


def _as_released(kept: SourceCell, points: float | None, solution: bool) -> NotebookNode:
    cell = new_code_cell(kept.source) if kept.cell_type == "code" else new_markdown_cell(kept.source)
    cell.metadata["nbgrader"] = NotebookNode(
        grade_id=kept.name,
        grade=points is not None,
        solution=solution,
        locked=bool(kept.locked),
        task=False,
        schema_version=3,
        cell_type=kept.cell_type,
        checksum=kept.checksum,
    )
    if points is not None:
        cell.metadata.nbgrader["points"] = points
    return cell


class ForgiveWarnings(NbGraderPreprocessor):
    """A warning is no failed test; nbgrader gives no points to a test that printed anything on stderr."""

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, index: int) -> tuple[NotebookNode, Resources]:
        if utils.is_grade(cell) and not utils.is_solution(cell):
            for output in cell.get("outputs", []):
                if output.output_type == "stream" and output.name == "stderr":
                    output.name = "stdout"
        return cell, resources


class LimitOutputSize(NbGraderPreprocessor):
    """Output is cut to a size in characters; nbgrader counts lines only, and keeps 50 MB that stand on one."""

    max_characters = Integer(100_000, help="Longest text that one output of a cell may keep.").tag(config=True)
    max_cell = Integer(4_000_000, help="Most characters, pictures included, that one cell may keep.").tag(config=True)

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, index: int) -> tuple[NotebookNode, Resources]:
        kept, size, dropped = [], 0, False
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                output.text = self._cut(output.text)
            elif output.output_type == "error":
                output.evalue = self._cut(output.evalue)
                output.traceback = [self._cut(line) for line in output.traceback]
            else:
                data = output.get("data", {})
                for kind in [k for k in data if k.startswith("text/") and isinstance(data[k], str)]:
                    data[kind] = self._cut(data[kind])
            size += len(str(output))
            # An error is always kept: it is what a failed test is known by.
            if size <= self.max_cell or output.output_type == "error":
                kept.append(output)
            elif not dropped:
                dropped = True
                kept.append(new_output("stream", name="stdout", text="… what came after was left out\n"))
        if "outputs" in cell:
            cell.outputs = kept
        return cell, resources

    def _cut(self, text: str) -> str:
        if len(text) <= self.max_characters:
            return text
        return f"{text[: self.max_characters]}\n… cut here: {len(text):,} characters in all"


class FoldTests(NbGraderPreprocessor):
    """In feedback, a locked cell is folded to its first line; nbgrader shows officers the hidden tests."""

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, index: int) -> tuple[NotebookNode, Resources]:
        if cell.cell_type == "code" and utils.is_locked(cell) and not utils.is_solution(cell):
            first, _, rest = cell.source.partition("\n")
            cell.source = f"{first}  # …" if rest else first
            for output in cell.get("outputs", []):
                # A check's own error is one line without code; any other traceback quotes the test.
                if output.output_type == "error" and len(output.traceback) > 1:
                    output.traceback = [f"{output.ename}: {output.evalue}"]
        return cell, resources


class SayWaiting(NbGraderPreprocessor):
    """In feedback, an answer that waits for a marker says so; nbgrader shows 0.0 for it, which reads like a mark."""

    waiting = Unicode(
        "This answer has not been marked yet: the 0.0 beside it is not a mark, and the total does not count it.",
        help="The words below an answer that nobody has marked yet.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        ids = resources["nbgrader"]
        with Gradebook(ids["db_url"]) as book:
            for cell in nb.cells:
                if utils.is_grade(cell) and utils.is_solution(cell):
                    grade_id = cell.metadata.nbgrader["grade_id"]
                    mark = book.find_grade(grade_id, ids["notebook"], ids["assignment"], ids["student"])
                    if mark.needs_manual_grade and mark.manual_score is None:
                        cell.metadata.nbgrader["comment"] = self.waiting
        return nb, resources
