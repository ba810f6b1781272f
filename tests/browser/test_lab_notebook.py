"""A lab as an officer meets it in JupyterLab."""

from __future__ import annotations

import re

import pytest
from browser_lab import MINUS, RIGHT, SELECTED, Person
from playwright.sync_api import Locator, Route, expect

from futurefit.course import Course

pytestmark = pytest.mark.browser

# Cells of the toy lab, in their order.
SETUP, TASK, ADD, TEST, ORDER, PICTURE = 1, 2, 3, 4, 5, 6
GREEN, RED = "rgb(26, 127, 55)", "rgb(196, 50, 10)"


def test_jupyterlab_starts_quietly(person: Person) -> None:
    person.open()
    expect(person.page.locator(".jp-LauncherCard").first).to_be_visible()  # all is loaded
    expect(person.page.locator(".jp-Dialog, .Toastify__toast")).to_have_count(0)


def test_a_cell_runs_with_shift_enter_and_the_next_one_is_selected(person: Person, notebook: str) -> None:
    person.open_notebook(notebook)
    person.select(ADD)
    person.run()
    person.has_run(ADD)
    expect(person.cell(TEST)).to_have_class(SELECTED)


def test_a_cell_that_is_run_before_python_has_started_is_not_lost_in_silence(person: Person, notebook: str) -> None:
    held: list[Route] = []
    person.page.route("**/api/sessions?*", lambda r: held.append(r) if r.request.method == "POST" else r.continue_())
    person.open(notebook)
    person.select(ADD)
    person.until(lambda: held, "JupyterLab to ask for a kernel")
    person.run()
    expect(person.page.locator(".Toastify__toast")).to_contain_text("You can run code cells when")
    held[0].continue_()
    person.wait_for_kernel(notebook)
    person.select(ADD)
    person.run()
    person.has_run(ADD)


def test_set_up_tests_and_hints_are_folded_until_asked_for(person: Person, notebook: str) -> None:
    person.open(notebook)
    expect(person.cell(ADD).locator(".cm-content")).to_contain_text("Write your answer here")
    for number in (SETUP, TEST, ORDER):
        expect(person.cell(number).locator(".cm-content")).to_have_count(0)
    hint = person.cell(TASK).locator("details p")
    expect(hint).to_be_hidden()
    person.cell(TASK).locator("summary").click()
    expect(hint).to_be_visible()


def test_a_right_answer_gets_a_green_card_and_a_picture_and_is_saved(
    person: Person, course: Course, notebook: str
) -> None:
    person.answer(notebook, ADD, RIGHT)
    person.run_through(TEST)
    card = person.shown(TEST)
    expect(card).to_have_text("✔ The two counters are addedTask 1: 1 of 2 checks passed")
    assert _colour(card) == GREEN
    person.run_through(PICTURE)
    picture = person.cell(PICTURE).locator(".jupyter-widgets img")
    expect(picture).to_be_visible()
    before = picture.get_attribute("src")
    handle = person.cell(PICTURE).locator(".noUi-handle")
    handle.focus()
    handle.press("ArrowRight")
    expect(person.cell(PICTURE).locator(".widget-readout")).to_have_text("6")
    expect(picture).not_to_have_attribute("src", before or "")
    person.until(lambda: "a + b" in (course.folder / notebook).read_text(), "JupyterLab to save, unasked")


def test_a_wrong_answer_gets_a_card_in_plain_words(person: Person, notebook: str) -> None:
    person.answer(notebook, ADD, MINUS)
    person.run_through(TEST)
    card = person.shown(TEST)
    for words in ("✘ The two counters are added", "came back: -1", "expected: 7", "Did you take one from the other?"):
        expect(card).to_contain_text(words)
    assert _colour(card) == RED
    expect(person.cell(TEST)).not_to_contain_text("Traceback")
    expect(person.cell(TEST)).not_to_contain_text("AssertionError")


def test_a_blank_answer_is_told_so_and_so_is_its_picture(person: Person, notebook: str) -> None:
    person.open_notebook(notebook)
    person.run_through(PICTURE)
    expect(person.shown(TEST)).to_contain_text("This task is still blank.")
    expect(person.shown(PICTURE)).to_contain_text(re.compile("The picture of the queue appears here .*Task 1"))


def test_an_answer_that_breaks_shows_its_traceback_only_when_asked(person: Person, notebook: str) -> None:
    person.answer(notebook, ADD, "def add(a, b):\n    return a + c")
    person.run_through(TEST)
    card = person.shown(TEST)
    expect(card).to_contain_text("The name “c” is not known here.")
    detail = card.locator("pre")
    expect(detail).to_be_hidden()
    card.get_by_text("Technical detail").click()
    expect(detail).to_be_visible()
    expect(detail).to_contain_text("return a + c")
    expect(detail).to_contain_text("NameError")


def _colour(card: Locator) -> str:
    return str(card.locator("b").first.evaluate("element => getComputedStyle(element).color"))
