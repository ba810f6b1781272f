"""What an officer sees when a check passes or fails, and what the autograder sees."""

import nbformat
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbclient import NotebookClient

from futurefit.kit import CheckFailed, check, expect, expect_error, expect_unchanged, explore, same

plain_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=20,
)


@pytest.fixture(autouse=True, scope="module")
def shell():
    """Cards are shown through IPython's shell, as in a notebook."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def card(outputs) -> tuple[str, str]:
    """HTML and plain text of the one card that was shown."""
    (output,) = outputs
    return output.data["text/html"], output.data["text/plain"]


def failing(run) -> tuple[str, str, CheckFailed]:
    with capture_output() as seen, pytest.raises(CheckFailed) as caught:
        run()
    return *card(seen.outputs), caught.value


def test_a_passed_check_shows_a_green_card_with_what_was_asked():
    with capture_output() as seen, check("Two numbers are added"):
        expect(1 + 2, 3)
    html, text = card(seen.outputs)
    assert text == "✔ Two numbers are added"
    assert "#1a7f37" in html


def test_a_failed_check_says_what_came_back_what_was_expected_and_why():
    def run():
        with check("Two numbers are added"):
            expect(2, 3, "Did you forget the second number?")

    html, text, error = failing(run)
    assert text.splitlines() == [
        "✘ Two numbers are added",
        "  What came back: 2",
        "  What was expected: 3",
        "  Why: Did you forget the second number?",
    ]
    assert "<details" not in html, "own words need no technical detail"
    assert str(error) == "Two numbers are added: Did you forget the second number?"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("raise NotImplementedError('not written yet')", "This task is still blank"),
        ("unknown_name", "The name “unknown_name” is not known here"),
        ("None + 1", "no “return” line"),
        ("len()", "called with other inputs than it takes"),
        ("{}['rain']", "no entry or column named 'rain'"),
        ("[][3]", "beyond the end of a list"),
        ("1 / 0", "divides by zero"),
        ("import no_such_library", "A library is missing"),
        ("len(len)", "A function stands where its result was meant"),
        ("import math; math.exp(1000)", "too large for the computer"),
        ("float('1,000')", "could not be read as a number"),
        ("(3).colour", "A value of the kind int has nothing named “colour”"),
    ],
)
def test_errors_are_told_in_plain_words_with_the_traceback_folded(code, words):
    def run():
        with check("The task works"):
            exec(code, {})

    html, text, error = failing(run)
    assert words in text
    assert "Traceback" not in text
    assert words in str(error)
    assert ("<details" in html) == ("NotImplementedError" not in code)


def test_what_an_answer_contains_is_shown_as_text_and_never_as_page_code():
    def run():
        with check("A name is returned"):
            expect("<script>alert(1)</script>", "Aminah", "<b>no</b>")

    html, _, _ = failing(run)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_huge_answer_does_not_fill_the_screen():
    def run():
        with check("A number is returned"):
            expect("x" * 1_000_000, 1)

    _, text, _ = failing(run)
    assert len(text) < 1_000
    assert "1,000,002 characters in all" in text


@pytest.mark.parametrize(
    ("session", "line"),
    [("lab.ipynb", "✘ Not yet."), (None, "✘ Not yet: Adds.")],
    ids=["in JupyterLab, below the card", "elsewhere"],
)
def test_in_a_notebook_a_failed_check_is_an_error_of_one_line(monkeypatch, session, line):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    if session:
        monkeypatch.setenv("JPY_SESSION_NAME", session)
    source = "from futurefit.kit import check, expect\nwith check('Adds'):\n    expect(1, 2, 'Look again.')"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(notebook, allow_errors=True, timeout=60).execute()
    shown, error = notebook.cells[0].outputs
    assert shown.output_type == "display_data"
    assert error.output_type == "error", "so that nbgrader gives no points"
    assert error.traceback == [line]
    assert error.evalue == "Adds: Look again."


@pytest.mark.parametrize(
    ("got", "want"),
    [
        ([1, 2], (1, 2)),
        (np.array([1, 2]), [1, 2]),
        (pd.Series([1.0, 2.0], index=[7, 9]), [1, 2]),
        (np.float64(0.1) + np.float64(0.2), 0.3),
        (np.int64(3), 3),
        (np.bool_(True), True),
        ({"a": np.int64(1)}, {"a": 1}),
        ({np.int64(2): 1}, {2: 1}),
        (["b", "a"], {"a", "b"}),
        (pd.DataFrame({"a": [1, 2]}, index=[5, 6]), pd.DataFrame({"a": [1, 2]})),
        (float("nan"), float("nan")),
        (1_000_000.5, 1_000_000.0),
    ],
)
def test_any_reasonable_form_of_a_right_answer_passes(got, want):
    assert same(got, want)


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (True, 1),
        (1, True),
        ("1", 1),
        (None, 0),
        ([2, 1], [1, 2]),
        ([1, 2, 3], [1, 2]),
        (["a", "a"], {"a", "b"}),
        (["a", "a", "b"], {"a", "b"}),
        ({"a": 1}, {"a": 1, "b": 2}),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]})),
        (0.3001, 0.3),
        (float("inf"), 1e308),
        (float("nan"), 0.0),
        (0, "0"),
    ],
)
def test_a_wrong_answer_does_not(got, want):
    assert not same(got, want)


@given(plain_data)
def test_everything_is_the_same_as_itself(value):
    assert same(value, value)


def test_a_function_that_should_refuse_must_raise_that_error():
    with capture_output(), check("An empty list is refused"):
        expect_error(ValueError, lambda: float("x"), "Refuse it.")

    def run():
        with check("An empty list is refused"):
            expect_error(ValueError, lambda: 0, "There is nothing to average: raise ValueError.")

    _, text, _ = failing(run)
    assert "What came back: 0" in text
    assert "What was expected: a ValueError" in text


def test_a_blank_answer_does_not_pass_as_a_refusal():
    def blank():
        raise NotImplementedError("not written yet")

    def run():
        with check("An empty list is refused"):
            expect_error(RuntimeError, blank, "Refuse it.")  # NotImplementedError is a RuntimeError

    assert "still blank" in failing(run)[1]


def test_a_changed_input_is_named():
    days = pd.DataFrame({"queue": [1, 2]})
    before = days.copy()
    days["queue"] = 0

    def run():
        with check("The table stays as it was"):
            expect_unchanged(days, before, "the table of days")

    assert "Your function changed the table of days" in failing(run)[1]


def test_a_picture_of_an_unfinished_task_is_a_quiet_card():
    with capture_output() as seen, explore("The calendar", "Task 1"):
        raise NotImplementedError
    _, text = card(seen.outputs)
    assert text == "ℹ The calendar appears here as soon as you have finished Task 1."


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (None, "“print” shows something"),
        (..., "still something to fill in"),
        ([1].count, "the function “count” itself, not its result"),
        ((x for x in [1]), "put list( … ) around it"),
        ("1", "'1', which is a text and not a number"),
    ],
)
def test_what_came_back_is_told_with_the_slip_behind_it(got, words):
    def run():
        with check("A number is returned"):
            expect(got, 1)

    assert words in failing(run)[1]
