"""Keep on record what becomes of each grading, whoever starts it: `futurefit grade`, nbgrader's command or Formgrader.

nbgrader's gradebook holds the points of an earlier grading until a new one has come to its end, and nobody can tell
whether it did. So `BeginGrading`, the first step before a submission runs, takes those points away and saves an
`Outcome` that says "begun"; `EndGrading`, the last step after it ran, saves the end in its place. What stops between
them, a killed process included, is "not graded", or "stale" where it was graded before.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat.common import SchemaMismatchError

from futurefit.course import CourseError
from futurefit.errors import FutureFitError
from futurefit.grading.notebook_file import text_of
from futurefit.grading.reasons import NotGradable, problem_with, reason_for
from futurefit.grading.steps.lab_notebook import directory_of
from futurefit.grading.steps.names import take_renamed
from futurefit.grading.steps.sanitising import Resources, WithLab
from futurefit.grading.versions import grader_version
from futurefit.records import Outcome, fingerprint, load_outcome, save_outcome
from futurefit.records.versions import version_in


class BeginGrading(WithLab):
    """The points of an earlier grading are taken back before a new one; nbgrader shows them on when it fails."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        directory, ids = directory_of(self), resources["nbgrader"]
        officer, lab, notebook = ids["student"], ids["assignment"], ids["notebook"]
        course = Path(directory.root)
        submitted = Path(directory.format_path(directory.submitted_directory, officer, lab))
        with Gradebook(directory.db_url, directory.course_id) as book:
            had_points = _take_back_points(book, officer, lab, notebook, submitted)
            version = resources.get("futurefit", {}).get("version") or version_in(book, course, lab)
        begun = begin(course, officer, lab, fingerprint(submitted), version, (notebook,), had_points=had_points)
        save_outcome(course, begun)
        remove_feedback(directory, officer, lab)
        return nb, resources


