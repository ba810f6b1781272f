"""One line in the configuration of any nbgrader course gives it the whole engine: a course that knows nothing of ours.

Two assignments, one of them with two notebooks, laid out as `nbgrader quickstart` does it: no labs/, no roster, cells
without ids, plain asserts.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from traitlets.config import Config
from typer.testing import CliRunner

import futurefit.grading
from futurefit import cli
from futurefit.course import Course, CourseError, open_course
from futurefit.grading import give_feedback, grade
from futurefit.records import Result, State, export, load_outcome, read, status

CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "course101"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError()"}
c.Execute.timeout = 20
import futurefit.grading; futurefit.grading.configure(c)
c.LimitOutputSize.max_cell = 1000
"""
ADD = "def add(a, b):\n    ### BEGIN SOLUTION\n    return a + b\n    ### END SOLUTION"
TWICE = "def twice(a):\n    ### BEGIN SOLUTION\n    return 2 * a\n    ### END SOLUTION"
HIDDEN = "\n### BEGIN HIDDEN TESTS\nassert {}\n### END HIDDEN TESTS"
SHARE = "good = [twice(n) == 2 * n for n in range(4)]\nsum(good) / len(good) * 2"


def cell(grade_id: str, source: str, *, points: float | None = None, solution: bool = False, text: bool = False) -> Any:
    made = new_markdown_cell(source) if text else new_code_cell(source)
    del made["id"]
    made.metadata.nbgrader = {
        "grade_id": grade_id,
        "grade": points is not None,
        "solution": solution,
        "locked": not solution,
        "schema_version": 3,
        "task": False,
        **({} if points is None else {"points": points}),
    }
    return made


def notebook(*cells: NotebookNode) -> NotebookNode:
    made = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})
    made.nbformat_minor = 4
    made.cells = list(cells)
    return made


ASSIGNMENTS = {
    "ps1": {
        "problem1": notebook(
            cell("add", ADD, solution=True),
            cell("test_add", "assert add(1, 2) == 3" + HIDDEN.format("add(2, 5) == 7"), points=1),
        ),
        "problem2": notebook(
            cell("twice", TWICE, solution=True),
            cell("test_twice", SHARE, points=2),
            cell("why", "Because.", points=3, solution=True, text=True),
        ),
    },
    "ps2": {"exercise": notebook(cell("add", ADD, solution=True), cell("test_add", "assert add(1, 2) == 3", points=4))},
}


@dataclass(frozen=True)
class Foreign:
    """A course that was made with nbgrader alone."""

    folder: Path

    @property
    def course(self) -> Course:
        return open_course(self.folder)

    def hand_in(self, student: str, assignment: str, answers: Mapping[str, Mapping[str, str] | bytes]) -> None:
        """Hand in these notebooks, with the released ones' cells changed as said, by grade_id."""
        for name, changed in answers.items():
            path = self.folder / "submitted" / student / assignment / f"{name}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(changed, bytes):
                path.write_bytes(changed)
                continue
            released = nbformat.read(self.folder / "release" / assignment / path.name, 4)
            for each in released.cells:
                each.source = changed.get(each.metadata.nbgrader.grade_id, each.source)
            nbformat.write(released, path)

    def result(self, student: str, assignment: str) -> Result:
        (found,) = [r for r in read(self.folder).of_lab(assignment) if r.officer.id == student]
        return found


