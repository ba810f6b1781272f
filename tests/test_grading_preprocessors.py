"""What nbgrader's own steps get wrong, mended: each mend on a notebook, without running it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from courses import LAB, TinyCourse, cell, with_copy, without
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.preprocessors import NbGraderPreprocessor, OverwriteCells

from futurefit.grading.preprocessors import ForgiveWarnings, GradeOriginals, LimitOutputSize, PutBackDeleted
from futurefit.grading.reasons import NotGradable

ORDER = ["setup", "fare", "test_fare", "longest", "test_longest", "reflection"]


def resources(tiny: TinyCourse) -> dict[str, Any]:
    return {"nbgrader": {"assignment": LAB, "notebook": LAB, "student": "x", "db_url": tiny.course.directory.db_url}}


def through(tiny: TinyCourse, notebook: NotebookNode, *steps: type[NbGraderPreprocessor]) -> NotebookNode:
    for step in steps:
        notebook, _ = step().preprocess(notebook, resources(tiny))
    return notebook


def ids(notebook: NotebookNode) -> list[str]:
    found = (c.metadata.get("nbgrader", {}).get("grade_id") for c in notebook.cells)
    return [grade_id for grade_id in found if grade_id]


# ------------------------------------------------------------------------------------------------ copies


@pytest.mark.parametrize("grade_id", ORDER)
def test_of_a_copied_cell_the_original_is_graded(tiny: TinyCourse, grade_id: str) -> None:
    notebook = through(tiny, with_copy(tiny.answered(), grade_id, "the copy"), GradeOriginals)
    assert ids(notebook) == ORDER
    assert cell(notebook, grade_id).source != "the copy"
    assert "the copy" in [c.source for c in notebook.cells]  # it still runs, as the officer's own cell


def test_a_notebook_without_copies_is_left_as_it_is(tiny: TinyCourse) -> None:
    assert through(tiny, tiny.answered(), GradeOriginals) == tiny.answered()


@pytest.mark.parametrize("version", [99, 2, None])
def test_marks_of_another_version_end_this_grading_only(tiny: TinyCourse, version: int | None) -> None:
    notebook = tiny.answered()
    cell(notebook, "fare").metadata.nbgrader.schema_version = version
    if version is None:
        del cell(notebook, "fare").metadata.nbgrader["schema_version"]
    with pytest.raises(NotGradable, match=r"another version of nbgrader.*fetch tiny again"):
        through(tiny, notebook, GradeOriginals)


# ------------------------------------------------------------------------------------------------ deleted cells


@pytest.mark.parametrize(
    "deleted", [*([grade_id] for grade_id in ORDER), ORDER[:2], ORDER[2:], ["setup", "reflection"]]
)
def test_deleted_cells_come_back_in_their_place_as_they_were_released(tiny: TinyCourse, deleted: list[str]) -> None:
    notebook = through(tiny, without(tiny.answered(), *deleted), OverwriteCells, PutBackDeleted)
    assert ids(notebook) == ORDER
    released = {grade_id: cell(tiny.released(), grade_id) for grade_id in ORDER}
    for grade_id in deleted:
        back = cell(notebook, grade_id)
        wanted = dict(released[grade_id].metadata.nbgrader)
        if not grade_id.startswith("test"):  # hidden tests come back too
            assert back.source == released[grade_id].source
            assert dict(back.metadata.nbgrader) == wanted
        assert (back.cell_type, back.metadata.nbgrader.get("points")) == (
            released[grade_id].cell_type,
            wanted.get("points"),
        )
    if "test_fare" in deleted:
        assert "Another price gives another fare" in cell(notebook, "test_fare").source


def test_cells_that_the_officer_moved_stay_where_they_are(tiny: TinyCourse) -> None:
    notebook = tiny.answered()
    notebook.cells.append(notebook.cells.pop(notebook.cells.index(cell(notebook, "fare"))))
    moved = ids(notebook)
    assert ids(through(tiny, notebook, OverwriteCells, PutBackDeleted)) == moved


def test_a_cell_that_the_lab_no_longer_has_is_left_without_a_mark(tiny: TinyCourse) -> None:
    notebook = with_copy(tiny.answered(), "test_fare", "assert fare(1, 1) == 1")
    notebook.cells[notebook.cells.index(cell(notebook, "test_fare")) + 1].metadata.nbgrader.grade_id = "test_gone"
    notebook = through(tiny, notebook, OverwriteCells, PutBackDeleted)
    assert ids(notebook) == ORDER
    (gone,) = [c for c in notebook.cells if c.source == "assert fare(1, 1) == 1"]
    assert "nbgrader" not in gone.metadata


def without_tasks(tiny: TinyCourse) -> NotebookNode:
    return without(tiny.answered(), "fare", "test_fare", "longest", "test_longest")


@pytest.mark.parametrize("make", [TinyCourse.answered_other, lambda tiny: new_notebook(), without_tasks])
def test_a_notebook_without_any_task_of_the_lab_is_another_notebook(
    tiny: TinyCourse, make: Callable[[TinyCourse], NotebookNode]
) -> None:
    with pytest.raises(NotGradable, match=r"tiny.ipynb has none of the lab's own tasks.*Ask for the right one"):
        through(tiny, make(tiny), OverwriteCells, PutBackDeleted)


# ------------------------------------------------------------------------------------------------ outputs


def graded_cell(*outputs: NotebookNode, **settings: Any) -> NotebookNode:
    marks = {"grade": True, "solution": False, "locked": True, "grade_id": "test", "points": 1, "schema_version": 3}
    return new_code_cell("test()", outputs=list(outputs), metadata={"nbgrader": marks | settings})


def test_a_warning_is_no_failed_test_and_an_error_is(tiny: TinyCourse) -> None:
    warning, another = (new_output("stream", name="stderr", text="DeprecationWarning: old") for _ in range(2))
    error = new_output("error", ename="AssertionError", evalue="no", traceback=["no"])
    answer = graded_cell(another, solution=True)
    notebook = through(tiny, new_notebook(cells=[graded_cell(warning, error), answer]), ForgiveWarnings)
    test, answer = notebook.cells
    assert [(o.output_type, o.get("name")) for o in test.outputs] == [("stream", "stdout"), ("error", None)]
    assert test.outputs[0].text == "DeprecationWarning: old"
    assert answer.outputs[0].name == "stderr"


def limited(tiny: TinyCourse, *outputs: NotebookNode) -> list[NotebookNode]:
    notebook = new_notebook(cells=[new_code_cell("x", outputs=list(outputs)), new_markdown_cell("text")])
    return list(through(tiny, notebook, LimitOutputSize).cells[0].outputs)


@pytest.mark.parametrize(
    "output",
    [
        new_output("stream", name="stdout", text="x" * 2_000_000),
        new_output("execute_result", data={"text/plain": "x" * 2_000_000}),
        new_output("display_data", data={"text/html": "x" * 2_000_000}),
        new_output("error", ename="E", evalue="x" * 2_000_000, traceback=["x" * 2_000_000]),
    ],
)
def test_a_long_text_is_cut_and_says_so(tiny: TinyCourse, output: NotebookNode) -> None:
    (kept,) = limited(tiny, output)
    assert len(str(kept)) < 210_000
    assert "cut here: 2,000,000 characters in all" in str(kept)


def test_an_ordinary_output_is_left_as_it_is(tiny: TinyCourse) -> None:
    outputs = [
        new_output("stream", name="stdout", text="x" * 100_000),
        new_output("display_data", data={"image/png": "A" * 1_000_000, "text/plain": "<Figure>"}),
        new_output("display_data", data={"application/json": {"a": [1, 2]}}),
    ]
    assert limited(tiny, *outputs) == outputs


def test_many_pictures_are_dropped_with_a_word_and_the_error_after_them_is_kept(tiny: TinyCourse) -> None:
    picture = new_output("display_data", data={"image/png": "A" * 1_000_000})
    error = new_output("error", ename="AssertionError", evalue="no", traceback=["no"])
    kept = limited(tiny, *[picture] * 30, error)
    assert [o.output_type for o in kept] == ["display_data"] * 3 + ["stream", "error"]
    assert "left out" in kept[3].text
