"""Work whose cells lost their marks or whose file lost its name, graded by `futurefit grade` and by nbgrader."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from courses import (
    AUTOMATIC,
    LAB,
    OTHER,
    WRONG_FARE,
    TinyCourse,
    cell,
    copy_of,
    listed,
    of_newer_nbgrader,
    too_little_left,
    with_copy,
    without,
    without_marks,
    written,
)
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from futurefit.grading import collect_from_exchange, collect_from_files, grade
from futurefit.grading.steps.known_cells import know
from futurefit.grading.steps.lab_notebook import LabNotebook, read_lab_notebook
from futurefit.grading.steps.names import RENAMED
from futurefit.grading.steps.sanitising import MARKS_CHANGED, MARKS_LOST
from futurefit.records import Result, State, load_outcome

NOTES = written(new_notebook(cells=[new_code_cell("1 + 1")]))


def with_own_cells(notebook: NotebookNode) -> NotebookNode:
    """The notebook with code and text of the officer's own around and between the lab's cells."""
    notebook.cells.insert(0, new_code_cell("import this"))
    notebook.cells.insert(notebook.cells.index(cell(notebook, "fare")), new_code_cell("tried = [1, 2]"))
    notebook.cells.append(new_markdown_cell("Hand in before Friday."))
    return notebook


def without_marks_of(notebook: NotebookNode, *grade_ids: str) -> NotebookNode:
    """The notebook after an editor has made these cells anew."""
    for number, grade_id in enumerate(grade_ids):
        found = cell(notebook, grade_id)
        found.metadata, found["id"] = NotebookNode(), f"anew-{number}"
    return notebook


# What was handed in: the notebooks by their files' names. Then the automatic points, and the remark beside them.
HANDED_IN: dict[str, tuple[Callable[[TinyCourse], dict[str, Any]], float, str]] = {
    "ids-kept": (lambda t: {"tiny": without_marks(with_own_cells(t.answered()))}, AUTOMATIC, MARKS_LOST),
    "all-gone": (lambda t: {"tiny": without_marks(with_own_cells(t.answered()), ids=False)}, AUTOMATIC, MARKS_LOST),
    "all-gone-wrong": (lambda t: {"tiny": without_marks(t.answered(fare=WRONG_FARE), ids=False)}, 3, MARKS_LOST),
    "some-gone": (lambda t: {"tiny": without_marks_of(t.answered(), "fare", "reflection")}, AUTOMATIC, MARKS_LOST),
    "half-gone": (
        lambda t: {"tiny": without_marks(without(t.answered(), "test_fare"), ids=False)},
        AUTOMATIC,
        MARKS_LOST,
    ),
    "newer": (lambda t: {"tiny": of_newer_nbgrader(t.answered())}, AUTOMATIC, MARKS_CHANGED),
    "downloaded": (lambda t: {"tiny (1)": t.answered()}, AUTOMATIC, RENAMED),
    "copied": (lambda t: {"tiny-Copy1": t.answered()}, AUTOMATIC, RENAMED),
    "chinese": (lambda t: {"作业一": t.answered()}, AUTOMATIC, RENAMED),
    "beside-notes": (lambda t: {"notes": NOTES, "broken": b"{", "work": t.answered()}, AUTOMATIC, RENAMED),
    "beside-another-lab": (lambda t: {"a": t.answered_other(), "b": t.answered()}, AUTOMATIC, RENAMED),
    "twice-the-same": (lambda t: {"tiny (1)": t.answered(), "tiny (2)": t.answered()}, AUTOMATIC, RENAMED),
    "right-name-counts": (lambda t: {"tiny": t.answered(fare=WRONG_FARE), "tiny (1)": t.answered()}, 3, ""),
    "as-it-should-be": (lambda t: {"tiny": with_own_cells(t.answered())}, AUTOMATIC, ""),
}
CANNOT: dict[str, tuple[Callable[[TinyCourse], dict[str, Any]], list[str]]] = {
    "two-with-cells": (
        lambda t: {"tiny (1)": t.answered(), "tiny-Copy1": t.released()},
        ["tiny.ipynb is missing", "“tiny (1).ipynb” and “tiny-Copy1.ipynb”", "leave only that one"],
    ),
    "too-little": (
        lambda t: {"tiny": too_little_left(t.answered())},
        [
            "lost the marks",
            "of 4 cells of tasks, 1 could",
            "fetch tiny again",
            "copy the answers from the old notebook",
        ],
    ),
    "another-lab": (lambda t: {"tiny": without_marks(t.answered_other(), ids=False)}, ["it is another notebook"]),
}


def hand_in(tiny: TinyCourse, officer: str, files: dict[str, Any]) -> Path:
    folder = tiny.hand_in(officer, None)
    for name, content in files.items():
        (folder / f"{name}.ipynb").write_bytes(written(content))
    return folder


@pytest.fixture(scope="module", params=["futurefit grade", "nbgrader"])
def results(
    request: pytest.FixtureRequest, tiny_template: TinyCourse, tmp_path_factory: pytest.TempPathFactory
) -> tuple[TinyCourse, dict[str, Result]]:
    tiny = copy_of(tiny_template, tmp_path_factory.mktemp("class") / "course")
    for officer, (files, *_) in (HANDED_IN | CANNOT).items():
        hand_in(tiny, officer, files(tiny))
    if request.param == "nbgrader":
        tiny.course.api.autograde(LAB, "*")
    else:
        list(grade(tiny.course, LAB))
    return tiny, tiny.results()


@pytest.mark.parametrize("officer", HANDED_IN)
def test_it_is_graded_and_a_remark_says_what_was_odd(
    results: tuple[TinyCourse, dict[str, Result]], officer: str
) -> None:
    result = results[1][officer]
    _, automatic, remark = HANDED_IN[officer]
    assert (result.state, result.automatic, result.reason) == (State.WAITING, automatic, remark)


@pytest.mark.parametrize("officer", CANNOT)
def test_what_cannot_be_graded_has_a_reason_and_is_no_nought(
    results: tuple[TinyCourse, dict[str, Result]], officer: str
) -> None:
    result = results[1][officer]
    assert (result.state, result.automatic, result.total) == (State.NOT_GRADED, None, None)
    for words in CANNOT[officer][1]:
        assert words in result.reason


def test_the_file_that_was_handed_in_is_left_and_the_remark_names_it(
    results: tuple[TinyCourse, dict[str, Result]],
) -> None:
    tiny, _ = results
    folder = tiny.folder / "submitted" / "chinese" / LAB
    assert (folder / "作业一.ipynb").read_bytes() == written(tiny.answered())
    outcome = load_outcome(tiny.folder, "chinese", LAB)
    assert outcome is not None
    assert outcome.notes == ("tiny.ipynb was handed in as “作业一.ipynb”.",)


def test_the_reflection_is_found_by_its_place_for_the_person_who_marks_it(
    results: tuple[TinyCourse, dict[str, Result]],
) -> None:
    tiny, _ = results
    graded = nbformat.read(tiny.folder / "autograded" / "all-gone" / LAB / f"{LAB}.ipynb", 4)
    assert "made-up zones" in cell(graded, "reflection").source


def test_a_coordinator_sees_the_remark(results: tuple[TinyCourse, dict[str, Result]], tmp_path: Path) -> None:
    rows = results[0].exported(tmp_path)
    assert (rows["all-gone"]["reason"], rows["downloaded"]["reason"]) == (MARKS_LOST, RENAMED)


# ------------------------------------------------------------------------------------------------ collecting


def test_the_exchange_gives_a_renamed_notebook_its_name_and_says_so(tiny: TinyCourse, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    tiny.submit("officer01", tiny.answered(), desk)
    (arrived,) = (tiny.folder / "exchange").glob("*/inbound/officer01*")
    (arrived / f"{LAB}.ipynb").rename(arrived / "tiny-Copy1.ipynb")
    (item,) = collect_from_exchange(tiny.course, LAB)
    assert (item.taken, item.remark) == (True, "“tiny-Copy1.ipynb” taken as tiny.ipynb")
    assert list(collect_from_exchange(tiny.course, LAB)) == []
    (graded,) = grade(tiny.course, LAB)
    assert graded.outcome.notes == ("tiny.ipynb was handed in as “tiny-Copy1.ipynb”.",)


def test_two_renamed_notebooks_are_collected_so_that_grading_can_say_why(tiny: TinyCourse, tmp_path: Path) -> None:
    tiny.submit("officer01", tiny.answered(), tmp_path / "desk")
    (arrived,) = (tiny.folder / "exchange").glob("*/inbound/officer01*")
    (arrived / f"{LAB}.ipynb").rename(arrived / "a.ipynb")
    (arrived / "b.ipynb").write_bytes(written(tiny.released()))
    assert [item.taken for item in collect_from_exchange(tiny.course, LAB)] == [True]
    assert "“a.ipynb” and “b.ipynb”" in next(grade(tiny.course, LAB)).outcome.reason


@pytest.mark.parametrize("ids", [True, False])
def test_a_file_without_marks_and_name_goes_to_the_lab_whose_cells_it_has(
    tiny: TinyCourse, tmp_path: Path, ids: bool
) -> None:
    inbox = tmp_path / "inbox" / "officer01"
    inbox.mkdir(parents=True)
    (inbox / "作业.ipynb").write_bytes(written(without_marks(tiny.answered(), ids=ids)))
    assert collect_from_files(tiny.course, OTHER, inbox.parent, listed("officer01")) == []
    (item,) = collect_from_files(tiny.course, LAB, inbox.parent, listed("officer01"))
    assert (item.taken, item.remark) == (True, "taken as tiny.ipynb")


# ------------------------------------------------------------------------------------------------ which cell it is


@pytest.fixture
def lab(tiny: TinyCourse) -> LabNotebook:
    with tiny.course.gradebook() as book:
        return read_lab_notebook(book, tiny.course.directory, LAB, LAB)


def test_a_cell_is_taken_for_one_of_the_labs_only_and_each_is_found_once(tiny: TinyCourse, lab: LabNotebook) -> None:
    notebook = tiny.answered()
    for grade_id in ("fare", "test_fare", "test_longest"):
        with_copy(notebook, grade_id)
    cells = without_marks(notebook, ids=False).cells
    known = know(cells, lab)
    places = [here for here, _ in known.found.values()]
    assert set(known.found) == set(lab.cells)
    assert len(places) == len(set(places))


def test_two_answers_in_one_cell_are_one_answer(tiny: TinyCourse, lab: LabNotebook) -> None:
    notebook = tiny.answered()
    cell(notebook, "fare").source += "\n\n" + cell(notebook, "longest").source
    cells = without_marks(without(notebook, "longest"), ids=False).cells
    assert ("fare" in know(cells, lab).found) != ("longest" in know(cells, lab).found)


def test_a_marked_cell_is_not_found_again_under_another_ones_id(tiny: TinyCourse, lab: LabNotebook) -> None:
    notebook = tiny.answered()
    notebook.cells.append(new_code_cell("fare = None", id="fare"))
    cell(notebook, "fare")["id"] = "other"
    assert know(notebook.cells, lab).found == {}


@pytest.mark.parametrize(
    "make", [lambda n: new_code_cell("def fare(a, b):\n    pass"), lambda n: new_markdown_cell("x")]
)
def test_a_notebook_of_very_many_cells_is_looked_through_in_no_time(
    lab: LabNotebook, make: Callable[[int], NotebookNode]
) -> None:
    cells = [make(number) for number in range(20_000)]
    start = time.monotonic()
    known = know(cells, lab)
    assert time.monotonic() - start < 10
    assert not known.enough
