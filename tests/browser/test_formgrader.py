"""Formgrader: an instructor clicks each of its buttons, and what it should do is done."""

from __future__ import annotations

import re
import shutil

import nbformat
import pytest
from browser_lab import MINUS, RIGHT, Person, submit
from playwright.sync_api import FrameLocator, Locator, expect

from futurefit.authoring.release import release
from futurefit.course import Course
from futurefit.grading import collect_from_exchange, grade
from futurefit.records import State, read

pytestmark = pytest.mark.browser

TEXT = "I would tell my KSU to try it in one office first."


def test_it_lists_the_labs(person: Person, lab: str) -> None:
    row = _row(person.formgrader(), lab)
    expect(row.locator(".status")).to_have_text("draft")
    expect(row.locator(".num-submissions")).to_have_text("0")
    row.locator(".name a").click()  # the lab's files, in the file browser beside it
    expect(person.page.get_by_role("listitem", name=re.compile(f"{lab}.ipynb"))).to_be_visible()


def test_generate_makes_the_officers_version(person: Person, course: Course, lab: str) -> None:
    shutil.rmtree(course.folder / "release" / lab)
    _click(_row(person.formgrader(), lab).locator(".assign a"), "Successfully created the student version")
    made = nbformat.read(course.folder / "release" / lab / f"{lab}.ipynb", 4)
    text = "\n".join(cell.source for cell in made.cells)
    assert "Write your answer here" in text
    assert "return a + b" not in text
    assert "HIDDEN" not in text


def test_release_gives_the_lab_out_and_again_takes_it_back(person: Person, course: Course, lab: str) -> None:
    given = course.exchange / "future-fit" / "outbound" / lab / f"{lab}.ipynb"
    frame = person.formgrader()
    _click(_row(frame, lab).locator(".assign a"), "Successfully created")
    _click(_row(frame, lab).locator(".release a"), "Successfully released")
    assert given.is_file()
    expect(_row(frame, lab).locator(".status")).to_have_text("released")
    _click(_row(frame, lab).locator(".release a"), "Successfully unreleased")
    assert not given.exists()


def test_collect_takes_in_what_officers_submitted(person: Person, course: Course, lab: str) -> None:
    release(course, lab, unproved=True)
    submit(course, lab, "officer01", add=RIGHT)
    submit(course, lab, "officer02", add=MINUS)
    frame = person.formgrader()
    _click(_row(frame, lab).locator(".collect a"), "Successfully collected")
    expect(_row(frame, lab).locator(".num-submissions")).to_have_text("2")
    for officer in ("officer01", "officer02"):
        assert (course.folder / "submitted" / officer / lab / f"{lab}.ipynb").is_file()


def test_autograde_gives_the_points_of_each_officer(person: Person, course: Course, lab: str) -> None:
    _collected(course, lab, officer01=RIGHT, officer02=MINUS)
    frame = person.formgrader()
    _row(frame, lab).locator(".num-submissions a").click()
    for officer, score in (("officer01", "3 / 7"), ("officer02", "0 / 7")):
        row = frame.locator("tr", has=frame.locator(".student-id", has_text=officer))
        expect(row.locator(".status")).to_have_text("needs autograding")
        _click(row.locator(".autograde a"), "Successfully autograded")
        expect(row.locator(".score")).to_have_text(score)
        expect(row.locator(".status")).to_have_text("needs manual grading")
    assert _automatic(course, lab) == {"officer01": 3, "officer02": 0}


def test_all_submissions_are_autograded_in_the_terminal_as_formgrader_advises(
    person: Person, course: Course, lab: str
) -> None:
    _collected(course, lab, officer01=RIGHT, officer02=MINUS)
    person.open()
    person.page.locator(".jp-LauncherCard", has_text="Terminal").click()
    person.page.locator(".jp-Terminal .xterm-helper-textarea").focus()
    person.page.keyboard.type(f"nbgrader autograde {lab}\n")
    person.until(lambda: _automatic(course, lab) == {"officer01": 3, "officer02": 0}, "the points of both officers")


