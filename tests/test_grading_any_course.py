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
from engine_notebooks import cells, failed, job, run
from typer.testing import CliRunner

from futurefit import cli
from futurefit.course import Course, open_course
from futurefit.grading import Checked, check, checked, grade
from futurefit.grading.engine import Kernels, examine
from futurefit.grading.engine.check import check as engine_check
from futurefit.grading.engine.verdicts import Reason, Way, ways_of
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


def test_nbgraders_own_command_grades_by_it_too(course: Course, tmp_path: Path) -> None:
    shutil.copytree(course.folder, tmp_path / "course")
    shutil.rmtree(tmp_path / "course" / checked.FOLDER, ignore_errors=True)
    own = open_course(tmp_path / "course")

    made = own.api.autograde("reaches", "right", force=True)

    assert made["success"], made["log"]
    assert "test_total_uses_squares runs inside the officer's own process" in made["log"]
    (result,) = [one for one in read(own.folder).of_lab("reaches") if one.officer.id == "right"]
    assert all(task.points for task in result.tasks)


def test_the_command_says_what_was_decided_and_fails_where_the_model_answer_does(
    course: Course, tmp_path: Path
) -> None:
    shutil.copytree(course.folder, tmp_path / "course")
    asked = ["--course", str(tmp_path / "course"), "check", "reads"]
    said = CliRunner().invoke(cli.app, asked)
    assert said.exit_code == 0
    assert "4 tests run apart and 0 inside" in said.output
    source = tmp_path / "course" / "source" / "reads" / "reads.ipynb"
    source.write_text(source.read_text(encoding="utf-8").replace("speed * t", "speed"), encoding="utf-8")
    said = CliRunner().invoke(cli.app, asked)
    assert said.exit_code == 1
    assert "test_position: the model answer itself fails it" in said.output


def test_apart_can_be_demanded_for_a_notebook_and_for_a_test() -> None:
    text = (KINDS / "reaches" / "course.py").read_text(encoding="utf-8")
    with Kernels() as kernels:
        for tag, metadata in (('{"tags": ["apart"]}', {}), ("", {"futurefit": {"apart": True}})):
            marked = text.replace("## test test_total_uses_squares", f"## test test_total_uses_squares {tag}".rstrip())
            found = engine_check(job(marked, metadata=metadata), lambda each: examine(each, kernels))
            ways = {verdict.test: verdict.way for verdict in found}
            assert ways["test_total_uses_squares"] is Way.FAILS
            assert (ways["test_hypotenuse_by_sqrt"] is Way.FAILS) == bool(metadata)


NEEDED = """## answer half
def half(n):
    return n / 2
## test test_half
import inspect
text_of = lambda function: inspect.getsource(function)
assert half(4) == 2
## test test_source
lines = text_of(half)
assert "2" in lines
## test test_lines
assert len(lines) > 5
## test test_again
assert half(6) == 3
"""


def test_a_test_goes_inside_with_one_whose_names_it_needs_and_the_others_stay_apart() -> None:
    cheat = """## answer half
class Any:
    def __eq__(self, other):
        return True
def half(n):
    return Any()  # 2
"""
    with Kernels() as kernels:
        found = engine_check(job(NEEDED), lambda each: examine(each, kernels))
        assert [(verdict.way, verdict.reason, verdict.shown) for verdict in found] == [
            (Way.APART, None, True),
            (Way.INSIDE, Reason.SOURCE, False),
            (Way.INSIDE, Reason.TOGETHER, False),
            (Way.APART, None, False),
        ]
        ways = ways_of(found)
        assert failed(run(kernels, NEEDED, ways=ways)) == {}
        assert set(failed(run(kernels, NEEDED, cheat, ways=ways))) == {"test_half", "test_again"}


@pytest.mark.timeout(900)
def test_a_folder_of_sources_is_graded_both_ways_and_no_model_answer_is_hurt(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(course.folder / "source" / "reaches", tmp_path / "sources" / "reaches")
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent))
    from benchmarks.any_course import main

    assert main([str(tmp_path / "sources")]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "12 cells graded by both, 0 differ; in 0 the model answer loses points here." in said
    assert "3 apart, 3 inside, 0 fails" in said
