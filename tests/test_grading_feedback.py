"""Feedback: a page for everyone whose points stand, and nobody else."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from courses import LAB, OTHER, TinyCourse, copy_of

from futurefit.course import CourseError
from futurefit.grading import Feedback, collect_from_exchange, give_feedback, grade

# nbgrader passes a misspelt argument to its own class.
pytestmark = pytest.mark.filterwarnings("ignore:Passing unrecognized arguments:DeprecationWarning")


@pytest.fixture(scope="module")
def graded(tiny_template: TinyCourse, tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    """officer01 submitted through the exchange, officer02 handed in a file, and officer03's file is damaged."""
    tiny = copy_of(tiny_template, tmp_path_factory.mktemp("graded") / "course")
    tiny.submit("officer01", tiny.answered(), tmp_path_factory.mktemp("desk"))
    collect_from_exchange(tiny.course, LAB)
    tiny.hand_in("officer02", tiny.answered(fare="def fare(zones, price):\n    return 7.5"))
    tiny.hand_in("officer03", b"{")
    assert [item.outcome.graded for item in grade(tiny.course, LAB)] == [True, True, False]
    return tiny


@pytest.fixture
def course(graded: TinyCourse, tmp_path: Path) -> TinyCourse:
    return copy_of(graded, tmp_path / "course")


def feedback(tiny: TinyCourse) -> dict[str, Feedback]:
    return {item.officer: item for item in give_feedback(tiny.course, LAB)}


def replace(path: Path, content: str) -> None:
    path.unlink()  # nbgrader makes it read-only
    path.write_text(content, encoding="utf-8")


def test_everyone_graded_gets_a_page_and_those_of_the_exchange_get_it_sent(course: TinyCourse) -> None:
    items = feedback(course)
    assert {officer: (item.released, item.problem) for officer, item in items.items()} == {
        "officer01": (True, ""),
        "officer02": (False, ""),
    }
    assert len(list((course.course.exchange / "future-fit" / "feedback").glob("*.html"))) == 1
    page = items["officer02"].page
    assert page == course.folder / "feedback" / "officer02" / LAB / f"{LAB}.html"
    text = page.read_text(encoding="utf-8")
    assert "Score: 3.0 / 9.0" in text
    assert "Does the function use the price that it is given?" in text  # the hidden test's own words


def test_a_page_shows_what_was_asked_and_not_the_test(course: TinyCourse) -> None:
    text = feedback(course)["officer02"].page.read_text(encoding="utf-8")
    shown = html.unescape(re.sub(r"<[^>]+>", "", text))
    assert "✘ Another price gives another fare" in " ".join(shown.split())
    assert "HIDDEN TESTS" not in shown
    assert "fare(4, 10)" not in shown
    assert "return 7.5" in shown, "the officer's own answer stays"


def test_an_answer_that_nobody_has_marked_says_so_and_a_marked_one_does_not(course: TinyCourse) -> None:
    assert "has not been marked yet" in feedback(course)["officer02"].page.read_text(encoding="utf-8")
    with course.course.gradebook() as book:
        mark = book.find_grade("reflection", LAB, LAB, "officer02")
        mark.manual_score, mark.needs_manual_grade = 0, False
        book.db.commit()
    assert "has not been marked yet" not in feedback(course)["officer02"].page.read_text(encoding="utf-8")


def test_giving_feedback_again_renews_the_pages(course: TinyCourse) -> None:
    feedback(course)
    with course.course.gradebook() as book:
        book.find_grade("reflection", LAB, LAB, "officer02").manual_score = 4
        book.find_comment("reflection", LAB, LAB, "officer02").manual_comment = "Names who must act."
        book.db.commit()
    page = feedback(course)["officer02"].page
    assert page is not None
    text = page.read_text(encoding="utf-8")
    assert "Score: 7.0 / 9.0" in text
    assert "Names who must act." in text


def test_a_page_that_cannot_be_made_does_not_stop_the_others(course: TinyCourse) -> None:
    replace(course.folder / "autograded" / "officer01" / LAB / f"{LAB}.ipynb", "{")
    items = feedback(course)
    assert items["officer01"].page is None
    assert items["officer01"].problem.endswith("futurefit grade tiny --officer officer01 --fresh")
    assert items["officer02"].page


def test_grading_that_stopped_in_the_middle_gives_no_page_with_a_nought(course: TinyCourse) -> None:
    notebook = nbformat.writes(course.answered())  # as nbgrader has it before it runs
    replace(course.folder / "autograded" / "officer02" / LAB / f"{LAB}.ipynb", notebook)
    items = feedback(course)
    assert items["officer02"].page is None
    assert "Grading stopped before the end" in items["officer02"].problem
    assert not (course.folder / "feedback" / "officer02").exists()
    assert items["officer01"].released


def test_work_handed_in_again_waits_for_its_own_grading(course: TinyCourse) -> None:
    course.hand_in("officer02", course.answered(), at=datetime.now(UTC) + timedelta(hours=1))
    item = feedback(course)["officer02"]
    assert item.page is None
    assert "futurefit grade tiny" in item.problem


def test_there_is_nothing_to_give_before_grading_and_an_unknown_lab_is_told(tiny: TinyCourse) -> None:
    assert list(give_feedback(tiny.course, OTHER)) == []
    with pytest.raises(CourseError, match="There is no lab “tinny”"):
        list(give_feedback(tiny.course, "tinny"))
