"""Grading a class in which nearly everybody handed in something odd, and grading again."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import nbformat
import pytest
from courses import (
    AUTOMATIC,
    LAB,
    MONDAY,
    OFFICERS,
    RIGHT_FARE,
    WRONG_FARE,
    TinyCourse,
    cell,
    copy_of,
    too_little_left,
    with_copy,
    without,
    written,
)
from nbformat import NotebookNode

from futurefit.course import CourseError
from futurefit.grading import Graded, grade, submitted
from futurefit.grading.batch.autograde import Autograder
from futurefit.grading.batch.store import Results
from futurefit.records import RecordsError, Result, State, fingerprint

SECONDS = 20  # for one cell: only the endless loop takes them, and no honest cell comes near on a busy machine


def as_text(notebook: NotebookNode) -> str:
    """As a program writes it that leaves no letter as a code."""
    return json.dumps(notebook, ensure_ascii=False, indent=1)


def in_old_format(notebook: NotebookNode) -> bytes:
    return nbformat.v3.nbjson.writes(nbformat.convert(notebook, 3)).encode()


def for_another_kernel(notebook: NotebookNode) -> NotebookNode:
    notebook.metadata.kernelspec = {"name": "julia-1.9", "display_name": "Julia 1.9", "language": "julia"}
    return notebook


def from_an_earlier_release(notebook: NotebookNode) -> NotebookNode:
    """A lab that was mended after the officer had fetched it: one test came later, another is no longer there."""
    without(notebook, "test_longest")
    gone = with_copy(notebook, "test_fare").cells[notebook.cells.index(cell(notebook, "test_fare")) + 1]
    gone.metadata.nbgrader.grade_id = "test_of_an_earlier_release"
    return notebook


# Automatic points that each odd notebook earns.
EARNS = {
    "all-right": AUTOMATIC,
    "as-released": 0,
    "bad-name": 2,
    "copied-answer": 2,
    "copied-reflection": AUTOMATIC,
    "copied-test": AUTOMATIC,
    "deleted-answer": 2,
    "deleted-reflection": AUTOMATIC,
    "deleted-setup": AUTOMATIC,
    "deleted-tests": AUTOMATIC,
    "earlier-release": AUTOMATIC,
    "endless-loop": 3,
    "exits": 3,  # a kernel that ends loses only the cell that ended it
    "huge-line": AUTOMATIC,
    "huge-lines": AUTOMATIC,
    "old-format": AUTOMATIC,
    "other-kernel": AUTOMATIC,
    "setup-changed": AUTOMATIC,
    "test-changed": 3,
    "warns": AUTOMATIC,
    "windows-lines": AUTOMATIC,
    "windows-mark": AUTOMATIC,
    "windows-utf-16": AUTOMATIC,
    "zz-the-last": AUTOMATIC,
}
# What the reason must say of those that cannot be graded: what it is, and what to do.
CANNOT = {
    "code-page": ["neither UTF-8 nor UTF-16", "save it as UTF-8", "hand it in again"],
    "corrupt": ["tiny.ipynb is damaged", "hand it in again"],
    "empty": ["tiny.ipynb is empty", "hand it in again"],
    "list": ["not a Jupyter notebook", "hand it in again"],
    "missing": ["tiny.ipynb is missing", "no notebook", "hand it in again"],
    "not-the-lab": ["none of the lab's own tasks", "another notebook", "Ask for the right one"],
    "other-lab": ["none of the lab's own", "another notebook", "Ask for the right one"],
    "renamed": ["tiny.ipynb is missing", "fares.ipynb", "without the lab's own cells", "hand it in again"],
    "too-little-left": ["has lost the marks", "of 4 cells of tasks, 1 could", "fetch tiny again", "copy the answers"],
}


def hand_in_everything(tiny: TinyCourse) -> None:
    right = tiny.answered
    huge = 'print("x" * 50_000_000)\n'
    lines = 'for _ in range(100_000):\n    print("x" * 99)\n'
    warns = 'import warnings\n\n\ndef fare(zones, price):\n    warnings.warn("old")\n    return zones * price'
    forged = right(fare=WRONG_FARE)
    cell(forged, "test_fare").source = "pass"
    own_setup = right()
    cell(own_setup, "setup").source = "price = 0"
    notebooks: dict[str, NotebookNode | bytes | None] = {
        "all-right": right(),
        "as-released": tiny.released(),
        "bad-name": right(longest="def longest(names):\n    return name"),
        "code-page": as_text(right())
        .replace("zones * price", "zones * price  # tambang dikali zon – siap")
        .encode("cp1252"),
        "copied-answer": with_copy(right(longest="def longest(names):\n    return max(names)"), "longest"),
        "copied-reflection": with_copy(right(), "reflection"),
        "copied-test": with_copy(right(), "test_fare"),
        "corrupt": written(right())[:1500],
        "deleted-answer": without(right(), "longest"),
        "deleted-reflection": without(right(), "reflection"),
        "deleted-setup": without(right(), "setup"),
        "deleted-tests": without(right(), "test_fare", "test_longest"),
        "earlier-release": from_an_earlier_release(right()),
        "empty": b"",
        "endless-loop": right(fare="def fare(zones, price):\n    while True:\n        pass"),
        "exits": right(fare="def fare(zones, price):\n    import os\n\n    os._exit(0)"),
        "huge-line": right(fare=huge + RIGHT_FARE),
        "huge-lines": right(fare=lines + RIGHT_FARE),
        "list": b"[1, 2, 3]",
        "missing": None,
        "not-the-lab": written(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])),
        "old-format": in_old_format(right()),
        "other-kernel": for_another_kernel(right()),
        "other-lab": tiny.answered_other(),
        "setup-changed": own_setup,
        "test-changed": forged,
        "too-little-left": too_little_left(right()),
        "warns": right(fare=warns),
        "windows-lines": as_text(right()).replace("\n", "\r\n").encode(),
        "windows-mark": as_text(right()).encode("utf-8-sig"),
        "windows-utf-16": as_text(right()).encode("utf-16"),
        "zz-the-last": right(),
    }
    for officer, content in notebooks.items():
        tiny.hand_in(officer, content)
    tiny.hand_in("renamed", tiny.answered_other(), name="fares.ipynb")


@dataclass(frozen=True)
class ClassRun:
    """The class after one run of grading."""

    tiny: TinyCourse
    graded: dict[str, Graded]
    results: dict[str, Result]


@pytest.fixture(scope="module")
def run(tiny_template: TinyCourse, tmp_path_factory: pytest.TempPathFactory) -> ClassRun:
    tiny = copy_of(tiny_template, tmp_path_factory.mktemp("class") / "course")
    hand_in_everything(tiny)
    graded = {item.outcome.officer: item for item in grade(tiny.course, LAB, timeout=SECONDS)}
    return ClassRun(tiny, graded, tiny.results())


def test_everybody_who_handed_in_was_looked_at(run: ClassRun) -> None:
    assert set(run.graded) == EARNS.keys() | CANNOT.keys()


@pytest.mark.parametrize("officer", EARNS)
def test_odd_work_that_can_be_graded_earns_what_it_deserves(run: ClassRun, officer: str) -> None:
    assert run.graded[officer].outcome.reason == ""
    assert run.results[officer].automatic == EARNS[officer]
    assert run.results[officer].reason == ""


@pytest.mark.parametrize("officer", CANNOT)
def test_work_that_cannot_be_graded_has_a_reason_and_no_points(run: ClassRun, officer: str) -> None:
    result = run.results[officer]
    assert (result.state, result.automatic, result.manual, result.total) == (State.NOT_GRADED, None, None, None)
    assert {task.points for task in result.tasks} == {None}
    for words in CANNOT[officer]:
        assert words in result.reason
    assert run.graded[officer].outcome.reason == result.reason
    assert "\n" not in result.reason


def test_an_answered_reflection_waits_for_marking_and_an_empty_one_does_not(run: ClassRun) -> None:
    untouched = {officer for officer in EARNS if run.results[officer].state is State.GRADED}
    assert untouched == {"as-released", "deleted-reflection"}
    assert {run.results[officer].manual for officer in untouched} == {0}
    assert {run.results[officer].state for officer in EARNS.keys() - untouched} == {State.WAITING}


def test_no_export_shows_a_number_for_work_that_was_not_graded(run: ClassRun, tmp_path: Path) -> None:
    rows = run.tiny.exported(tmp_path)
    for officer in CANNOT:
        row = rows[officer]
        assert row["state"] == "not graded"
        assert row["reason"] == run.results[officer].reason
        assert [row[key] for key in ("automatic", "by_hand", "late_penalty", "total", "percent")] == [""] * 5
    assert rows["as-released"]["total"] == "0"
    assert {rows[officer]["state"] for officer in OFFICERS} == {"not submitted"}


def test_only_the_looping_cell_took_its_time(run: ClassRun) -> None:
    loop = run.results["endless-loop"]
    assert {task.grade_id: task.points for task in loop.tasks} == {
        "test_fare": 0,
        "test_longest": 3,
        "reflection": None,
    }


@pytest.mark.parametrize(("officer", "words"), [("huge-line", "cut here"), ("huge-lines", "cut here")])
def test_huge_output_is_cut_in_what_is_kept_and_says_so(run: ClassRun, officer: str, words: str) -> None:
    path = run.tiny.folder / "autograded" / officer / LAB / f"{LAB}.ipynb"
    assert path.stat().st_size < 400_000
    outputs = cell(nbformat.read(path, 4), "fare").outputs
    assert words in "".join(output.text for output in outputs)


def test_what_was_handed_in_is_left_as_it_was(run: ClassRun) -> None:
    handed_in = run.tiny.folder / "submitted"
    assert (handed_in / "corrupt" / LAB / f"{LAB}.ipynb").stat().st_size == 1500
    assert json.loads((handed_in / "list" / LAB / f"{LAB}.ipynb").read_text()) == [1, 2, 3]
    deleted = nbformat.read(handed_in / "deleted-tests" / LAB / f"{LAB}.ipynb", 4)
    assert "test_fare" not in {c.metadata.get("nbgrader", {}).get("grade_id") for c in deleted.cells}


# ------------------------------------------------------------------------------------------------ grading again


def outcome_of(tiny: TinyCourse, officer: str, **options: bool) -> Graded:
    (graded,) = grade(tiny.course, LAB, [officer], timeout=SECONDS, **options)
    return graded


def test_repaired_work_is_graded_and_spoilt_work_does_not_keep_the_old_points(tiny: TinyCourse, tmp_path: Path) -> None:
    tiny.hand_in("officer01", b"{")
    assert not outcome_of(tiny, "officer01").outcome.graded

    tiny.hand_in("officer01", tiny.answered(), at=MONDAY + timedelta(hours=1))
    assert tiny.results()["officer01"].state is State.SUBMITTED
    assert outcome_of(tiny, "officer01").outcome.graded
    assert tiny.results()["officer01"].automatic == AUTOMATIC

    tiny.hand_in("officer01", too_little_left(tiny.answered()), at=MONDAY + timedelta(hours=2))
    assert tiny.results()["officer01"].automatic is None  # handed in again, not graded yet
    assert not outcome_of(tiny, "officer01").outcome.graded
    result = tiny.results()["officer01"]
    assert (result.state, result.automatic, result.total) == (State.STALE, None, None)
    assert "has lost the marks" in result.reason
    row = tiny.exported(tmp_path)["officer01"]
    assert (row["state"], row["automatic"], row["total"]) == ("stale", "", "")


def test_a_failed_regrade_of_a_damaged_file_does_not_show_the_old_points(tiny: TinyCourse) -> None:
    tiny.hand_in("officer01", tiny.answered())
    outcome_of(tiny, "officer01")
    assert tiny.results()["officer01"].automatic == AUTOMATIC

    tiny.hand_in("officer01", b"")  # of the same moment, so that only its content tells
    assert not outcome_of(tiny, "officer01").outcome.graded
    result = tiny.results()["officer01"]
    assert (result.state, result.automatic) == (State.STALE, None)
    assert "empty" in result.reason


def test_what_has_not_changed_is_not_graded_again_unless_it_is_asked_for(tiny: TinyCourse) -> None:
    tiny.hand_in("officer01", tiny.answered())
    tiny.hand_in("officer02", b"")
    first = {g.outcome.officer: g for g in grade(tiny.course, LAB)}
    assert not any(g.skipped for g in first.values())

    again = {g.outcome.officer: g for g in grade(tiny.course, LAB)}
    assert again["officer01"].skipped
    assert again["officer01"].outcome == first["officer01"].outcome
    assert not again["officer02"].skipped  # it was never graded
    assert tiny.results()["officer01"].automatic == AUTOMATIC

    assert not outcome_of(tiny, "officer01", fresh=True).skipped

    tiny.hand_in("officer01", tiny.answered(fare=WRONG_FARE))
    assert not outcome_of(tiny, "officer01").skipped
    assert tiny.results()["officer01"].automatic == 3


def rows_of(tiny: TinyCourse, officer: str) -> list[tuple[object, ...]]:
    """What nbgrader's gradebook holds of an officer's work, without ids."""
    with tiny.course.gradebook() as book:
        found = book.find_submission(LAB, officer)
        rows: list[tuple[object, ...]] = [
            (found.timestamp, found.extension, found.score, found.late_submission_penalty)
        ]
        for notebook in found.notebooks:
            rows += [(notebook.name, notebook.flagged, notebook.score, notebook.late_submission_penalty)]
            for each in notebook.grades:
                points = (each.auto_score, each.manual_score, each.extra_credit, each.max_score)
                rows.append((each.name, each.cell.type, *points, each.needs_manual_grade))
            rows += [(each.name, each.cell.type, each.auto_comment, each.manual_comment) for each in notebook.comments]
        return rows


def test_a_run_leaves_in_the_gradebook_what_nbgrader_leaves(tiny: TinyCourse) -> None:
    tiny.configure("c.LateSubmissionPlugin.penalty_method = 'zero'")
    with tiny.course.gradebook() as book:
        book.update_or_create_assignment(LAB, duedate=(MONDAY - timedelta(days=1)).isoformat())
    by_run, by_button = "officer01", "not-on-the-roster"
    for fare, reflection in ((RIGHT_FARE, "words"), (WRONG_FARE, "more words"), (RIGHT_FARE, "")):
        for officer in (by_run, by_button):
            tiny.hand_in(officer, tiny.answered(fare=fare, reflection=reflection))
        assert outcome_of(tiny, by_run).outcome.graded
        assert tiny.course.api.autograde(LAB, by_button)["success"]
        assert rows_of(tiny, by_run) == rows_of(tiny, by_button)
        with tiny.course.gradebook() as book:  # somebody marks by hand, before the next round
            for officer in (by_run, by_button):
                book.find_grade("reflection", LAB, LAB, officer).manual_score = 2
                book.find_comment("reflection", LAB, LAB, officer).manual_comment = "Say why."
            book.db.commit()


def test_what_others_write_during_a_run_holds_for_those_who_come_after(tiny: TinyCourse) -> None:
    tiny.configure("c.LateSubmissionPlugin.penalty_method = 'zero'")
    for officer in OFFICERS:
        tiny.hand_in(officer, tiny.answered())
        outcome_of(tiny, officer)  # their results are stored
    with Autograder(tiny.course, LAB) as autograder:
        results = Results(tiny.folder, LAB)

        def score(officer: str) -> None:
            folder = autograder.submitted(officer)
            (stored,) = results.folder.glob(f"{fingerprint(folder)[:32]}-*")
            key = json.loads(gzip.decompress(stored.read_bytes()))["key"]
            ran = results.get(fingerprint(folder), key)
            assert ran
            assert autograder.score(officer, ran).graded

        score("officer01")
        with tiny.course.gradebook() as book:
            book.update_or_create_assignment(LAB, duedate=(MONDAY - timedelta(days=1)).isoformat())
            book.remove_submission(LAB, "officer03")
        score("officer02")
        score("officer03")
    with tiny.course.gradebook() as book:
        late = {officer: book.find_submission(LAB, officer).late_submission_penalty for officer in OFFICERS}
    assert late == {"officer01": 0, "officer02": AUTOMATIC, "officer03": AUTOMATIC}


def test_a_lab_that_changes_during_a_run_is_graded_again_by_the_next(tiny: TinyCourse) -> None:
    for officer in OFFICERS[:2]:
        tiny.hand_in(officer, tiny.answered(reflection=f"By {officer}."))
    work = grade(tiny.course, LAB, workers=1)
    next(work)
    (tiny.folder / "source" / LAB / "data.csv").write_text("1,2", encoding="utf-8")
    assert [item.outcome.graded for item in work] == [True]
    assert [item.skipped for item in grade(tiny.course, LAB)] == [False, False]
    assert [item.skipped for item in grade(tiny.course, LAB)] == [True, True]


def test_a_course_that_keeps_its_sources_elsewhere_is_graded(tiny: TinyCourse) -> None:
    (tiny.folder / "source").rename(tiny.folder / "elsewhere")
    tiny.hand_in("officer01", tiny.answered(fare=f"price_of_all = 2\n{RIGHT_FARE}"))
    assert tiny.course.api.autograde(LAB, "officer01")["success"]
    with Autograder(tiny.course, LAB) as autograder:
        source = nbformat.reads(autograder.ready("officer01")[LAB].job.source, 4)
    assert cell(source, "fare").source == ""  # what an answer binds is not known
    assert "expect(fare(" in cell(source, "test_fare").source
    assert tiny.results()["officer01"].automatic == AUTOMATIC


def test_only_the_officers_who_are_named_are_graded(tiny: TinyCourse) -> None:
    for officer in OFFICERS:
        tiny.hand_in(officer, b"")
    assert [g.outcome.officer for g in grade(tiny.course, LAB, ["officer02"])] == ["officer02"]
    assert submitted(tiny.course, LAB) == list(OFFICERS)
    assert tiny.results()["officer01"].state is State.SUBMITTED


def test_grading_that_cannot_begin_says_what_to_do(tiny: TinyCourse) -> None:
    tiny.hand_in("officer01", b"")
    with pytest.raises(CourseError, match=r"No submission of tiny from officer02, officer09.*futurefit status"):
        list(grade(tiny.course, LAB, ["officer09", "officer01", "officer02"]))
    with pytest.raises(CourseError, match=r"no lab “tinny”.*tiny, tiny-toll.*futurefit build"):
        list(grade(tiny.course, "tinny"))
    assert list(grade(tiny.course, "tiny-toll")) == []


def test_a_lab_that_was_never_released_is_not_graded(tiny: TinyCourse) -> None:
    with tiny.course.gradebook() as book:
        book.remove_assignment(LAB)
    tiny.hand_in("officer01", tiny.answered())
    with pytest.raises(CourseError, match=r"not in the gradebook yet. Run: futurefit release tiny"):
        list(grade(tiny.course, LAB))
    (tiny.folder / "gradebook.db").unlink()
    with pytest.raises(RecordsError, match="There is no gradebook"):
        list(grade(tiny.course, LAB))
    assert not (tiny.folder / "gradebook.db").exists()