RIGHT = {
    "problem1": {"add": "def add(a, b):\n    return a + b"},
    "problem2": {"twice": "def twice(a):\n    return a + a", "why": "It follows."},
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Foreign:
    foreign = Foreign(tmp_path_factory.mktemp("foreign") / "course101")
    foreign.folder.mkdir()
    (foreign.folder / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    for assignment, notebooks in ASSIGNMENTS.items():
        (foreign.folder / "source" / assignment).mkdir(parents=True)
        for name, made in notebooks.items():
            nbformat.write(made, foreign.folder / "source" / assignment / f"{name}.ipynb")
        made = foreign.course.api.generate_assignment(assignment)
        assert made["success"], made["log"]
    return foreign


@pytest.fixture
def foreign(template: Foreign, tmp_path: Path) -> Foreign:
    shutil.copytree(template.folder, tmp_path / "course101")
    return Foreign(tmp_path / "course101")


def test_an_assignment_of_two_notebooks_is_graded_as_one(foreign: Foreign, tmp_path: Path) -> None:
    foreign.hand_in("amy", "ps1", RIGHT)
    foreign.hand_in("ben", "ps1", {**RIGHT, "problem2": {"twice": "def twice(a):\n    return 2 if a == 1 else 0"}})
    outcomes = {item.outcome.officer: item.outcome for item in grade(foreign.course, "ps1")}
    assert {(found.graded, found.finished) for found in outcomes.values()} == {(True, ("problem1", "problem2"))}
    result = foreign.result("amy", "ps1")
    assert (result.state, result.automatic, result.automatic_max, result.manual_max) == (State.WAITING, 3, 3, 3)
    assert {task.grade_id: task.points for task in result.tasks} == {
        "problem1/test_add": 1,
        "problem2/test_twice": 2,
        "problem2/why": None,
    }
    # Half of the four numbers are right; and a text that nobody wrote is nothing to mark.
    assert (foreign.result("ben", "ps1").state, foreign.result("ben", "ps1").total) == (State.GRADED, 2)

    pages = {item.officer: item for item in give_feedback(foreign.course, "ps1")}
    assert [page.name for page in sorted(pages["amy"].page.glob("*.html"))] == ["problem1.html", "problem2.html"]
    assert "add(2, 5)" not in (pages["amy"].page / "problem1.html").read_text(encoding="utf-8")
    assert all(not item.problem for item in pages.values())
    with export(foreign.folder, tmp_path)[0].open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["officer_id"], row["lab"]): row for row in csv.DictReader(file)}
    assert (rows["ben", "ps1"]["total"], rows["ben", "ps2"]["state"]) == ("2", "not submitted")
    (ps1, _) = status(foreign.folder).labs
    assert {state: count for state, count in ps1.counts.items() if count} == {State.WAITING: 1, State.GRADED: 1}


@pytest.mark.parametrize(
    ("handed_in", "words"),
    [
        ({"problem1": RIGHT["problem1"]}, "problem2.ipynb is missing"),
        ({**RIGHT, "problem2": b"{"}, "problem2.ipynb is damaged"),
        ({**RIGHT, "problem1": b""}, "problem1.ipynb is empty"),
    ],
)
def test_with_one_of_two_notebooks_nothing_is_graded(
    foreign: Foreign, handed_in: dict[str, dict[str, str] | bytes], words: str
) -> None:
    foreign.hand_in("amy", "ps1", handed_in)
    foreign.hand_in("zoe", "ps1", RIGHT)
    items = {item.outcome.officer: item.outcome for item in grade(foreign.course, "ps1")}
    assert {officer: outcome.graded for officer, outcome in items.items()} == {"amy": False, "zoe": True}
    result = foreign.result("amy", "ps1")
    assert (result.state, result.automatic, result.total) == (State.NOT_GRADED, None, None)
    assert words in result.reason


def test_nbgraders_own_command_on_one_notebook_after_the_other(foreign: Foreign) -> None:
    foreign.hand_in("amy", "ps1", RIGHT)

    def autograde(name: str) -> Result:
        course = foreign.course
        course.config.CourseDirectory.notebook_id = name
        assert course.api.autograde("ps1", "amy")["success"]
        return foreign.result("amy", "ps1")

    first = autograde("problem1")
    assert (first.state, first.automatic) == (State.NOT_GRADED, None)
    assert first.reason == "Of this lab, problem2 is not graded yet. Run: futurefit grade ps1 --officer amy"
    both = autograde("problem2")
    assert (both.state, both.automatic) == (State.WAITING, 3)
    found = load_outcome(foreign.folder, "amy", "ps1")
    assert found and found.finished == ("problem1", "problem2")


