"""Autograde a lab's submissions one by one, through nbgrader's own autograder.

nbgrader's command stops for the whole class at some faults of one notebook, and says why in a log. Here each officer is
graded alone, and each grading ends in an `Outcome`: graded, or not graded with the reason.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime

from nbgrader.converters import Autograde

from futurefit.course import Course, CourseError
from futurefit.grading.reasons import problem_with, reason_for
from futurefit.records import Outcome, fingerprint, forget_outcome, load_outcomes, read, save_outcome


@dataclass(frozen=True)
class Graded:
    """What happened to one officer's submission in this run."""

    outcome: Outcome
    skipped: bool  # nothing had changed since it was graded
    seconds: float


class _OneOfficer(Autograde):
    """nbgrader's autograder, remembering the error that it only logs."""

    error: Exception | None = None

    def convert_single_notebook(self, notebook_filename: str) -> None:
        try:
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            self.error = error
            raise


def submitted(course: Course, lab: str) -> list[str]:
    """Ids of the officers who have a folder for this lab in submitted/."""
    return sorted(path.parent.name for path in (course.folder / "submitted").glob(f"*/{lab}") if path.is_dir())


def grade(
    course: Course,
    lab: str,
    officers: Collection[str] = (),
    *,
    fresh: bool = False,
    timeout: int | None = None,
) -> Iterator[Graded]:
    """Grade the submissions of a lab; an officer whose work cannot be graded does not stop the others.

    Args:
        officers: ids; all who submitted where none is named.
        fresh: grade again what has not changed since.
        timeout: seconds that one cell may run; None takes the course's setting.

    Raises:
        CourseError: no such lab, it was never released, or an officer who submitted nothing is named.
        RecordsError: no gradebook, or it cannot be read.
    """
    course.need_lab(lab)
    if lab not in {known.slug for known in read(course.folder).labs}:
        raise CourseError(f"{lab} is not in the gradebook yet. Run: futurefit release {lab}")
    present = submitted(course, lab)
    if missing := sorted(set(officers) - set(present)):
        raise CourseError(
            f"No submission of {lab} from {', '.join(missing)}. To see who has submitted: futurefit status"
        )
    before = load_outcomes(course.folder)
    for officer in sorted(officers) or present:
        start = datetime.now(UTC)
        folder = course.folder / "submitted" / officer / lab
        kept = course.folder / "autograded" / officer / lab / f"{lab}.ipynb"
        last = before.get((officer, lab))
        if not fresh and last and last.graded and kept.is_file() and last.submission == fingerprint(folder):
            yield Graded(last, True, 0.0)
            continue
        forget_outcome(course.folder, officer, lab)
        reason = _autograde(course, lab, officer, timeout)
        outcome = Outcome(
            officer=officer,
            lab=lab,
            graded=not reason,
            reason=reason,
            cell="",
            at=datetime.now(UTC),
            submission=fingerprint(folder),
        )
        save_outcome(course.folder, outcome)
        yield Graded(outcome, False, (outcome.at - start).total_seconds())


def _autograde(course: Course, lab: str, officer: str, timeout: int | None) -> str:
    """Why this submission could not be graded; "" when it was."""
    if problem := problem_with(course.folder / "submitted" / officer / lab, lab):
        shutil.rmtree(course.folder / "autograded" / officer / lab, ignore_errors=True)  # of an earlier submission
        return problem
    directory = course.directory
    directory.assignment_id, directory.student_id = lab, officer
    config = deepcopy(course.config)
    if timeout is not None:
        config.Execute.timeout = timeout
    autograder = _OneOfficer(coursedir=directory, config=config)
    autograder.force = True
    try:
        autograder.start()
    except Exception as error:  # nbgrader raises one general error; the one that tells is remembered
        return reason_for(autograder.error or error, lab)
    return ""