def test_a_reflection_is_marked_by_hand(person: Person, course: Course, lab: str) -> None:
    _collected(course, lab, officer01=RIGHT)
    list(grade(course, lab))
    frame = person.formgrader()
    frame.get_by_role("link", name="Manual Grading").click()
    frame.get_by_role("link", name=lab, exact=True).click()
    frame.get_by_role("link", name=lab, exact=True).click()
    frame.get_by_role("link", name="Submission #1").click()
    answer = frame.locator(".nbgrader_cell", has_text="tell my KSU to try it in one office first")
    expect(answer.locator(".nbgrader-label")).to_have_text("Student's answer")
    answer.locator("input.score").fill("3")
    answer.locator("input.score").press("Tab")
    expect(answer.locator(".score-saved")).to_be_visible()
    answer.locator("textarea.comment").fill("Who would own it?")
    answer.locator("textarea.comment").press("Tab")
    expect(answer.locator(".comment-saved")).to_be_visible()

    (result,) = [r for r in read(course.folder).of_lab(lab) if r.officer.id == "officer01"]
    assert result.state is State.GRADED
    with course.gradebook() as book:
        assert book.find_grade("reflection", lab, lab, "officer01").manual_score == 3
        assert book.find_comment("reflection", lab, lab, "officer01").comment == "Who would own it?"


def test_feedback_is_made_and_given_back(person: Person, course: Course, lab: str) -> None:
    _collected(course, lab, officer01=RIGHT)
    list(grade(course, lab))
    page = course.folder / "feedback" / "officer01" / lab / f"{lab}.html"
    frame = person.formgrader()
    _click(_row(frame, lab).locator(".generate-feedback a"), "Successfully generated feedback")
    text = page.read_text(encoding="utf-8")
    assert "The two counters are added" in text
    assert 'src="http' not in text  # it can be read without network
    _click(_row(frame, lab).locator(".release-feedback a"), "Successfully released feedback")
    assert len(list((course.exchange / "future-fit" / "feedback").glob("*.html"))) >= 1


def test_feedback_of_one_officer_is_made_and_given_back(person: Person, course: Course, lab: str) -> None:
    _collected(course, lab, officer01=RIGHT, officer02=MINUS)
    list(grade(course, lab))
    frame = person.formgrader()
    _row(frame, lab).locator(".num-submissions a").click()
    row = frame.locator("tr", has=frame.locator(".student-id", has_text="officer02"))
    _click(row.locator(".generate-feedback a"), "Successfully generated feedback")
    _click(row.locator(".release-feedback a"), "Successfully released feedback")
    assert (course.folder / "feedback" / "officer02" / lab / f"{lab}.html").is_file()
    assert not (course.folder / "feedback" / "officer01" / lab).exists()


def test_officers_are_listed_and_one_is_added(person: Person, course: Course) -> None:
    frame = person.formgrader()
    frame.get_by_role("link", name="Manage Students").click()
    for officer in ("officer01", "officer02"):
        expect(frame.get_by_text(officer, exact=True)).to_be_visible()
    frame.get_by_text("Add new student").click()
    form = frame.locator("#add-student-modal")
    form.locator("input.id").fill("officer99")
    form.get_by_role("button", name="Save").click()
    expect(frame.locator("td.id, .id", has_text="officer99").first).to_be_visible()
    with course.gradebook() as book:
        assert book.find_student("officer99").id == "officer99"
        book.remove_student("officer99")


def _row(frame: FrameLocator, lab: str) -> Locator:
    return frame.locator("tr", has=frame.locator(".name", has_text=re.compile(f"^{lab}$")))


def _click(button: Locator, answer: str) -> None:
    """Click a button, wait for the window that says what came of it, and close that."""
    button.click()
    window = button.page.frame_locator("iframe[src*=formgrader]").locator(".modal-dialog")
    expect(window.locator(".modal-body")).to_contain_text(answer)
    window.get_by_role("button", name="OK").click()
    expect(window).to_have_count(0)


def _collected(course: Course, lab: str, **answers: str) -> None:
    release(course, lab, unproved=True)
    for officer, answer in answers.items():
        submit(course, lab, officer, add=answer, reflection=TEXT)
    collect_from_exchange(course, lab)


def _automatic(course: Course, lab: str) -> dict[str, float]:
    """Each officer's automatic points; only of those that have been graded."""
    with course.gradebook() as book:
        return {
            submission.student.id: sum(grade.auto_score or 0 for grade in submission.notebooks[0].grades)
            for submission in book.assignment_submissions(lab)
            if any(grade.auto_score is not None for grade in submission.notebooks[0].grades)
        }
