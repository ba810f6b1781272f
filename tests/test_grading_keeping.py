"""What becomes of a grading is on record, whoever starts it; here Formgrader's button (nbgrader's own API) does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import nbformat
import pytest
from courses import AUTOMATIC, LAB, MONDAY, RIGHT_FARE, WRONG_FARE, TinyCourse, with_copy, without
from nbgrader.converters import Autograde

from futurefit.grading import give_feedback, grade, grader_version, lab_version
from futurefit.grading.steps.keeping import BeginGrading
from futurefit.records import Outcome, State, load_outcome, status
from futurefit.records.exporter import PlainExporter

ID = "officer01"


def button(tiny: TinyCourse, officer: str = ID, **settings: Any) -> bool:
    """Press Formgrader's button; whether it says that it worked."""
    course = tiny.course
    course.config.Examine.update(settings)
    result = course.api.autograde(LAB, officer)
    return bool(result["success"])


def outcome(tiny: TinyCourse, officer: str = ID) -> Outcome:
    found = load_outcome(tiny.folder, officer, LAB)
    assert found is not None
    return found


def auto_scores(tiny: TinyCourse, officer: str = ID) -> set[float | None]:
    """What nbgrader's own gradebook holds, for Formgrader to show."""
    with tiny.course.gradebook() as book:
        (notebook,) = book.find_submission(LAB, officer).notebooks
        return {grade.auto_score for grade in notebook.grades}


def plain_export(tiny: TinyCourse, to: Path) -> dict[str, list[str]]:
    """The score columns of nbgrader's own CSV, by officer."""
    directory = tiny.course.directory
    plugin = PlainExporter(parent=Autograde(coursedir=directory, config=tiny.course.config), to=str(to / "plain.csv"))
    with tiny.course.gradebook() as book:
        plugin.export(book)
    rows = [line.split(",") for line in (to / "plain.csv").read_text().splitlines()[1:]]
    return {row[3]: row[7:10] for row in rows if row[0] == LAB}


def has_no_number(tiny: TinyCourse, to: Path) -> bool:
    result, row = tiny.results()[ID], tiny.exported(to)[ID]
    (listed,) = [o.labs for o in status(tiny.folder).officers if o.officer.id == ID]
    return (
        result.automatic is result.manual is result.total is None
        and all(task.points is None for task in result.tasks)
        and [row[key] for key in ("automatic", "by_hand", "total", "percent")] == [""] * 4
        and {cell.state for cell in listed if cell.lab.slug == LAB} == {result.state}
        and plain_export(tiny, to)[ID] == [""] * 3
        and not list(tiny.folder.glob(f"feedback/{ID}/{LAB}/*.html"))
    )


def test_a_grading_that_came_to_its_end_says_by_what_it_was_graded(tiny: TinyCourse) -> None:
    tiny.hand_in(ID, without(with_copy(tiny.answered(), "fare"), "test_longest"))
    assert button(tiny)
    found = outcome(tiny)
    assert (found.graded, found.reason, found.finished, found.graded_before) == (True, "", (LAB,), False)
    assert (found.lab_version, found.grader_version) == (lab_version(tiny.course, LAB), grader_version())
    assert found.notes == (
        "The cell fare stands 2 times; only the original is graded.",
        "The cell test_longest was deleted; it was put back as it was released.",
    )
    result = tiny.results()[ID]
    assert (result.state, result.automatic, result.reason) == (State.WAITING, AUTOMATIC, "")


def test_a_first_grading_that_failed_leaves_no_nought(tiny: TinyCourse, tmp_path: Path) -> None:
    tiny.hand_in(ID, tiny.answered())
    assert not button(tiny, sandbox="no such wall")
    result = tiny.results()[ID]
    assert result.state is State.NOT_GRADED
    assert "no such wall" in result.reason
    assert auto_scores(tiny) == {None}
    assert has_no_number(tiny, tmp_path)


@pytest.fixture
def graded(tiny: TinyCourse) -> Iterator[TinyCourse]:
    """The tiny course, in which an officer's work is graded, with a page of feedback."""
    tiny.hand_in(ID, tiny.answered())
    assert button(tiny)
    (given,) = give_feedback(tiny.course, LAB)
    assert given.page and given.page.is_file()
    yield tiny


def test_a_regrade_that_the_grader_cannot_finish_makes_the_result_stale(graded: TinyCourse, tmp_path: Path) -> None:
    assert not button(graded, sandbox="no such wall")
    result = graded.results()[ID]
    assert result.state is State.STALE
    assert "no such wall" in result.reason
    assert auto_scores(graded) == {None}
    assert has_no_number(graded, tmp_path)
    assert list(give_feedback(graded.course, LAB)) == []

    assert button(graded)
    assert (graded.results()[ID].state, graded.results()[ID].automatic) == (State.WAITING, AUTOMATIC)


