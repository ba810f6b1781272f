"""The Assignment List and Validate: what an officer clicks from receiving a lab to reading its feedback."""

from __future__ import annotations

import getpass
import re

import nbformat
import pytest
from browser_lab import MINUS, RIGHT, Person
from playwright.sync_api import Locator, expect

from futurefit.authoring.release import release
from futurefit.course import Course
from futurefit.grading import collect_from_exchange, give_feedback, grade

pytestmark = pytest.mark.browser

ADD, REFLECTION = 3, 8  # cells of the toy lab


def test_a_lab_is_fetched_answered_submitted_and_its_feedback_fetched(person: Person, course: Course, lab: str) -> None:
    release(course, lab, unproved=True)
    mine = course.folder / "as-officer" / lab
    person.open()
    person.menu("Assignment List")
    _row(person, "released", lab).get_by_role("button", name="Fetch").click()
    downloaded = _row(person, "fetched", lab)
    expect(downloaded.get_by_role("button", name="Submit")).to_be_visible()
    assert (mine / f"{lab}.ipynb").is_file()

    downloaded.locator("a.assignment-notebooks-link").click()
    downloaded.locator(".nested_list_item a").click()
    person.wait_for_kernel(f"as-officer/{lab}/{lab}.ipynb")
    person.write(ADD, RIGHT)
    person.page.keyboard.press("Control+s")
    person.until(lambda: "return a + b" in (mine / f"{lab}.ipynb").read_text(), "the notebook to be saved")

    person.page.get_by_role("tab", name="Assignments").click()
    downloaded.get_by_role("button", name="Submit").click()
    expect(_row(person, "submitted", lab)).to_be_visible()
    (handed_in,) = (course.exchange / "future-fit" / "inbound").glob(f"{getpass.getuser()}+{lab}+*/{lab}.ipynb")
    assert RIGHT in [cell.source for cell in nbformat.read(handed_in, 4).cells]

    collect_from_exchange(course, lab)
    list(grade(course, lab))
    list(give_feedback(course, lab))
    person.page.get_by_role("button", name="refresh").click()
    _row(person, "submitted", lab).get_by_role("button", name="Fetch Feedback").click()
    _row(person, "submitted", lab).get_by_text("(view feedback)").click()
    assert len(list(mine.glob(f"feedback/*/{lab}.html"))) == 1
    person.page.get_by_role("listitem", name=re.compile(f"{lab}.html")).dblclick()
    page = person.page.frame_locator(".jp-HTMLViewer iframe")
    expect(page.get_by_text("3 of 7 points").first).to_be_visible()


def test_validate_says_what_is_still_missing_and_then_that_all_is_done(person: Person, notebook: str) -> None:
    person.answer(notebook, ADD, MINUS)
    said = _validated(person)
    expect(said).to_contain_text("Not yet: The two counters are added.")
    expect(said).to_contain_text("You did not provide a response.")
    expect(said).not_to_contain_text("Traceback")
    said.get_by_role("button", name="Ok").click()

    person.write(ADD, RIGHT)
    person.cell(REFLECTION).dblclick()
    person.write(REFLECTION, "Saya akan cuba di satu pejabat dahulu.")
    person.run()
    expect(_validated(person)).to_contain_text("Success! Your notebook passes all the tests.")


def _validated(person: Person) -> Locator:
    """Click Validate in the notebook's toolbar; the window with what it found."""
    person.page.get_by_role("button", name="Validate").click()
    return person.page.locator(".jp-Dialog", has_text="Validation Results")


def _row(person: Person, part: str, lab: str) -> Locator:
    """A lab's line in a part of the list: released, fetched or submitted."""
    return person.page.locator(f"#{part}_assignments_list > .list_item").filter(has_text=lab)
