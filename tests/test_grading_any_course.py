"""Real courses of nbgrader were written for one process: here their model answers lose nothing, and cheats win nothing.

tests/any_course/<kind>/ is an assignment of a course that knows nothing of this project, in the form of
`engine_notebooks`: `course.py` with the model answers; `right.py`, `wrong.py` and `hostile.py`, the answers of three
people, the model's where they give none; `expected.toml`: the tests that run `inside`, what they lend, words that the
instructor is told, and the tests that each person has `lost`.
"""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import nbformat
import pytest
from engine_notebooks import cells

from futurefit.course import Course, open_course
from futurefit.grading import Checked, check, checked, grade
from futurefit.grading.engine.verdicts import Way
from futurefit.records import load_outcome, read

KINDS = Path(__file__).parent / "any_course"
PEOPLE = ("model", "right", "wrong", "hostile")
CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "any"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError()"}
import futurefit.grading; futurefit.grading.configure(c)
"""


def expected(kind: str) -> dict[str, Any]:
    return tomllib.loads((KINDS / kind / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    folder = tmp_path_factory.mktemp("any") / "course"
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    for kind in sorted(path.name for path in KINDS.iterdir()):
        make_assignment(folder, kind)
    return open_course(folder)


def make_assignment(folder: Path, kind: str) -> None:
    """An assignment with the model answers, generated; and what four people have handed in."""
    given = cells((KINDS / kind / "course.py").read_text(encoding="utf-8"))
    source = folder / "source" / kind / f"{kind}.ipynb"
    source.parent.mkdir(parents=True)
    write(source, given)
    for path in (KINDS / kind).glob("*.yml"):
        shutil.copy(path, source.parent)
    made = open_course(folder).api.generate_assignment(kind)
    assert made["success"], made["log"]
    model = {cell["id"]: cell["source"] for cell in given if is_answer(cell)}
    for person in PEOPLE:
        answers = dict(model)
        if person != "model":
            texts = (KINDS / kind / f"{person}.py").read_text(encoding="utf-8")
            answers |= {cell["id"]: cell["source"] for cell in cells(texts)}
        released = nbformat.read(folder / "release" / kind / f"{kind}.ipynb", 4)
        for cell in released.cells:
            cell.source = answers.get(cell.metadata.nbgrader.grade_id, cell.source)
        path = folder / "submitted" / person / kind / f"{kind}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(released, path)


def is_answer(cell: dict[str, Any]) -> bool:
    return bool(cell["metadata"]["nbgrader"]["solution"])


def write(path: Path, given: list[dict[str, Any]]) -> None:
    """A notebook with these cells: an answer's stands between nbgrader's marks of a solution."""
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": spec})
    for cell in given:
        made = nbformat.v4.new_code_cell(cell["source"], metadata=cell["metadata"], id=cell["id"])
        if is_answer(cell):
            made.source = f"### BEGIN SOLUTION\n{cell['source']}\n### END SOLUTION"
        notebook.cells.append(made)
    nbformat.write(notebook, path)


@pytest.mark.parametrize("kind", sorted(path.name for path in KINDS.iterdir()))
def test_the_model_answer_decides_and_everybody_gets_what_they_deserve(course: Course, kind: str) -> None:
    wanted, told = expected(kind), list[Checked]()

    for graded in grade(course, kind, workers=2, told=told.append):
        assert graded.outcome.graded, graded.outcome.reason

    (verdicts,) = told[0].notebooks.values()
    assert [each.test for each in verdicts if each.way is Way.INSIDE] == wanted["inside"]
    assert {each.test: list(each.lends) for each in verdicts if each.lends} == wanted.get("lends", {})
    assert not told[0].count(Way.FAILS)
    assert wanted.get("told", "") in " ".join(text for _, text in told[0].told)
    for person, lost in ({"model": []} | wanted["lost"]).items():
        (result,) = [one for one in read(course.folder).of_lab(kind) if one.officer.id == person]
        assert [task.grade_id for task in result.tasks if not task.points] == lost, person
        outcome = load_outcome(course.folder, person, kind)
        assert outcome is not None
        assert outcome.inside == bool(wanted["inside"])


def test_it_is_decided_once_for_each_version_of_an_assignment(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(course.folder, tmp_path / "course")
    own, asked = open_course(tmp_path / "course"), []
    examine = checked.examine
    monkeypatch.setattr(checked, "examine", lambda job, kernels: asked.append(job) or examine(job, kernels))

    assert check(own, "reads", fresh=True).new
    times = len(asked)
    assert not check(own, "reads").new
    assert len(asked) == times
    source = own.folder / "source" / "reads" / "reads.ipynb"
    source.write_text(source.read_text(encoding="utf-8").replace("A @ x", "matrix @ x"), encoding="utf-8")
    changed = check(own, "reads")
    assert changed.new
    assert not changed.ways("reads").lends.keys() & {"test_power_iter", "test_power_iter_again"}