@pytest.mark.parametrize("later", [timedelta(), timedelta(hours=1)])
def test_damaged_work_in_place_of_good_is_stale_with_the_reason(
    graded: TinyCourse, tmp_path: Path, later: timedelta
) -> None:
    graded.hand_in(ID, b"{", at=MONDAY + later)
    assert not button(graded)
    result = graded.results()[ID]
    assert (result.state, result.reason) == (
        State.STALE,
        "tiny.ipynb is damaged: it is not a notebook file. Ask the officer to hand it in again. "
        "The points of the grading before it no longer hold.",
    )
    assert has_no_number(graded, tmp_path)


def test_a_grading_that_was_killed_is_told_from_one_that_ended(graded: TinyCourse, tmp_path: Path) -> None:
    course = graded.course
    ids = {"assignment": LAB, "notebook": LAB, "student": ID, "db_url": course.directory.db_url}
    BeginGrading(config=course.config).preprocess(graded.answered(), {"nbgrader": ids})
    result = graded.results()[ID]
    assert result.state is State.STALE
    assert result.reason.startswith("Grading was begun and did not finish. Run: futurefit grade tiny --officer")
    assert has_no_number(graded, tmp_path)


def test_a_failed_run_of_futurefit_grade_makes_a_result_stale_too(graded: TinyCourse, tmp_path: Path) -> None:
    graded.hand_in(ID, b"", at=MONDAY + timedelta(hours=1))
    (item,) = grade(graded.course, LAB)
    assert not item.outcome.graded
    assert graded.results()[ID].state is State.STALE
    assert "tiny.ipynb is empty" in graded.results()[ID].reason
    assert auto_scores(graded) == {None}
    assert has_no_number(graded, tmp_path)

    graded.hand_in(ID, graded.answered(fare=WRONG_FARE), at=MONDAY + timedelta(hours=2))
    assert graded.results()[ID].state is State.SUBMITTED
    (item,) = grade(graded.course, LAB)
    assert item.outcome.graded
    assert graded.results()[ID].automatic == 3


def test_points_that_a_person_gave_outlive_a_failed_regrade(graded: TinyCourse) -> None:
    with graded.course.gradebook() as book:
        book.find_grade("reflection", LAB, LAB, ID).manual_score = 4
        book.find_grade("reflection", LAB, LAB, ID).needs_manual_grade = False
        book.db.commit()
    assert graded.results()[ID].total == AUTOMATIC + 4
    assert not button(graded, sandbox="no such wall")
    assert button(graded)
    with graded.course.gradebook() as book:
        assert book.find_grade("reflection", LAB, LAB, ID).manual_score == 4


def test_a_changed_lab_is_graded_again_and_until_then_remarked_on(graded: TinyCourse) -> None:
    assert [item.skipped for item in grade(graded.course, LAB)] == [True]
    (graded.folder / "source" / LAB / "data.csv").write_text("1,2", encoding="utf-8")
    result = graded.results()[ID]
    assert (result.state, result.automatic) == (State.WAITING, AUTOMATIC)
    assert result.reason == "Graded by an earlier version of the tests. Run: futurefit grade tiny"
    assert [item.skipped for item in grade(graded.course, LAB)] == [False]
    assert graded.results()[ID].reason == ""


def test_tests_that_a_lab_runs_inside_leave_their_mark(tiny: TinyCourse, tmp_path: Path) -> None:
    path = tiny.folder / "source" / LAB / f"{LAB}.ipynb"
    source = nbformat.read(path, 4)
    source.metadata.futurefit = {"inside": True}
    nbformat.write(source, path)
    tiny.hand_in(ID, tiny.answered(fare=RIGHT_FARE))
    assert button(tiny)
    assert outcome(tiny).inside
    assert tiny.results()[ID].automatic == AUTOMATIC
    words = "The tests ran beside the officer's code, since the lab says so."
    assert tiny.results()[ID].reason == words
    assert tiny.exported(tmp_path)[ID]["reason"] == words
    assert words in [remark for row in status(tiny.folder).officers for cell in row.labs for remark in cell.remarks]


def test_an_officer_cannot_have_tests_run_inside(tiny: TinyCourse) -> None:
    notebook = tiny.answered()
    notebook.metadata.futurefit = {"inside": True}
    for each in notebook.cells:
        each.metadata.tags = ["inside"]
    tiny.hand_in(ID, notebook)
    assert button(tiny)
    assert not outcome(tiny).inside