class EndGrading(WithLab):
    """A grading that came to its end is put on record; nbgrader's gradebook cannot tell it from one that did not."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        directory, ids = directory_of(self), resources["nbgrader"]
        officer, lab, notebook = ids["student"], ids["assignment"], ids["notebook"]
        course = Path(directory.root)
        with Gradebook(directory.db_url, directory.course_id) as book:
            needed = {found.name for found in book.find_assignment(lab).notebooks}
        begun = load_outcome(course, officer, lab)
        if begun is None:
            raise CourseError(
                f"The record of this grading, gradings/{lab}/{officer}.json, is gone. {_again(officer, lab)}"
            )
        shared = resources.setdefault("futurefit", {})
        finished = tuple(sorted({*begun.finished, notebook} & needed))
        missing = sorted(needed - set(finished))
        waits = f"Of this lab, {', '.join(missing)} is not graded yet. {_again(officer, lab)}"
        said = [f"{notebook}: {note}" if len(needed) > 1 else note for note in shared.get("notes", [])]
        ended = replace(
            begun,
            graded=not missing,
            reason=waits if missing else "",
            at=datetime.now(UTC),
            inside=begun.inside or bool(shared.get("inside")),
            notes=tuple(dict.fromkeys([*begun.notes, *said])),
            told=tuple(dict.fromkeys([*begun.told, *shared.get("told", [])])),
            finished=finished,
            result=str(shared.get("result", "")),
        )
        save_outcome(course, ended)
        return nb, resources


class ReasonKeeper(NotebookExporter):
    """Why a submission could not be graded is put on record; nbgrader only logs it, or stops for the whole class.

    nbgrader's exporter of autograded notebooks, called once before and once after a submission runs.
    """

    _before: tuple[Any, dict[str, Any]] = (None, {})  # what was found out before the submission ran

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # nbgrader has listed the notebooks of all submissions, and will pass over those that it does not know by name.
        for found in getattr(self.parent, "assignments", {}).values():
            self._take_renamed(found)

    def _take_renamed(self, found: list[str]) -> None:
        """Add to nbgrader's list of a submission's notebooks what was handed in under another name."""
        folder, directory = Path(found[0]).parent, directory_of(self)
        ids = self.parent.init_single_notebook_resources(found[0])["nbgrader"]
        try:
            with Gradebook(directory.db_url, directory.course_id) as book:
                found += [
                    str(folder / f"{name}.ipynb") for name in take_renamed(folder, book, directory, ids["assignment"])
                ]
        except (NotGradable, CourseError) as problem:  # nbgrader would stop for everybody
            fail(
                Path(directory.root), ids["student"], ids["assignment"], reason_for(problem, ids["assignment"]), folder
            )
            remove_feedback(directory, ids["student"], ids["assignment"])

    def from_file(self, file_stream: Any, resources: Resources | None = None, **more: Any) -> tuple[str, Resources]:
        """Read the file in whichever encoding it is; nbconvert has opened it as UTF-8 without a mark."""
        text = text_of(file_stream.buffer.read()) if hasattr(file_stream, "buffer") else file_stream.read()
        return super().from_file(StringIO(text), resources, **more)

    def from_filename(self, filename: str, resources: Resources | None = None, **more: Any) -> tuple[str, Resources]:
        """Convert one notebook.

        Raises:
            NotGradable: the submission cannot be graded. Whatever else is raised is no officer's failure: it is
                nbgrader's, the database's or this machine's; it is put on record all the same.
        """
        assert resources is not None  # nbgrader's converter gives them
        path, directory, ids = Path(filename), directory_of(self), resources["nbgrader"]
        officer, lab = ids["student"], ids["assignment"]
        submitted = Path(directory.format_path(directory.submitted_directory, officer, lab))
        sanitising = path.parent.resolve() == submitted.resolve()
        key = (officer, lab, ids["notebook"])
        try:
            if sanitising and (problem := problem_with(path.parent, [path.stem], lab)):
                raise NotGradable(problem)
            if not sanitising and self._before[0] == key:
                resources.setdefault("futurefit", {}).update(self._before[1])
            output, resources = super().from_filename(filename, resources, **more)
            # The lab's own cells are among it, which nbgrader's writer must not have.
            self._before = (key, resources.pop("futurefit", {}) if sanitising else {})
            return output, resources
        except Exception as error:
            reason = reason_for(error, lab)
            fail(Path(directory.root), officer, lab, reason, submitted)
            remove_feedback(directory, officer, lab)
            if isinstance(error, SchemaMismatchError):  # nbgrader would stop for everybody
                raise NotGradable(reason) from error
            raise


def begin(
    course: Path,
    officer: str,
    lab: str,
    submission: str,
    version: str,
    notebooks: tuple[str, ...] = (),
    *,
    had_points: bool = False,
) -> Outcome:
    """The outcome of a grading that begins: not graded, and it says that it did not finish. It is not saved yet.

    Args:
        submission: `fingerprint` of what was handed in.
        version: the lab's.
        notebooks: those that are graded now; none stands for all. What else of this submission was graded, stays so.
        had_points: whether the gradebook held points of an earlier grading.
    """
    last = _last(course, officer, lab)
    same = last is not None and (last.submission, last.lab_version, last.grader_version) == (
        submission,
        version,
        grader_version(),
    )
    kept = last if same and notebooks else None
    finished = tuple(sorted(set(kept.finished) - set(notebooks))) if kept else ()
    return Outcome(
        officer=officer,
        lab=lab,
        graded=False,
        reason=f"Grading was begun and did not finish. {_again(officer, lab)}",
        cell="",
        at=datetime.now(UTC),
        submission=submission,
        lab_version=version,
        grader_version=grader_version(),
        inside=bool(kept and kept.inside),
        notes=tuple(note for note in kept.notes if note.partition(":")[0] in finished) if kept else (),
        told=kept.told if kept and finished else (),
        finished=finished,
        graded_before=had_points or bool(last and (last.graded or last.graded_before)),
    )


def fail(course: Path, officer: str, lab: str, reason: str, submitted: Path) -> Outcome:
    """Put on record that a submission could not be graded, and why. Returns what was saved."""
    last = _last(course, officer, lab)
    submission = fingerprint(submitted)
    before = last if last and last.submission == submission and not last.graded else None
    outcome = Outcome(
        officer=officer,
        lab=lab,
        graded=False,
        reason=reason,
        cell="",
        at=datetime.now(UTC),
        submission=submission,
        lab_version=before.lab_version if before else "",
        grader_version=grader_version(),
        finished=before.finished if before else (),
        graded_before=bool(last and (last.graded or last.graded_before)),
    )
    save_outcome(course, outcome)
    return outcome


def remove_feedback(directory: CourseDirectory, officer: str, lab: str) -> None:
    """Remove the page of an earlier grading: its points no longer hold, and nbgrader would release it again."""
    shutil.rmtree(directory.format_path(directory.feedback_directory, officer, lab), ignore_errors=True)


def _last(course: Path, officer: str, lab: str) -> Outcome | None:
    try:
        return load_outcome(course, officer, lab)
    except FutureFitError:  # a damaged one is replaced
        return None


def _again(officer: str, lab: str) -> str:
    return f"Run: futurefit grade {lab} --officer {officer}"


def _take_back_points(book: Gradebook, officer: str, lab: str, notebook: str, submitted: Path) -> bool:
    """Take back what tests gave this notebook, and any that was not handed in; a person's points stay.

    Returns whether there were points of an earlier grading. A notebook that was not handed in has a 0 from nbgrader.
    """
    try:
        notebooks = book.find_submission(lab, officer).notebooks
    except MissingEntry:
        return False
    had_points = False
    for found in notebooks:
        if found.name != notebook and (submitted / f"{found.name}.ipynb").is_file():
            continue
        for grade in found.grades:
            had_points |= found.name == notebook and grade.auto_score is not None
            grade.auto_score, grade.needs_manual_grade = None, True
        found.late_submission_penalty = None
    book.db.commit()
    return had_points
