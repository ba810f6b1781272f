"""What nbgrader's own steps get wrong, mended: each mend on a notebook, without running it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import nbformat
import pytest
from courses import LAB, TinyCourse, cell, with_copy, without
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import determine_grade

from futurefit.grading.reasons import NotGradable, problem_with
from futurefit.grading.steps.sanitising import (
    MARKS_CHANGED,
    GradeOriginals,
    KeepOwnMetadata,
    KnowCells,
    NeedSoundNotebook,
    PutBackDeleted,
)
from futurefit.grading.steps.scoring import ForgiveWarnings, GivePartialCredit, LimitOutputSize

ORDER = ["setup", "fare", "test_fare", "longest", "test_longest", "reflection"]


def resources(tiny: TinyCourse) -> dict[str, Any]:
    return {"nbgrader": {"assignment": LAB, "notebook": LAB, "student": "x", "db_url": tiny.course.directory.db_url}}


def through(tiny: TinyCourse, notebook: NotebookNode, *steps: type[NbGraderPreprocessor]) -> NotebookNode:
    shared, config = resources(tiny), tiny.course.config
    for step in steps:
        notebook, shared = step(config=config).preprocess(notebook, shared)
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


def pasted_before(notebook: NotebookNode, grade_id: str, place: int) -> NotebookNode:
    """The notebook with a copy of a cell pasted above its original."""
    with_copy(notebook, grade_id, "the copy")
    copy = notebook.cells.pop(notebook.cells.index(cell(notebook, grade_id)) + 1)
    notebook.cells.insert(place, copy)
    return notebook


@pytest.mark.parametrize("grade_id", ORDER)
@pytest.mark.parametrize("keep_ids", [True, False])
def test_a_copy_that_stands_before_its_original_is_not_taken_for_it(
    tiny: TinyCourse, grade_id: str, keep_ids: bool
) -> None:
    notebook = pasted_before(tiny.answered(), grade_id, 0)
    if not keep_ids:  # as some editors do
        for number, each in enumerate(notebook.cells):
            each["id"] = f"new-{number}"
    graded = through(tiny, notebook, GradeOriginals)
    if grade_id == "setup" and not keep_ids:
        return  # nothing of the lab but its title stands between: either may be the original
    assert cell(graded, grade_id).source != "the copy"
    assert ids(graded) == ORDER


def test_of_two_that_stand_alike_the_one_that_kept_its_id_is_graded(tiny: TinyCourse) -> None:
    notebook = tiny.answered()
    notebook = pasted_before(notebook, "fare", notebook.cells.index(cell(notebook, "fare")))
    assert cell(through(tiny, notebook, GradeOriginals), "fare").source != "the copy"


def test_of_a_cell_that_stands_three_times_the_place_decides_whatever_ids_say(tiny: TinyCourse) -> None:
    notebook = tiny.answered()
    right = cell(notebook, "longest")
    with_copy(notebook, "longest", "the first copy")
    notebook.cells.append(notebook.cells.pop(notebook.cells.index(right) + 1))
    notebook.cells.insert(0, copy.deepcopy(right))
    notebook.cells[0].source, notebook.cells[0]["id"] = "the second copy", "longest"
    right["id"] = "pasted-again"
    assert cell(through(tiny, notebook, GradeOriginals), "longest") is right


def test_a_notebook_without_copies_is_left_as_it_is(tiny: TinyCourse) -> None:
    assert through(tiny, tiny.answered(), GradeOriginals) == tiny.answered()


@pytest.mark.parametrize("version", [99, 2, None])
def test_marks_of_another_version_say_all_the_same_which_cell_it_is(tiny: TinyCourse, version: int | None) -> None:
    notebook = tiny.answered()
    cell(notebook, "fare").metadata.nbgrader.schema_version = version
    if version is None:
        del cell(notebook, "fare").metadata.nbgrader["schema_version"]
    shared = resources(tiny)
    for step in SANITISED:
        notebook, shared = step(config=tiny.course.config).preprocess(notebook, shared)
    assert notebook == through(tiny, tiny.answered(), *SANITISED)
    assert shared["futurefit"]["told"] == [MARKS_CHANGED]


# ------------------------------------------------------------------------------------------------ what cells say


SANITISED = (NeedSoundNotebook, KnowCells, GradeOriginals, KeepOwnMetadata, PutBackDeleted)
FORGED: list[dict[str, Any]] = [
    {"grade": False},
    {"solution": True},
    {"solution": True, "locked": False},
    {"points": 1000},
    {"points": -5},
    {"points": "many"},
    {"grade": False, "solution": False, "locked": False},
    {"cell_type": "markdown"},
    {"checksum": "0" * 32},
    {"task": True, "grade": False},
    {"extra": {"deep": [1]}},
]


@pytest.mark.parametrize("forged", FORGED, ids=str)
@pytest.mark.parametrize("grade_id", ["test_fare", "fare", "reflection", "setup"])
def test_marks_that_an_officer_changed_gain_nothing(tiny: TinyCourse, grade_id: str, forged: dict[str, Any]) -> None:
    notebook = tiny.answered()
    cell(notebook, grade_id).metadata.nbgrader.update(forged)
    cell(notebook, "test_fare").source = "pass"
    sanitised = through(tiny, notebook, *SANITISED)
    assert sanitised == through(tiny, tiny.answered(), *SANITISED)
    assert "Another price gives another fare" in cell(sanitised, "test_fare").source


OWN_METADATA: dict[str, Any] = {
    "tags": ["skip-execution", "raises-exception", "explore", "inside"],
    "futurefit": {"seconds": 100000, "inside": True},
    "execution": {"timeout": 100000},
    "jupyter": {"source_hidden": True, "outputs_hidden": True},
    "jupytext": {"formats": "py:percent"},
    "collapsed": True,
}


def test_only_the_labs_own_metadata_is_left_in_its_cells(tiny: TinyCourse) -> None:
    notebook = tiny.answered()
    notebook.metadata.update(futurefit={"inside": True}, jupytext={"formats": "py"}, widgets={"a": 1})
    notebook.metadata.kernelspec = {"name": "own", "display_name": "Own", "language": "python"}
    for each in notebook.cells:
        each.metadata.update(copy.deepcopy(OWN_METADATA))
    sanitised = through(tiny, notebook, *SANITISED)
    assert sanitised == through(tiny, tiny.answered(), *SANITISED)
    assert cell(sanitised, "test_fare").metadata.tags == ["raises-exception"]  # the lab's own
    assert dict(sanitised.metadata.kernelspec)["name"] == "python3"
    assert set(sanitised.metadata) == {"kernelspec", "language_info"}


def test_an_officers_own_cells_have_no_metadata_and_keep_their_pictures(tiny: TinyCourse) -> None:
    notebook = tiny.answered()
    picture = {"plot.png": {"image/png": "AAAA"}}
    code = NotebookNode(new_code_cell("1 + 1", id="mine"), attachments=picture)
    code.metadata.update(copy.deepcopy(OWN_METADATA))
    text = new_markdown_cell("![plot](attachment:plot.png)", attachments=picture, metadata={"tags": ["explore"]})
    notebook.cells += [code, text, new_raw_cell("raw", metadata={"format": "text/html"})]
    own = through(tiny, notebook, *SANITISED).cells[-3:]
    assert [(c.cell_type, c.source, dict(c.metadata)) for c in own] == [
        ("code", "1 + 1", {}),
        ("markdown", "![plot](attachment:plot.png)", {}),
        ("raw", "raw", {}),
    ]
    assert ("attachments" in own[0], dict(own[1].attachments)) == (False, picture)


def explored(tiny: TinyCourse) -> NotebookNode:
    """The notebook of a lab that has a cell tagged `explore`."""
    show = new_code_cell("show(fare)", id="show", metadata={"tags": ["explore"]})
    for folder in ("source", "release"):
        path = tiny.folder / folder / LAB / f"{LAB}.ipynb"
        notebook = nbformat.read(path, 4)
        notebook.cells.insert(4, copy.deepcopy(show))
        nbformat.write(notebook, path)
    return tiny.answered()


@pytest.mark.parametrize("id", ["show", "another", None])
def test_a_cell_of_the_lab_without_marks_gets_its_tags_back_by_its_text(tiny: TinyCourse, id: str | None) -> None:
    notebook = explored(tiny)
    (show,) = [c for c in notebook.cells if c.source == "show(fare)"]
    show.metadata = NotebookNode()
    show["id"] = id
    (back,) = [c for c in through(tiny, notebook, *SANITISED).cells if c.source == "show(fare)"]
    assert (back.metadata, back["id"]) == ({"tags": ["explore"]}, "show")


def test_a_tag_of_the_lab_does_not_go_to_another_text(tiny: TinyCourse) -> None:
    notebook = explored(tiny)
    (show,) = [c for c in notebook.cells if c.source == "show(fare)"]
    show.source = "while True: pass"
    sanitised = through(tiny, notebook, *SANITISED)
    (own,) = [c for c in sanitised.cells if c.source == "while True: pass"]
    assert own.metadata == {}


def test_every_cell_has_an_id_of_its_own_and_the_labs_cells_theirs(tiny: TinyCourse) -> None:
    notebook = tiny.answered()
    for each in notebook.cells:
        each["id"] = "fare"
    notebook.cells += [NotebookNode(new_code_cell(id), id=id) for id in ("not an id", "test_fare")]
    sanitised = through(tiny, notebook, *SANITISED)
    nbformat.validate(sanitised)
    assert len({c["id"] for c in sanitised.cells}) == len(sanitised.cells)
    assert {c["id"] for c in sanitised.cells} >= set(ORDER)
    assert cell(sanitised, "test_fare")["id"] == "test_fare"


def test_half_a_character_in_a_text_is_no_reason_not_to_grade_it(tiny: TinyCourse) -> None:
    sanitised = through(tiny, tiny.answered(reflection="Good \ud83d work"), *SANITISED)
    assert cell(sanitised, "reflection").source.encode().startswith("Good �".encode())


# ------------------------------------------------------------------------------------------------ damaged notebooks


def damaged(tiny: TinyCourse, change: Callable[[dict[str, Any]], object]) -> bytes:
    notebook = json.loads(nbformat.writes(tiny.answered()))
    change(notebook)
    return json.dumps(notebook).encode()


def marks_of(notebook: dict[str, Any], number: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = notebook["cells"][number]["metadata"]["nbgrader"]
    return found


DAMAGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "cells are no list": lambda nb: nb.update(cells={"0": nb["cells"][0]}),
    "a cell is a text": lambda nb: nb["cells"].append("x = 1"),
    "a cell of no kind": lambda nb: nb["cells"][0].update(cell_type="plugin"),
    "metadata is a list": lambda nb: nb["cells"][2].update(metadata=[]),
    "the notebook's metadata is a list": lambda nb: nb.update(metadata=[]),
    "a source is a number": lambda nb: nb["cells"][2].update(source=7),
    "a source is a list of numbers": lambda nb: nb["cells"][2].update(source=[7]),
    "outputs are a text": lambda nb: nb["cells"][1].update(outputs="all right"),
    "a format of a later version": lambda nb: nb.update(nbformat=5),
    "a format that is a text": lambda nb: nb.update(nbformat="4"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_notebook_has_a_reason_that_ends_with_what_to_do(
    tiny: TinyCourse, damage: Callable[[dict[str, Any]], object]
) -> None:
    folder = tiny.hand_in("officer01", damaged(tiny, damage))
    reason = problem_with(folder, [LAB])
    assert reason.startswith("tiny.ipynb ")
    assert "Ask the officer to " in reason
    assert "\n" not in reason


@pytest.mark.parametrize(
    "change",
    [
        lambda nb: nb.update(nbformat_minor=99),
        lambda nb: nb.pop("nbformat_minor"),
        lambda nb: nb["cells"][1]["metadata"].update(nbgrader="grade"),
        lambda nb: marks_of(nb).pop("grade_id"),
        lambda nb: marks_of(nb).update(grade_id=5),
        lambda nb: marks_of(nb).update(grade_id=["fare"]),
        lambda nb: marks_of(nb).update(schema_version="3"),
    ],
)
def test_what_can_be_read_all_the_same_is_graded(tiny: TinyCourse, change: Callable[[dict[str, Any]], object]) -> None:
    content = damaged(tiny, change)
    assert problem_with(tiny.hand_in("officer01", content), [LAB]) == ""
    sanitised = through(tiny, nbformat.reads(content.decode(), as_version=4), *SANITISED)
    assert sanitised == through(tiny, tiny.answered(), *SANITISED)


def test_a_link_in_a_submission_is_not_followed(tiny: TinyCourse) -> None:
    folder = tiny.hand_in("officer01", tiny.answered())
    (folder / "data").mkdir()
    (folder / "data" / "book").symlink_to(tiny.folder / "gradebook.db")
    assert problem_with(folder, [LAB]).startswith("data/book is a link to another place")


def test_each_notebook_of_a_lab_is_looked_at(tiny: TinyCourse) -> None:
    folder = tiny.hand_in("officer01", tiny.answered())
    assert problem_with(folder, [LAB, "second"]).startswith("second.ipynb is missing: the folder holds tiny.ipynb")


# ------------------------------------------------------------------------------------------------ deleted cells


@pytest.mark.parametrize(
    "deleted", [*([grade_id] for grade_id in ORDER), ORDER[:2], ORDER[2:], ["setup", "reflection"]]
)
def test_deleted_cells_come_back_in_their_place_as_they_were_released(tiny: TinyCourse, deleted: list[str]) -> None:
    notebook = through(tiny, without(tiny.answered(), *deleted), GradeOriginals, KeepOwnMetadata, PutBackDeleted)
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
    assert ids(through(tiny, notebook, GradeOriginals, KeepOwnMetadata, PutBackDeleted)) == moved


def test_a_cell_that_the_lab_no_longer_has_is_left_without_a_mark(tiny: TinyCourse) -> None:
    notebook = with_copy(tiny.answered(), "test_fare", "assert fare(1, 1) == 1")
    notebook.cells[notebook.cells.index(cell(notebook, "test_fare")) + 1].metadata.nbgrader.grade_id = "test_gone"
    notebook = through(tiny, notebook, GradeOriginals, KeepOwnMetadata, PutBackDeleted)
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
        through(tiny, make(tiny), GradeOriginals, KeepOwnMetadata, PutBackDeleted)


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


# ------------------------------------------------------------------------------------------------ partial credit


def scored(tiny: TinyCourse, source: str, *outputs: NotebookNode, points: float = 3) -> float:
    """The points that nbgrader gives a test of this text and these outputs, after our step."""
    test = graded_cell(*outputs, points=points)
    test.source, test.execution_count = source, 1
    notebook = through(tiny, new_notebook(cells=[test]), GivePartialCredit)
    score, _ = determine_grade(notebook.cells[0])
    assert score is not None
    return float(score)


def shown(text: str) -> NotebookNode:
    return new_output("execute_result", data={"text/plain": text}, execution_count=1)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        *[("0", 0), ("3", 3), ("1.5", 1.5), ("2.9999999999999996", 3), ("3.0000000000000004", 3), ("1e-1", 0.1)],
        *[("-0.0", 0), (".5", 0.5), ("np.float64(1.25)", 1.25), ("np.int64(2)", 2)],
    ],
)
def test_a_number_from_nothing_to_the_points_is_the_score(tiny: TinyCourse, text: str, score: float) -> None:
    assert scored(tiny, "score", shown(text)) == pytest.approx(score)


@pytest.mark.parametrize(
    "text",
    [
        *["nan", "inf", "-inf", "-1", "3.1", "1000", "1e999", "None", "'3'", "[3]", "[1, 2]", "(3,)", "True", "False"],
        *[
            "",
            "3 + 0j",
            "1_0",
            "0x1",
            "three",
            "Decimal('2')",
            "np.float64(nan)",
            "np.True_",
            "<object at 0x7f>",
            "3\n3",
        ],
    ],
)
def test_any_other_value_fails_the_test_and_says_what_came(tiny: TinyCourse, text: str) -> None:
    test = graded_cell(shown(text), points=3)
    test.execution_count = 1
    (test,) = through(tiny, new_notebook(cells=[test]), GivePartialCredit).cells
    assert determine_grade(test)[0] == 0
    (error,) = [o for o in test.outputs if o.output_type == "error"]
    assert error.evalue.startswith(f"this test must end in a number from 0 to 3, and ended in {text}")
    assert "Mend the test test in the lab" in error.evalue


def test_a_result_that_is_no_text_and_two_results_fail(tiny: TinyCourse) -> None:
    picture = new_output("execute_result", data={"image/png": "AAAA"}, execution_count=1)
    assert scored(tiny, "plot", picture) == 0
    assert scored(tiny, "score", shown("3"), shown("3")) == 0


@pytest.mark.parametrize(
    "source",
    [
        "score",
        "a + b",
        "a.score",
        "scores['a']",
        "1 if good else 0",
        "good and 3",
        "(x := score)",
        "x = 1\nx  # points",
    ],
)
def test_an_expression_that_came_to_nothing_fails(tiny: TinyCourse, source: str) -> None:
    assert scored(tiny, source) == 0


@pytest.mark.parametrize(
    "source",
    [
        *["assert fare(1, 1) == 1", "check_fare(fare)", "tools.check(fare)", "await check(fare)", "x = 1", "score;"],
        *["with check('x'):\n    y", "for x in y:\n    x", "None", "# only a comment", "%matplotlib inline", "!true"],
    ],
)
def test_an_ordinary_test_that_shows_nothing_passes(tiny: TinyCourse, source: str) -> None:
    assert scored(tiny, source) == 3
    assert scored(tiny, source, new_output("stream", name="stdout", text="all right")) == 3


def test_an_error_is_no_credit_whatever_was_shown_before_it(tiny: TinyCourse) -> None:
    error = new_output("error", ename="AssertionError", evalue="no", traceback=["no"])
    assert scored(tiny, "score", error) == 0
    assert scored(tiny, "score", error, shown("3")) == 0


def test_a_test_that_was_not_run_is_neither_passed_nor_failed(tiny: TinyCourse) -> None:
    with pytest.raises(NotGradable, match="The test test was not run"):
        through(tiny, new_notebook(cells=[graded_cell()]), GivePartialCredit)


def test_answers_and_officers_own_cells_may_end_in_what_they_like(tiny: TinyCourse) -> None:
    own = new_code_cell("score", outputs=[shown("nan")])
    answer = graded_cell(shown("nan"), solution=True)
    notebook = new_notebook(cells=[own, answer])
    assert through(tiny, copy.deepcopy(notebook), GivePartialCredit) == notebook


# ------------------------------------------------------------------------------------------------ size of outputs


def limited(tiny: TinyCourse, *outputs: NotebookNode) -> list[NotebookNode]:
    notebook = new_notebook()  # without a look at the outputs, which may be of any form
    notebook.cells = [NotebookNode(new_code_cell("x"), outputs=list(outputs)), new_markdown_cell("text")]
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


def test_many_small_outputs_are_cut_to_a_number_and_the_error_behind_them_is_kept(tiny: TinyCourse) -> None:
    dot = new_output("display_data", data={"text/plain": "."})
    error = new_output("error", ename="AssertionError", evalue="no", traceback=["no"])
    kept = limited(tiny, *[dot] * 100_000, error, *[error] * 1_000)
    assert len(kept) <= 503
    assert [o.output_type for o in kept[-2:]] == ["stream", "error"]


def test_many_lines_are_cut_in_results_too(tiny: TinyCourse) -> None:
    (kept,) = limited(tiny, new_output("execute_result", data={"text/plain": "1\n" * 5_000}))
    assert kept.data["text/plain"].count("\n") < 1_000
    assert "cut here: 10,000 characters in all, in 5,001 lines" in kept.data["text/plain"]


def test_a_traceback_of_many_long_lines_is_cut(tiny: TinyCourse) -> None:
    (kept,) = limited(tiny, new_output("error", ename="E", evalue="no", traceback=["x" * 50_000] * 500))
    assert len(str(kept)) < 210_000


def test_all_of_a_notebook_is_limited_and_its_tests_go_first(tiny: TinyCourse) -> None:
    picture = new_output("display_data", data={"image/png": "A" * 1_000_000})
    said = new_output("stream", name="stdout", text="Not yet.")
    cells = [new_code_cell("x", outputs=[copy.deepcopy(picture)] * 3) for _ in range(40)]
    notebook = through(tiny, new_notebook(cells=[*cells, graded_cell(said)]), LimitOutputSize)
    assert len(nbformat.writes(notebook)) < 17_000_000
    assert notebook.cells[-1].outputs == [said]
    assert "left out" in str(notebook.cells[-2].outputs)


def test_lines_of_a_notebook_are_limited(tiny: TinyCourse) -> None:
    lines = new_output("stream", name="stdout", text="x\n" * 800)
    cells = [new_code_cell("x", outputs=[copy.deepcopy(lines) for _ in range(100)]) for _ in range(10)]
    notebook = through(tiny, new_notebook(cells=cells), LimitOutputSize)
    assert nbformat.writes(notebook).count("\n") < 30_000


@pytest.mark.parametrize(
    "output",
    [
        new_output("stream", name="stdout", text="half \ud83d a character"),
        new_output("display_data", data={"application/json": {"half": "\ud83d"}}),
        new_output("display_data", data={"text/plain": "."}, metadata={"half": "\ud83d"}),
        new_output("error", ename="E\ud83d", evalue="\ud83d", traceback=["\ud83d"]),
        new_output("error", ename="E", evalue="", traceback=["no"] * 300_000),
        NotebookNode(output_type="error", ename=5, evalue=None, traceback="none"),
    ],
)
def test_what_is_kept_can_be_written_to_a_file(tiny: TinyCourse, output: NotebookNode) -> None:
    kept = limited(tiny, output)
    written_cell = NotebookNode(new_code_cell("x"), outputs=kept)
    nbformat.validate(new_notebook(cells=[written_cell]))
    assert nbformat.writes(new_notebook(cells=[written_cell])).encode()
