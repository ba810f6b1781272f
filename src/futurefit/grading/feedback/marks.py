"""The marks of one officer's notebook, read from nbgrader's gradebook for the page of feedback."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from nbgrader.api import Gradebook


@dataclass(frozen=True)
class Mark:
    """Points for one graded cell. `points` is None where nobody has marked it yet, which is not the same as 0.

    Attributes:
        by_person: a person gave these points, in place of the tests.
        extra: points beyond the maximum, already in `points`.
    """

    points: float | None
    maximum: float
    by_person: bool = False
    extra: float = 0.0

    @property
    def full(self) -> bool:
        return self.points is not None and self.points >= self.maximum

    @property
    def waiting(self) -> bool:
        return self.points is None


@dataclass(frozen=True)
class Marks:
    """All marks of one notebook of one officer, and when it was handed in (aware, UTC).

    Attributes:
        of: a mark for each graded cell, by grade_id.
        comments: a marker's words, by grade_id.
        blank: answers that were handed in as they were released.
        penalty: points taken off for handing in late.
    """

    of: dict[str, Mark]
    comments: dict[str, str]
    blank: frozenset[str]
    penalty: float
    handed_in: datetime | None
    due: datetime | None

    @property
    def so_far(self) -> float:
        """The points that are given, less the penalty; never below 0."""
        return max(0.0, round(sum(m.points for m in self.of.values() if m.points is not None) - self.penalty, 6))

    @property
    def maximum(self) -> float:
        return round(sum(mark.maximum for mark in self.of.values()), 6)

    @property
    def waiting(self) -> float:
        """The most that what waits for a marker can still give."""
        return round(sum(mark.maximum for mark in self.of.values() if mark.waiting), 6)


def read_marks(db_url: str, lab: str, notebook: str, officer: str) -> Marks:
    """Read the marks of one notebook.

    An answer counts as marked when nbgrader says that it needs no marking: after it was handed in again, the points of
    the earlier one stand in the gradebook until somebody has looked.

    Raises:
        MissingEntry: it is not in the gradebook (nbgrader's own error).
    """
    with Gradebook(db_url) as book:
        submission = book.find_submission_notebook(notebook, lab, officer)
        tests = {cell.name for cell in submission.notebook.grade_cells if cell.cell_type == "code"}
        tests -= {cell.name for cell in submission.notebook.solution_cells}
        marks = {}
        for grade in submission.grades:
            points = grade.auto_score if grade.manual_score is None else grade.manual_score
            if grade.needs_manual_grade and grade.name not in tests:
                points = None
            extra = grade.extra_credit or 0.0
            marks[grade.name] = Mark(
                None if points is None else round(points + extra, 6),
                grade.max_score,
                grade.name in tests and grade.manual_score is not None,
                extra,
            )
        comments = {c.name: c.manual_comment for c in submission.comments if (c.manual_comment or "").strip()}
        blank = {c.name for c in submission.comments if c.auto_comment == "No response."}
        assignment = submission.assignment
        return Marks(
            marks,
            comments,
            frozenset(blank),
            submission.late_submission_penalty or 0.0,
            _aware(assignment.timestamp),
            _aware(assignment.duedate if assignment.assignment.duedate else None),  # with the officer's extension
        )


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None
