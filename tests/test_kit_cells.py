"""A cell that could not be run is told once, and no check judges the answer that stood there before."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

SET_UP = "from futurefit.kit import check, expect"
RIGHT = "def add(a, b):\n    return a + b"
CHECK = "with check('Two numbers are added'):\n    expect(add(1, 2), 3, 'Look again.')"


def run(*sources: str, folder: Path | None = None) -> list[list[str]]:
    """What is shown below each cell after the first, as plain text; "error: …" for Python's own red text."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (SET_UP, *sources)])
    where = {"metadata": {"path": str(folder)}} if folder else {}
    NotebookClient(notebook, allow_errors=True, timeout=60, resources=where).execute()
    return [
        [f"error: {o.evalue}" if o.output_type == "error" else o.data["text/plain"] for o in cell.outputs]
        for cell in notebook.cells[1:]
    ]


@pytest.fixture(scope="module")
def shown() -> list[list[str]]:
    broken = "def add(a, b)\n    return a + b"
    stops = "def add(a, b):\n    return a + b\n\nadd(1)"
    return run(RIGHT, CHECK, broken, CHECK, stops, CHECK, RIGHT, CHECK, "total = tota + 1", "1 + 1")


def test_a_cell_that_cannot_be_read_has_a_card_in_plain_words(shown):
    red, card = shown[2]
    assert "expected ':'" in red, "so that graders and tools still see an error"
    assert card.splitlines()[0] == "✘ This cell could not be read, so nothing in it has been run."
    assert "A colon (:) is missing at the end of line 1" in card


def test_the_check_behind_it_does_not_judge_the_older_answer_but_says_where_to_look(shown):
    card, red = shown[3]
    assert card.splitlines()[0] == "ℹ Two numbers are added"
    assert "The cell that makes “add” could not be read" in card
    assert "Look again" not in card
    assert red.startswith("error: Two numbers are added: The cell that makes “add”"), "it gives no points"


def test_a_cell_that_stops_at_its_end_is_told_too(shown):
    assert "✘ This cell stopped." in shown[4][1]
    assert "add was called without something that it needs: 'b'" in shown[4][1]
    assert "stopped before its end" in shown[5][0]


def test_once_mended_all_is_as_before(shown):
    assert shown[1] == shown[7] == ["✔ Two numbers are added"]


def test_a_cell_that_gives_a_value_and_one_that_gives_nothing(shown):
    assert "The name “tota” is not known here" in shown[8][1]
    assert shown[9] == ["2"]


def test_a_failed_check_has_no_second_card():
    (outputs,) = run(CHECK.replace("add(1, 2)", "4"))
    assert [text.splitlines()[0] for text in outputs] == [
        "✘ Two numbers are added",
        "error: Two numbers are added: Look again.",
    ]


def test_a_task_that_is_still_blank_is_told_as_blank_where_its_answer_is_a_value():
    (_, outputs) = run("chosen = None\nraise NotImplementedError()", "with check('Chosen'):\n    expect(chosen, 1)")
    assert "This task is still blank" in outputs[0]


def test_the_checks_of_a_task_are_counted_on_their_cards(tmp_path):
    folder = tmp_path / "sums"
    folder.mkdir()
    other = CHECK.replace("add(1, 2), 3", "add(2, 2), 5")
    cells = [
        nbformat.v4.new_markdown_cell("## Task 1 · Add (2 points)"),
        nbformat.v4.new_code_cell(RIGHT, metadata={"nbgrader": {"solution": True, "grade": False}}),
        nbformat.v4.new_code_cell(CHECK, metadata={"nbgrader": {"solution": False, "grade": True}}),
        nbformat.v4.new_code_cell(other, metadata={"nbgrader": {"solution": False, "grade": True}}),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "sums.ipynb")
    shown = run(RIGHT, CHECK, other, "def add(a, b):\n    return 5 if a == b else 3", other, folder=folder)
    assert shown[1] == ["✔ Two numbers are added\n  Task 1: 1 of 2 checks passed"]
    assert shown[2][0].splitlines()[0] == "✘ Two numbers are added"
    assert shown[4] == [
        "✔ Two numbers are added\n  Task 1: all checks passed. Marking also tries other cases of what the text says."
    ]


def test_a_word_in_a_checks_text_or_a_name_of_its_own_is_no_use_of_a_stopped_cell():
    mine = "numbers = [1, 2\nadd_up = 3"
    check = (
        "with check('Two numbers are added'):\n"
        "    add_up = add(1, 2)\n"
        "    expect(add_up, 3, 'Look at the numbers again.')"
    )
    shown = run(RIGHT, mine, check)
    assert "could not be read" in shown[1][1]
    assert shown[2] == ["✔ Two numbers are added"]
