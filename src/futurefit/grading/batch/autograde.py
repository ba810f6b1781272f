"""nbgrader's autograder in two halves: a submission is made ready to be run, and what running it gave is scored.

Between the two it can be run anywhere. All of nbgrader's own steps and all configured preprocessors are taken, each in
its place, except that the one that runs a notebook is given what came of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from nbgrader.converters import Autograde
from nbgrader.preprocessors import CheckCellMetadata, SaveAutoGrades

from futurefit.course import Course, CourseError
from futurefit.grading.batch.book import RunBook, users_of_gradebooks
from futurefit.grading.batch.store import Stored, write_whole
from futurefit.grading.engine import Job, Settings
from futurefit.grading.notebook_file import read_notebook
from futurefit.grading.steps.execute import Examine
from futurefit.grading.steps.keeping import BeginGrading, EndGrading, fail
from futurefit.grading.steps.names import take_renamed
from futurefit.records import Outcome, load_outcome
from futurefit.records.versions import version_in

SHARED = "futurefit"  # what the project's preprocessors share, among a notebook's resources


@dataclass(frozen=True)
class Ready:
    """A notebook that is ready to be run, and what the steps before have said of it (`sanitising.remark`)."""

    job: Job
    notes: tuple[str, ...]
    told: tuple[str, ...] = ()


class _CheckMarksOnce(CheckCellMetadata):
    """nbgrader checks the marks of every notebook against their schema, and the schema itself, cell by cell."""

    _sound: str = ""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        marks = repr([(cell.cell_type, cell.metadata["nbgrader"]) for cell in nb.cells if "nbgrader" in cell.metadata])
        if marks != self._sound:  # those of nearly all submissions of a lab are the same
            nb, resources = super().preprocess(nb, resources)
            self._sound = marks
        return nb, resources


class _SaveAtOnce(SaveAutoGrades):
    """nbgrader writes each cell's points by themselves."""

    book: RunBook

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        with self.book.at_once():
            return super().preprocess(nb, resources)


