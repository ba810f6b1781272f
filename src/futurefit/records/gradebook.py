"""nbgrader's gradebook, the roster, the outcomes and the folders, read together into `Records`.

Everything is read in a fixed number of queries, however many officers and labs there are.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from futurefit.course import open_course
from futurefit.records import outcomes, refusals, roster
from futurefit.records._gradebook_file import asking, open_gradebook
from futurefit.records._standing import Attempt, Standing, standing
from futurefit.records.late import outdated_penalties
from futurefit.records.model import (
    Kind,
    Lab,
    Officer,
    Records,
    RecordsError,
    Result,
    State,
    TaskScore,
)
from futurefit.records.versions import version_in

if TYPE_CHECKING:  # elsewhere it is imported where it is used: nbgrader's import takes over a second
    from nbgrader.api import Gradebook

# Remarks on points that stand.
INSIDE = "The tests ran beside the officer's code, since the lab says so."
OUTDATED = "Graded by an earlier version of the tests."
PENALTY = "Its late penalty is not the one that the due date, extension, late rule and marks give now."
_CHECK = re.compile(r"""with check\(\s*["']([^"']+)""")


class _Cell(NamedTuple):
    """A graded cell of a lab; `label` is its grade_id, with the notebook's name where a lab has several."""

    id: str
    label: str
    kind: Kind
    max_points: float
    asked: str = ""


class _Mark(NamedTuple):
    """nbgrader's row for one graded cell of one submission."""

    auto_score: float | None
    manual_score: float | None
    extra_credit: float | None
    needs_manual_grade: bool

    @property
    def points(self) -> float | None:
        """A person's points go before the tests', as in nbgrader; None where neither gave any."""
        return self.auto_score if self.manual_score is None else self.manual_score


@dataclass
class _Submission:
    """nbgrader's rows for one officer's lab: `marks` by the cell's id."""

    timestamp: datetime | None
    penalty: float = 0.0
    marks: dict[str, _Mark] = field(default_factory=dict)


def read(course: Path, gradebook: Gradebook | None = None) -> Records:
    """Read the records of a course. The gradebook is opened, and closed again, unless one is given.

    Officers are those on the roster, in its order; then anybody else whom the gradebook or submitted/ has, by id.
    Labs are those that nbgrader knows (from the first `nbgrader generate_assignment` on), by due date, then by name.

    Raises:
        CourseError: `course` is not a course folder.
        RecordsError: no gradebook; a roster, an outcome, a refusal or a lab.toml that cannot be read.
    """
    if gradebook is None:
        with open_gradebook(course) as opened:
            return read(course, opened)
    officers = _officers(course, gradebook)
    labs, cells = _labs(course, gradebook)
    submissions = _submissions(gradebook)
    outcome_of = outcomes.load(course)
    refused = refusals.load(course)
    versions = {
        slug: version_in(gradebook, course, slug) for slug in {o.lab for o in outcome_of.values() if o.lab_version}
    }
    penalties = outdated_penalties(asking(gradebook), open_course(course).config)
    results = []
    for officer in officers:
        for lab in labs:
            key = (officer.id, lab.slug)
            submission = submissions.get(key)
            attempt = Attempt(submission.timestamp) if submission else None
            how_far = standing(course, *key, lab.notebooks, attempt, outcome_of.get(key))
            result = _result(officer, lab, cells[lab.slug], submission, how_far)
            if graded := outcome_of.get(key):
                result = _with_remarks(result, graded, versions, penalty=key in penalties)
            if said := refusals.told(refused.get(key, ()), earlier=how_far.submitted_at is not None):
                result = replace(result, reason=f"{result.reason} {said}".strip())
            results.append(result)
    return Records(officers, labs, tuple(results), datetime.now(UTC))


def _with_remarks(result: Result, outcome: outcomes.Outcome, versions: Mapping[str, str], *, penalty: bool) -> Result:
    """A result that has points, with what must be known of the grading that gave them.

    Args:
        penalty: whether its late penalty is outdated.
    """
    if not result.has_points:
        return result
    remarks = list(outcome.told)
    if outcome.inside:
        remarks.append(INSIDE)
    lab = result.lab.slug
    if outcome.lab_version and outcome.lab_version != versions[lab]:
        remarks.append(f"{OUTDATED} Run: futurefit grade {lab}")
    if penalty:
        remarks.append(f"{PENALTY} Run: futurefit grade {lab}")
    reason = " ".join(filter(None, [result.reason, *remarks]))
    return replace(result, reason=reason, remarks=tuple(remarks))


def _officers(course: Path, gradebook: Gradebook) -> tuple[Officer, ...]:
    from nbgrader.api import Student

    listed = roster.load(course)
    others = {}
    for student in gradebook.db.query(Student):
        name = " ".join(filter(None, [student.first_name, student.last_name]))
        others[student.id] = Officer(student.id, name or student.id, student.email or "", "", "")
    if (course / "submitted").is_dir():
        for folder in os.scandir(course / "submitted"):
            if folder.is_dir() and not folder.name.startswith("."):
                others.setdefault(folder.name, Officer(folder.name, folder.name, "", "", ""))
    for officer in listed:
        others.pop(officer.id, None)
    return (*listed, *(others[id] for id in sorted(others)))


def _labs(course: Path, gradebook: Gradebook) -> tuple[tuple[Lab, ...], dict[str, list[_Cell]]]:
    """The labs, and for each (by slug) its graded cells in the order of its notebooks."""
    from nbgrader.api import Assignment, Notebook

    db = gradebook.db
    due: dict[str, datetime | None] = {a.name: a.duedate for a in db.query(Assignment.name, Assignment.duedate)}
    names: dict[str, dict[str, str]] = {slug: {} for slug in due}
    for row in db.query(Notebook.id, Notebook.name, Assignment.name.label("slug")).join(Assignment):
        names[row.slug][row.id] = row.name
    graded = _graded_cells(gradebook)

    labs: list[Lab] = []
    cells: dict[str, list[_Cell]] = {}
    for slug, moment in due.items():
        cells[slug] = []
        for id, name in sorted(names[slug].items(), key=lambda item: item[1]):
            place, asked = _source(course / "source" / slug / f"{name}.ipynb")
            prefix = f"{name}/" if len(names[slug]) > 1 else ""
            for cell in sorted(graded.get(id, []), key=lambda cell: (place.get(cell.label, len(place)), cell.label)):
                cells[slug].append(cell._replace(label=prefix + cell.label, asked=asked.get(cell.label, "")))
        about = _about(course / "labs" / slug / "lab.toml")
        lab = Lab(
            slug=slug,
            title=str(about.get("title", slug)),
            automatic_max=_sum(cell.max_points for cell in cells[slug] if cell.kind == "automatic"),
            manual_max=_sum(cell.max_points for cell in cells[slug] if cell.kind == "by hand"),
            due=moment.replace(tzinfo=UTC) if moment else None,
            title_ms=str(about.get("title_ms", "")),
            minutes=about.get("minutes"),
            notebooks=tuple(sorted(names[slug].values())),
            phase=str(about.get("phase", "")),
        )
        labs.append(lab)
    last = datetime.max.replace(tzinfo=UTC)
    return tuple(sorted(labs, key=lambda lab: (lab.due or last, lab.slug))), cells


def _graded_cells(gradebook: Gradebook) -> dict[str, list[_Cell]]:
    """Graded cells by the id of their notebook. Automatic are tests in code; answers and tasks are marked by hand."""
    from nbgrader.api import GradeCell, SolutionCell, TaskCell

    db = gradebook.db
    answers = {tuple(row) for row in db.query(SolutionCell.notebook_id, SolutionCell.name)}
    found: dict[str, list[_Cell]] = {}
    for kind_of_cell in (GradeCell, TaskCell):
        columns = (getattr(kind_of_cell, name) for name in ("id", "name", "notebook_id", "max_score", "cell_type"))
        for id, name, notebook, max_score, cell_type in db.query(*columns):
            is_test = kind_of_cell is GradeCell and cell_type == "code" and (notebook, name) not in answers
            cell = _Cell(id, name, "automatic" if is_test else "by hand", max_score)
            found.setdefault(notebook, []).append(cell)
    return found


def _submissions(gradebook: Gradebook) -> dict[tuple[str, str], _Submission]:
    """What nbgrader holds of each (officer, lab)."""
    from nbgrader.api import Assignment, Grade, SubmittedAssignment, SubmittedNotebook

    db = gradebook.db
    columns = (SubmittedAssignment.id, SubmittedAssignment.student_id, Assignment.name, SubmittedAssignment.timestamp)
    by_key, by_id = {}, {}
    for id, officer, slug, timestamp in db.query(*columns).join(Assignment):
        by_key[officer, slug] = by_id[id] = _Submission(timestamp)
    for id, penalty in db.query(SubmittedNotebook.assignment_id, SubmittedNotebook.late_submission_penalty):
        by_id[id].penalty += penalty or 0.0
    marks = (Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade)
    rows = db.query(SubmittedNotebook.assignment_id, Grade.cell_id, *marks).join(
        SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id
    )
    for id, cell, *mark in rows:
        by_id[id].marks[cell] = _Mark(*mark)
    return by_key


def _result(
    officer: Officer, lab: Lab, cells: list[_Cell], submission: _Submission | None, how_far: Standing
) -> Result:
    """The standing by the folders, with nbgrader's points where grading came to its end."""
    state, reason = how_far.state, how_far.reason
    if state is State.GRADED and submission is None:
        state = State.NOT_GRADED
        reason = f"The gradebook has no points for it. Run: futurefit grade {lab.slug} --officer {officer.id}"
    marks = submission.marks if submission and state is State.GRADED else {}
    points = {cell.id: mark.points for cell in cells if (mark := marks.get(cell.id))}
    automatic: float | None = None
    manual: float | None = None
    if state is State.GRADED:
        unmarked = [cell for cell in cells if cell.id not in marks or marks[cell.id].needs_manual_grade]
        tests = [cell.label for cell in unmarked if cell.kind == "automatic"]
        no_points = any(points.get(cell.id) is None for cell in cells if cell.kind == "automatic")
        if not no_points:
            automatic = _sum(points[cell.id] for cell in cells if cell.kind == "automatic")
        if unmarked:
            state = State.WAITING
            points.update({cell.id: None for cell in unmarked if cell.kind == "by hand"})
        else:
            manual = _sum(points[cell.id] for cell in cells if cell.kind == "by hand")
        if tests:
            # Tests deleted from the submission, or a person's points for a test, kept over a new grading.
            reason = f"{reason} A person must look at the points of {', '.join(tests)}, in Formgrader."
    return Result(
        officer=officer,
        lab=lab,
        state=state,
        reason=" ".join(reason.split()),
        automatic=automatic,
        automatic_max=lab.automatic_max,
        manual=manual,
        manual_max=lab.manual_max,
        penalty=submission.penalty if submission and marks else 0.0,
        tasks=tuple(TaskScore(c.label, c.kind, points.get(c.id), c.max_points, c.asked) for c in cells),
        submitted_at=how_far.submitted_at,
        extra_credit=_sum(mark.extra_credit for mark in marks.values()),
    )


def _sum(values: Any) -> float:
    """A sum without the dust of binary fractions; None counts as nothing."""
    return round(float(sum(value or 0.0 for value in values)), 6)


def _source(notebook: Path) -> tuple[dict[str, int], dict[str, str]]:
    """By grade_id, where a cell stands in the source notebook, and what its first check asks for, in words.

    The gradebook keeps neither the order of cells nor their words.
    """
    places: dict[str, int] = {}
    asked: dict[str, str] = {}
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        for place, cell in enumerate(cells):
            grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
            places[grade_id] = place
            if check := _CHECK.search("".join(cell.get("source", ""))):
                asked[grade_id] = check[1]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass  # only the order of columns and a column of words hang on it
    return places, asked


def _about(path: Path) -> dict[str, Any]:
    """A lab's description of itself; empty for a lab that was made without one."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise RecordsError(f"{path} cannot be read ({error}). Mend it, then run the same command again.") from error
