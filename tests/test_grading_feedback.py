"""Feedback: a page for everyone whose points stand, and nobody else."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from courses import LAB, OTHER, TinyCourse, cell, copy_of
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

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
    graded = {item.outcome.officer: item.outcome.graded for item in grade(tiny.course, LAB)}
    assert graded == {"officer01": True, "officer02": True, "officer03": False}
    return tiny


@pytest.fixture
def course(graded: TinyCourse, tmp_path: Path) -> TinyCourse:
    return copy_of(graded, tmp_path / "course")


def feedback(tiny: TinyCourse) -> dict[str, Feedback]:
    return {item.officer: item for item in give_feedback(tiny.course, LAB)}


def seen(page: Path | None) -> str:
    """What a reader sees of a page, in one line."""
    assert page is not None
    text = re.sub(r"<style>.*?</style>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace(" :", ":").split())


def page_of(tiny: TinyCourse, work: NotebookNode | None = None, **answers: str) -> str:
    """What officer02 sees after handing this in."""
    tiny.hand_in("officer02", work or tiny.answered(**answers), at=datetime.now(UTC))
    list(grade(tiny.course, LAB, officers=["officer02"]))
    return seen(feedback(tiny)["officer02"].page)


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
    assert "So far 3 of 5 points, plus up to 4 waiting for a person’s marking" in seen(page)


def test_a_page_says_what_was_asked_how_it_came_out_and_why(course: TinyCourse) -> None:
    page = feedback(course)["officer02"].page
    text = seen(page)
    assert "Feedback for officer02" in text
    assert "officer01" not in text
    assert "Handed in: Monday, 2 March 2026, 09:30 (Malaysian time)" in text
    assert re.search(r"Graded: \w+, \d+ \w+ \d{4}, \d\d:\d\d \(Malaysian time\)", text)
    assert (
        "Task 1: the fare of a trip 0 of 2 0 of 1 passed Three zones cost three times the price 0 of 2 ✘ not passed"
        in text
    )
    assert "Task 2: the longest name 3 of 7 1 of 1 passed The longest name is found 3 of 3 ✔ passed" in text
    assert "✔ passed with the data in your notebook" in text
    assert (
        "✘ not passed with data that you have not seen: Another price gives another fare "
        "Why: Does the function use the price that it is given?"
    ) in text
    assert text.count("Does the function use the price") == 1, "a red card is shown once"
    assert "return 7.5" in text, "the officer's own answer stays"
    whole = page.read_text(encoding="utf-8")
    for hidden in ("HIDDEN TESTS", "fare(4, 10)", "What was expected", "Traceback"):
        assert hidden not in whole
    assert not re.search(r"""<script|src=["']?http|@import|url\(http""", whole), "it needs no network"


def test_a_check_that_the_officer_was_given_shows_its_card(course: TinyCourse) -> None:
    text = page_of(course, fare="def fare(zones, price):\n    return zones + price")
    assert (
        "✘ not passed with the data in your notebook What came back: 5.5 What was expected: 7.5 "
        "Why: Is the number of zones multiplied by the price? "
        "– not tried with data that you have not seen: Another price gives another fare"
    ) in text


def test_an_answer_that_nobody_has_marked_says_so_and_a_marked_one_does_not(course: TinyCourse) -> None:
    text = seen(feedback(course)["officer02"].page)
    assert "Your answer up to 4 … not marked yet" in text
    assert "0.0" not in text
    with course.course.gradebook() as book:
        mark = book.find_grade("reflection", LAB, LAB, "officer02")
        mark.manual_score, mark.needs_manual_grade = 0, False
        book.db.commit()
    text = seen(feedback(course)["officer02"].page)
    assert "not marked yet" not in text
    assert "Your answer 0 of 4 ✔ marked" in text
    assert "3 of 9 points" in text


def test_giving_feedback_again_renews_the_pages(course: TinyCourse) -> None:
    feedback(course)
    with course.course.gradebook() as book:
        mark = book.find_grade("reflection", LAB, LAB, "officer02")
        mark.manual_score, mark.needs_manual_grade = 4, False
        book.find_comment("reflection", LAB, LAB, "officer02").manual_comment = "Names who *must* act."
        book.db.commit()
    text = seen(feedback(course)["officer02"].page)
    assert "7 of 9 points" in text
    assert "The marker’s words Names who must act." in text


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