class Autograder(Autograde):
    """nbgrader's autograder for one lab and many officers, with one gradebook open for all. Use it in a `with`.

    Args:
        timeout: seconds that one cell may run; None takes the course's setting.
        sandbox: where submissions run (`sandbox.Mode`); "" takes the course's setting.

    Raises:
        CourseError: the lab is not in the gradebook.
    """

    def __init__(self, course: Course, lab: str, *, timeout: int | None = None, sandbox: str = "") -> None:
        directory = course.directory
        directory.assignment_id = lab
        super().__init__(coursedir=directory, config=course.config)
        self._course, self._lab = course, lab
        self.force = True
        self.exporter = self.exporter_class(parent=self, config=self.config)
        before, after = self._made(self.sanitize_preprocessors), self._made(self.autograde_preprocessors)
        self._begin = [each for each in before if isinstance(each, BeginGrading)] or [
            BeginGrading(parent=self.exporter)
        ]
        self._end = [each for each in after if isinstance(each, EndGrading)] or [EndGrading(parent=self.exporter)]
        self._before = [each for each in before if each not in self._begin]
        self._after = [each for each in after if each not in self._end]
        (self._run,) = [each for each in after if isinstance(each, Examine)][:1] or [Examine(parent=self.exporter)]
        if self._run not in self._after:
            self._after.insert(0, self._run)
        if timeout is not None:
            self._run.timeout = timeout
        if sandbox:
            self._run.sandbox = sandbox
        self.book = RunBook(directory.db_url, directory.course_id)
        for each in after:
            if isinstance(each, _SaveAtOnce):
                each.book = self.book
        self._users = users_of_gradebooks([*before, *after, *self._begin, *self._end])
        # What is read of the lab is read once, after its version: a lab that changes meanwhile is graded again.
        self._version = version_in(self.book, course.folder, lab)
        self._known: dict[str, Any] = {}  # by notebook
        try:
            self.names = tuple(sorted(notebook.name for notebook in self.book.find_assignment(lab).notebooks))
        except MissingEntry:
            self.book.end()
            raise CourseError(f"{lab} is not in the gradebook yet. Run: futurefit release {lab}") from None
        self.book.drop()

    def _made(self, preprocessors: list[Any]) -> list[Any]:
        """Preprocessors as nbgrader makes them, but for any that would run the notebook without walls."""
        self.exporter._preprocessors = []
        for each in preprocessors:
            self.exporter.register_preprocessor(each)
        made = [each for each in self.exporter._preprocessors if isinstance(each, Examine) or not _runs(each)]
        own: dict[type, type] = {CheckCellMetadata: _CheckMarksOnce, SaveAutoGrades: _SaveAtOnce}
        return [own[type(each)](parent=self.exporter) if type(each) in own else each for each in made]

    @property
    def settings(self) -> Settings:
        """How submissions are run."""
        return self._run.settings()

    def submitted(self, officer: str) -> Path:
        """The folder of what the officer handed in."""
        return Path(self.coursedir.format_path(self.coursedir.submitted_directory, officer, self._lab))

    def take_renamed(self, officer: str) -> None:
        """Put the officer's notebooks under the names that they must have; see `names.take_renamed`."""
        folder = self.submitted(officer)
        if not all((folder / f"{name}.ipynb").exists() for name in self.names):
            with self.book.lent(self._users):
                take_renamed(folder, self.book, self.coursedir, self._lab)

    def ready(self, officer: str) -> dict[str, Ready]:
        """The officer's notebooks made ready to be run, by name. Changes nothing, neither files nor gradebook.

        Raises:
            Exception: whatever a step raises; `reasons.reason_for` says what it means.
        """
        found = {}
        with self.book.lent(self._users):
            for path in self._turn_to(officer):
                resources = self._resources(path)
                notebook = _through(self._before, _normal(read_notebook(path)), resources)
                found[path.stem] = Ready(
                    self._run.job(notebook, resources), _said("notes", resources), _said("told", resources)
                )
                self._known[path.stem] = resources[SHARED].get("lab")
        return found

    def score(self, officer: str, ran: Mapping[str, Stored], result: str = "", *, again: bool = False) -> Outcome:
        """Score notebooks that were run, by name, into the gradebook and autograded/.

        The points come into the gradebook all at once; only then the notebooks into autograded/, and last the outcome.
        What the lab says of its cells (points) counts as it is now, not as it was when they ran.

        Args:
            result: the name under which they are stored; it is put on record.
            again: the gradebook holds points of this very result. A person's points then need no second look, except
                where the cell gives other points than before.

        Raises:
            Exception: whatever a step raises; the submission has no points then, and nothing in autograded/.
        """
        done = {}
        with self.book.lent(self._users):
            try:
                paths = self._turn_to(officer)
                given = {path.stem: self._resources(path) for path in paths}
                notebooks = {name: _normal(nbformat.v4.reads_json(ran[name].notebook)) for name in given}
                for name, resources in given.items():
                    self._mark_anew(notebooks[name], resources)
                settled = self._settled(officer, notebooks) if again else set()
                for name, resources in given.items():
                    _through(self._begin, notebooks[name], resources)
                self.init_destination(self._lab, officer)
                self.run_pre_convert_hook()
                self.init_assignment(self._lab, officer)
                self._sanitizing = False
                folder = Path(self._format_dest(self._lab, officer))
                for name, resources in given.items():
                    resources["metadata"]["path"] = str(folder)
                    before = {"notes": list(ran[name].remarks), "told": list(ran[name].told)}
                    resources[SHARED] |= {"examined": ran[name], "result": result} | before
                    notebook = _through(self._after, notebooks[name], resources)
                    nbformat.validate(notebook, relax_add_props=True)
                    done[folder / f"{name}.ipynb"] = nbformat.v4.writes(notebook)
                for grade in self._grades(officer) if settled else ():
                    grade.needs_manual_grade &= (grade.notebook.name, grade.name) not in settled
                self.book.keep()
                for path, text in done.items():
                    # They can be made again from the results, so the disk may take its time.
                    write_whole(path, f"{text.rstrip()}\n".encode(errors="replace"), wait=False)
                self.set_permissions(self._lab, officer)
                self.run_post_convert_hook()
                for name, resources in given.items():
                    _through(self._end, notebooks[name], resources)
                self.book.keep()
            except BaseException:
                self.book.drop()
                self.discard(officer)
                raise
            finally:
                self._sanitizing = True
        outcome = load_outcome(self._course.folder, officer, self._lab)
        assert outcome is not None
        return outcome

    def _mark_anew(self, notebook: NotebookNode, resources: ResourcesDict) -> None:
        """Give the cells of a notebook that was run the lab's marks of today: its points may have changed since."""
        lab = self._run.lab(resources)
        self._known[lab.name] = lab
        for cell in notebook.cells:
            if ours := lab.cells.get(cell.metadata.get("nbgrader", {}).get("grade_id")):
                cell.metadata["nbgrader"] = ours.marks()

    def _settled(self, officer: str, notebooks: Mapping[str, NotebookNode]) -> set[tuple[str, str]]:
        """The cells, as (notebook, grade_id), to which a person gave points that stand: the most is what it was."""
        folder = Path(self._format_dest(self._lab, officer))
        most = {
            name: (_most(read_notebook(folder / f"{name}.ipynb")), _most(notebook))
            for name, notebook in notebooks.items()
        }
        found = set()
        for grade in self._grades(officer):
            before, now = most.get(grade.notebook.name, ({}, {}))
            same = grade.name in now and before.get(grade.name) == now[grade.name]
            if same and grade.manual_score is not None and not grade.needs_manual_grade:
                found.add((grade.notebook.name, grade.name))
        return found

    def _grades(self, officer: str) -> list[Any]:
        """The gradebook's rows of this officer's submission, one for each graded cell."""
        return [grade for each in self.book.find_submission(self._lab, officer).notebooks for grade in each.grades]

    def fail(self, officer: str, reason: str) -> Outcome:
        """Put on record that a submission could not be graded, and why; the points of an earlier grading go."""
        self.discard(officer)
        with self.book.lent(self._users):
            self.coursedir.student_id = officer
            for name in self.names:
                resources = self._resources(self.submitted(officer) / f"{name}.ipynb")
                _through(self._begin, nbformat.v4.new_notebook(), resources)
            self.book.keep()
        return fail(self._course.folder, officer, self._lab, reason, self.submitted(officer))

    def discard(self, officer: str) -> None:
        """Remove the officer's autograded/ folder of this lab."""
        shutil.rmtree(self._format_dest(self._lab, officer), ignore_errors=True)

    def _turn_to(self, officer: str) -> list[Path]:
        """Make this officer's submission the one that nbgrader's steps work on; returns its notebooks."""
        self.coursedir.student_id = officer
        paths = [self.submitted(officer) / f"{name}.ipynb" for name in self.names]
        self.notebooks = [str(path) for path in paths if path.is_file()]
        return [Path(path) for path in self.notebooks]

    def _resources(self, path: Path) -> ResourcesDict:
        """What nbgrader and nbconvert tell the preprocessors of a notebook."""
        resources = ResourcesDict(**self.init_single_notebook_resources(str(path)))
        resources["metadata"] = ResourcesDict(name=path.stem, path=str(path.parent))
        resources["output_extension"] = ".ipynb"
        resources[SHARED] = {"version": self._version}
        if lab := self._known.get(path.stem):
            resources[SHARED]["lab"] = lab
        return resources

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.book.end()


def _runs(step: Any) -> bool:
    return isinstance(step, ExecutePreprocessor)


def _normal(notebook: NotebookNode) -> NotebookNode:
    """A notebook as nbconvert has it before its first preprocessor."""
    return nbformat.validator.normalize(notebook)[1] if hasattr(nbformat.validator, "normalize") else notebook


def _through(steps: list[Any], notebook: NotebookNode, resources: ResourcesDict) -> NotebookNode:
    """Take a notebook through preprocessors as nbconvert does, but for its checks after each."""
    for step in steps:
        notebook, _ = step(notebook, resources)
    return notebook


def _most(notebook: NotebookNode) -> dict[str, float]:
    """The points that each graded cell can give, by grade_id."""
    marks = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    return {mark["grade_id"]: float(mark["points"]) for mark in marks if "points" in mark}


def _said(kind: str, resources: ResourcesDict) -> tuple[str, ...]:
    """What the steps have said so far: "notes", or "told" wherever the points are shown."""
    return tuple(resources[SHARED].get(kind, ()))
