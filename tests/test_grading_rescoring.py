"""What decides points is part of the result: where it changes, the stored run is scored again, at once."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from command import futurefit
from courses import AUTOMATIC, LAB, MONDAY, REFLECTION, RIGHT_FARE, WRONG_FARE, TinyCourse, copy_of, make_course

DUE = "2026-03-02 09:00"  # half an hour before `MONDAY`
HALF = """
from nbgrader.plugins import LateSubmissionPlugin
class Half(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2
c.AssignLatePenalties.plugin_class = Half
"""
ZERO = "c.LateSubmissionPlugin.penalty_method = 'zero'"


@pytest.fixture(scope="module")
def graded_template(tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    """One came in on Monday, one the day before; work that is late loses half of its points. Both are graded."""
    tiny = make_course(tmp_path_factory.mktemp("graded") / "course")
    tiny.configure(HALF)
    tiny.hand_in("officer01", tiny.answered())
    tiny.hand_in("officer02", tiny.answered(fare=WRONG_FARE), at=MONDAY - timedelta(days=1))
    move_due_date(tiny, "2026-03-02 12:00")
    assert graded(tiny) == "Graded 2 of tiny."
    return tiny


@pytest.fixture
def tiny(graded_template: TinyCourse, tmp_path: Path) -> TinyCourse:
    return copy_of(graded_template, tmp_path / "course")


def graded(tiny: TinyCourse, *words: str) -> str:
    """The line in which `futurefit grade` says how many it graded."""
    said = futurefit("grade", LAB, *words, course=tiny.folder)
    assert said.code == 0, said.err
    found = re.search(r"Graded \d+ of [^.]*\.", said.out)
    assert found, said.out
    return found[0]


def move_due_date(tiny: TinyCourse, due: str) -> None:
    said = futurefit("release", LAB, "--due", due, "--unproved", course=tiny.folder)
    assert said.code == 0, said.err


def runs(tiny: TinyCourse) -> dict[str, int]:
    """What came of runs, with the moments at which they were stored: a new run stores anew."""
    return {path.name: path.stat().st_mtime_ns for path in (tiny.folder / "results" / LAB).iterdir()}


def again(count: int, others: int = 0) -> str:
    since = f"; {others} had not changed since" if others else ""
    why = "since points or the late penalty had changed"
    return f"Graded 0 of tiny; {count} scored again from the stored run, {why}{since}."


def penalties(tiny: TinyCourse) -> dict[str, float]:
    return {officer: result.penalty for officer, result in tiny.results().items() if result.has_points}


def mark(tiny: TinyCourse, officer: str, points: float) -> None:
    """A marker's points for the reflection, as Formgrader writes them."""
    with tiny.course.gradebook() as book:
        grade = book.find_grade("reflection", LAB, LAB, officer)
        grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()


def test_a_due_date_that_moves_moves_the_penalty_and_nobody_elses(tiny: TinyCourse) -> None:
    before = runs(tiny)
    assert graded(tiny) == "Graded 0 of tiny; 2 had not changed since."
    move_due_date(tiny, DUE)
    assert graded(tiny) == again(1, others=1)
    assert penalties(tiny) == {"officer01": 2.5, "officer02": 0}
    move_due_date(tiny, "2026-03-01 09:00")
    assert graded(tiny) == again(1, others=1)
    assert penalties(tiny) == {"officer01": 2.5, "officer02": 1.5}
    move_due_date(tiny, "2026-04-01 09:00")
    assert graded(tiny) == again(2)
    assert penalties(tiny) == {"officer01": 0, "officer02": 0}
    assert runs(tiny) == before


def test_an_extension_takes_the_penalty_away_and_no_extension_brings_it_back(tiny: TinyCourse) -> None:
    move_due_date(tiny, DUE)
    graded(tiny)
    before = runs(tiny)
    for hours, penalty in ((1, 0), (0, 2.5)):
        with tiny.course.gradebook() as book:
            book.grant_extension(LAB, "officer01", hours=hours)
        assert graded(tiny) == again(1, others=1)
        assert penalties(tiny)["officer01"] == penalty
        assert futurefit("feedback", LAB, course=tiny.folder).code == 0
        page = (tiny.folder / "feedback" / "officer01" / LAB / f"{LAB}.html").read_text(encoding="utf-8")
        assert ("30 minutes after the due date" in page) == bool(penalty)
    assert runs(tiny) == before


def test_another_late_rule_scores_what_was_late_again(tiny: TinyCourse) -> None:
    move_due_date(tiny, DUE)
    graded(tiny)
    before = runs(tiny)
    tiny.configure("c.AssignLatePenalties.plugin_class = 'nbgrader.plugins.LateSubmissionPlugin'", ZERO)
    assert graded(tiny) == again(1, others=1)
    assert penalties(tiny) == {"officer01": AUTOMATIC, "officer02": 0}
    tiny.configure(ZERO.replace("zero", "none"))
    assert graded(tiny) == again(1, others=1)
    assert penalties(tiny) == {"officer01": 0, "officer02": 0}
    assert runs(tiny) == before


def test_a_late_rule_that_fails_is_told_and_its_mending_needs_no_run(tiny: TinyCourse) -> None:
    move_due_date(tiny, DUE)
    before = runs(tiny)
    mended = (tiny.folder / "nbgrader_config.py").read_text()
    tiny.configure(HALF.replace("score / 2", "score / 0"))
    said = futurefit("grade", LAB, course=tiny.folder)
    assert "not graded: officer01: " in said.out
    assert "ZeroDivisionError" in said.out
    (tiny.folder / "nbgrader_config.py").write_text(mended)
    assert graded(tiny) == "Graded 1 of tiny; 1 had not changed since."
    assert penalties(tiny)["officer01"] == 2.5
    assert runs(tiny) == before


def set_points(tiny: TinyCourse, grade_id: str, before: int, now: int, *, total: tuple[str, int]) -> None:
    """An author gives a cell other points, and builds and releases the lab again."""
    text = tiny.folder / "labs" / LAB / "lab.py"
    given = text.read_text()
    wanted = re.sub(rf'("grade_id": "{grade_id}".*"points": ){before}}}', rf"\g<1>{now}}}", given)
    assert wanted != given
    text.write_text(wanted)
    about = text.with_name("lab.toml")
    about.write_text(re.sub(rf"{total[0]} = \d+", f"{total[0]} = {total[1]}", about.read_text()))
    for words in (("build", LAB), ("release", LAB, "--unproved")):
        said = futurefit(*words, course=tiny.folder)
        assert said.code == 0, said.err


def test_other_points_of_a_test_need_no_run_and_leave_a_persons_points_alone(tiny: TinyCourse) -> None:
    mark(tiny, "officer01", 4)
    before = runs(tiny)
    set_points(tiny, "test_longest", 3, 6, total=("automatic", 8))
    assert graded(tiny) == again(2)
    results = tiny.results()
    assert [results[officer].automatic for officer in ("officer01", "officer02")] == [8, 6]
    assert [str(results[officer].state) for officer in ("officer01", "officer02")] == ["graded", "waiting for marking"]
    assert (results["officer01"].total, results["officer01"].total_max) == (12, 12)
    assert graded(tiny) == "Graded 0 of tiny; 2 had not changed since."
    assert runs(tiny) == before


def test_a_persons_points_are_looked_at_again_where_the_most_has_changed(tiny: TinyCourse) -> None:
    mark(tiny, "officer01", 4)
    set_points(tiny, "reflection", 4, 2, total=("manual", 2))
    assert graded(tiny) == again(2)
    assert str(tiny.results()["officer01"].state) == "waiting for marking"


def test_marks_by_hand_count_in_the_late_penalty_and_are_kept(tiny: TinyCourse) -> None:
    move_due_date(tiny, DUE)
    graded(tiny)
    before = runs(tiny)
    for points in (4, 2):
        mark(tiny, "officer01", points)
        mark(tiny, "officer02", points)
        assert "late penalty is not the one" in tiny.results()["officer01"].reason
        assert graded(tiny) == again(1, others=1)
        result = tiny.results()["officer01"]
        assert (str(result.state), result.manual) == ("graded", points)
        assert result.total == (AUTOMATIC + points) / 2
        assert result.remarks == ()
    assert runs(tiny) == before


def test_work_handed_in_again_is_run_and_its_marks_by_hand_are_looked_at_again(tiny: TinyCourse) -> None:
    mark(tiny, "officer01", 4)
    tiny.hand_in("officer01", tiny.answered(fare=RIGHT_FARE, reflection=f"{REFLECTION} And more."))
    assert graded(tiny) == "Graded 1 of tiny; 1 had not changed since."
    assert str(tiny.results()["officer01"].state) == "waiting for marking"