# ------------------------------------------------------------------------------------------------ points in words


def test_lateness_is_told_in_words_and_taken_off_the_total(course: TinyCourse) -> None:
    with course.course.gradebook() as book:
        book.update_or_create_assignment(LAB, duedate=datetime(2026, 3, 1))
        book.find_submission_notebook(LAB, LAB, "officer02").late_submission_penalty = 1
        book.db.commit()
    text = seen(feedback(course)["officer02"].page)
    assert "1 point was taken off for handing in late (1 day after the due date)" in text
    assert "So far 2 of 5 points" in text


def test_a_blank_answer_is_called_blank(course: TinyCourse) -> None:
    text = page_of(course, course.released())
    assert text.count("This answer was left blank.") == 3
    assert "Your answer 0 of 4 – left blank" in text
    assert "0 of 9 points" in text  # nobody needs to mark a blank answer
    assert text.count("This task is still blank. Write your answer in the cell above") == 2
    assert "NotImplementedError" not in text


def test_points_that_a_person_gave_in_place_of_a_test_say_so(course: TinyCourse) -> None:
    with course.course.gradebook() as book:
        book.find_grade("test_fare", LAB, LAB, "officer02").manual_score = 1
        book.db.commit()
    text = seen(feedback(course)["officer02"].page)
    assert "Three zones cost three times the price 1 of 2 · ◐ passed in part A person gave these points" in text


HIDDEN_ASSERT = "### BEGIN HIDDEN TESTS\nassert fare(4, 10) == 40, 'Use the price.'\n### END HIDDEN TESTS"


@pytest.mark.parametrize(
    ("name", "said", "why"),
    [
        ("AssertionError", "Use the price.", "Why: Use the price."),
        ("AssertionError", "", "Why: The result is not what was asked for."),
        ("ValueError", "4x10", "Why: Your code stopped with an error (ValueError) when this was tried"),
        ("E4x10", "4x10", "Why: The result is not what was asked for."),
    ],
)
def test_a_test_of_plain_nbgrader_is_named_by_its_task_and_tells_its_message_only(
    course: TinyCourse, name: str, said: str, why: str
) -> None:
    path = course.folder / "autograded" / "officer02" / LAB / f"{LAB}.ipynb"
    notebook = nbformat.read(path, 4)
    test = cell(notebook, "test_fare")
    test.source = f"assert fare(3, 2.5) == 7.5\n{HIDDEN_ASSERT}"
    traceback = ["----> 3 assert fare(4, 10) == 40", f"{name}: {said}"]
    test.outputs = [nbformat.v4.new_output("error", ename=name, evalue=said, traceback=traceback)]
    replace(path, nbformat.writes(notebook))
    page = feedback(course)["officer02"].page
    text = seen(page)
    assert "Task 1: the fare of a trip: test 1 of 1 0 of 2 ✘ not passed" in text
    assert why in text
    whole = page.read_text(encoding="utf-8")
    assert "fare(4, 10)" not in whole
    assert "4x10" not in whole


# ------------------------------------------------------------------------------------------------ hidden stays hidden

GREEDY = """
def fare(zones, price):
    import inspect
    from futurefit.kit.cards import show_card
    said = f"zones {zones} price {price}"
    print(said)
    for frame in inspect.stack():
        print(frame.code_context, said)
    show_card("bad", "Three zones cost three times the price", [("Why:", said)])
    show_card("good", "Another price gives another fare", [("Why:", said)])
    return GIVES
"""


@pytest.mark.parametrize(
    "gives",
    [
        "zones * 2.5",
        "said",
        "said if price == 10 else 7.5",
        "{}[said] if price == 10 else 7.5",
        "1 / 0 if price == 10 else 7.5",
    ],
)
def test_what_a_hidden_test_hands_to_a_function_does_not_come_back(course: TinyCourse, gives: str) -> None:
    work = course.answered(fare=GREEDY.strip().replace("GIVES", gives))
    text = page_of(course, work)
    assert "not passed" in text
    assert "zones 4" not in text
    assert "fare(4" not in text