def test_the_command_line_grades_it_and_says_what_is_missing(foreign: Foreign) -> None:
    foreign.hand_in("amy", "ps2", {"exercise": {"add": "def add(a, b):\n    return a + b"}})
    done = CliRunner().invoke(cli.app, ["--course", str(foreign.folder), "grade", "ps2"])
    assert done.exit_code == 0, done.output
    assert foreign.result("amy", "ps2").total == 4
    with pytest.raises(CourseError, match=r"no lab “ps3”.*ps1, ps2"):
        list(grade(foreign.course, "ps3"))


def test_the_submissions_code_does_not_run_where_marks_are_decided(foreign: Foreign) -> None:
    spy = "class Anything(int):\n    __eq__ = lambda *_: True\n\ndef add(a, b):\n    return Anything()"
    foreign.hand_in("eve", "ps1", {**RIGHT, "problem1": {"add": spy, "test_add": "pass"}})
    list(grade(foreign.course, "ps1"))
    assert {t.grade_id: t.points for t in foreign.result("eve", "ps1").tasks}["problem1/test_add"] == 0


# ------------------------------------------------------------------------------------------------ the line itself


def configured(**before: dict[str, Any]) -> Config:
    c = Config(before)
    futurefit.grading.configure(c)
    return c


def test_what_is_the_courses_own_stays_as_it_set_it() -> None:
    own: dict[str, dict[str, Any]] = {
        "ClearSolutions": {"code_stub": {"python": "..."}},
        "Execute": {"timeout": 7},
        "Examine": {"memory": 512},
        "LimitOutputSize": {"max_lines": 5},
        "LimitOutput": {"max_lines": 6},
        "ExportApp": {"plugin_class": "theirs.Exporter"},
        "HTMLExporter": {"extra_template_basedirs": ["theirs"]},
        "AssignLatePenalties": {"plugin_class": "theirs.Late"},
    }
    c = configured(**own)
    for section, settings in own.items():
        assert {name: c[section][name] for name in settings} == settings
    filters = configured(HTMLExporter={"filters": {"theirs": "x"}}).HTMLExporter.filters
    assert set(filters) == {"theirs", "clean_html", "markdown2html"}


def test_nothing_is_set_that_the_course_did_not_ask_for() -> None:
    c = configured()
    assert not {"CourseDirectory", "Exchange", "Execute", "ClearSolutions"} & set(c)


def test_a_line_after_it_goes_before_it_and_twice_is_as_once() -> None:
    c = configured()
    assert configured(**c) == c
    c.Autograde.sanitize_preprocessors = []
    assert c.Autograde.sanitize_preprocessors == []


def test_every_part_that_it_names_is_there() -> None:
    from traitlets.utils.importstring import import_item

    c = configured()
    named = [*c.Autograde.sanitize_preprocessors, *c.Autograde.autograde_preprocessors, c.Autograde.exporter_class]
    named += [c.ExchangeFactory.collect, c.GenerateFeedback.exporter_class, c.ExportApp.plugin_class]
    for name in [*named, *c.HTMLExporter.filters.values()]:
        assert callable(import_item(name))
    assert all(Path(folder).is_dir() for folder in c.HTMLExporter.extra_template_basedirs)


def test_a_course_is_configured_without_importing_what_only_grading_needs() -> None:
    program = (
        "import sys, futurefit.grading; from traitlets.config import Config; c = Config(); "
        "futurefit.grading.configure(c); futurefit.grading.configure(c); "
        "print([m for m in sys.modules if m.split('.')[0] in ('nbgrader', 'nbconvert', 'jupyter_client', 'IPython')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