def test_an_error_in_a_hidden_test_is_told_by_its_kind(course: TinyCourse) -> None:
    text = page_of(course, fare="def fare(zones, price):\n    return 7.5 if price == 2.5 else {}[f'{zones}x{price}']")
    assert (
        "Why: Your code stopped with an error (KeyError) when this was tried with data that you have not seen." in text
    )
    assert "4x10" not in text


@pytest.mark.parametrize(
    "fare",
    [
        "def fare(zones, price):\n    if price == 10:\n        raise type(f'E{zones}x{price}', (Exception,), {})\n"
        "    return zones * price",
        "def fare(zones, price):\n    if price == 10:\n        raise AssertionError(f'{zones}x{price}')\n"
        "    return zones * price",
        "def fare(zones, price:",
        "raise SystemExit('no')",
    ],
)
def test_no_way_of_failing_shows_a_test(course: TinyCourse, fare: str) -> None:
    text = page_of(course, fare=fare)
    assert "Three zones cost three times the price 0 of 2 ✘ not passed" in text
    assert "4x10" not in text
    assert "expect(" not in text
    assert "Traceback" not in text


def test_a_cell_that_printed_a_test_is_not_passed_on(course: TinyCourse) -> None:
    """As it can in a lab whose tests run in the officer's own process."""
    path = course.folder / "autograded" / "officer02" / LAB / f"{LAB}.ipynb"
    notebook = nbformat.read(path, 4)
    test = cell(notebook, "test_fare").source
    for output in (
        nbformat.v4.new_output("stream", text=f"{[test]!r}"),
        nbformat.v4.new_output("execute_result", {"text/html": f"<pre>{test.replace(' ', '&nbsp;')}</pre>"}),
        nbformat.v4.new_output("error", ename="ValueError", evalue=test, traceback=[test]),
        nbformat.v4.new_output("stream", text="my own words"),
    ):
        notebook.cells.append(new_code_cell("print(In)", outputs=[output]))
    replace(path, nbformat.writes(notebook))
    page = feedback(course)["officer02"].page
    text = seen(page)
    assert text.count("What this cell printed is left out: it quotes a test.") == 3
    assert "fare(4," not in page.read_text(encoding="utf-8")
    assert "my own words" in text


def test_a_lab_that_is_not_released_here_shows_nothing_of_its_tests(course: TinyCourse) -> None:
    (course.folder / "release" / LAB / f"{LAB}.ipynb").unlink()
    text = seen(feedback(course)["officer02"].page)
    assert (
        "✘ not passed with data that you have not seen: Another price gives another fare Why: Does the function" in text
    )
    assert "What came back" not in text


# ------------------------------------------------------------------------------------------------ the officer's own


def test_the_officers_own_cells_are_shown_and_the_labs_text_is_folded(course: TinyCourse) -> None:
    work = course.answered()
    work.cells.insert(3, new_markdown_cell("A *note* of mine with $a < b$."))
    work.cells.insert(4, new_code_cell("1 + 1"))
    text = page_of(course, work)
    assert "Your note A note of mine with $a < b$." in text
    assert re.search(r"Your cell 1 \+ 1 What it shows: 2", text)
    assert "The lab’s text The fare is the number of zones times the price of a zone." in text


def test_a_picture_that_is_missing_does_not_cost_the_page(course: TinyCourse) -> None:
    text = page_of(course, reflection="![my plan](attachment:gone.png) ![other](../../../gradebook.db) as drawn")
    assert "my plan" in text
    assert "as drawn" in text


def test_the_cards_are_read_as_the_kit_writes_them() -> None:
    """`told` knows the kit's cards and its words for a blank task by their form."""
    from futurefit.grading.feedback import told
    from futurefit.kit import cards

    assert cards.in_plain_words(NotImplementedError()) == told._BLANK


def test_who_changed_what_a_hidden_test_compares_with_is_told_what_to_do() -> None:
    from futurefit.grading.engine._changes import WHY
    from futurefit.grading.feedback import told

    error = {"output_type": "error", "ename": "ChangedArguments", "evalue": WHY, "traceback": []}
    for given in (None, "assert largest(numbers) == max(numbers)"):
        (part,) = told.tell("assert largest(numbers) == max(numbers)", given, [error], passed=False)
        assert part.state == "failed"
        assert [text for _, text in part.lines] == [WHY]
