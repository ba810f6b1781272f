"""Courses made on the fly: a lab of labs/ here, released, and a class of right, wrong and broken answers.

nbgrader itself makes the course, from its own default configuration. Ours is a copy of it with the one line that gives
any course this engine, so both grade the same bytes, and both have to give the points that the answers deserve.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from futurefit.authoring import Lab, apply, read_answers, read_lab
from futurefit.authoring.build import write_source
from futurefit.authoring.lab import SOLUTION

LABS = Path(__file__).parent / "labs"
NAMES = ("light", "tables", "model")  # from the lightest to the heaviest
SIDES = ("plain", "ours")
OURS = """\
import futurefit.grading

c = get_config()
futurefit.grading.configure(c)
"""
_POINTS = """
SELECT a.student_id, c.name, g.auto_score FROM grade g
JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment a ON a.id = n.assignment_id
JOIN base_cell c ON c.id = g.cell_id
"""

Points = dict[str, dict[str, float | None]]  # by officer, by test


class BenchmarkError(Exception):
    """A command failed, or gave points that the answers do not deserve: there is nothing to compare."""


def environment(folder: Path) -> dict[str, str]:
    """The environment of both sides: this interpreter's programs, and no Jupyter configuration of this account."""
    path = sysconfig.get_path("scripts") + os.pathsep + os.environ.get("PATH", "")
    own = {
        name: str(folder / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    hidden = ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "FUTUREFIT_EXCHANGE")
    return {name: value for name, value in os.environ.items() if name not in hidden} | own | {"PATH": path}


@dataclass(frozen=True)
class Class:
    """A class that has handed in one lab.

    Attributes:
        folder: the course.
        deserved: the points that each officer's answers deserve, test by test.
    """

    lab: str
    folder: Path
    deserved: Points

    def check(self) -> None:
        """Raise BenchmarkError unless the gradebook holds what everybody deserves, and nothing else."""
        found = points_in(self.folder / "gradebook.db")
        for officer, deserved in self.deserved.items():
            if (given := found.pop(officer, None)) != deserved:
                raise BenchmarkError(
                    f"{self.lab}, {officer}: the gradebook says {given}, and the answers deserve {deserved}. A "
                    f"benchmark that grades wrongly says nothing. Look at {officer}'s notebook: run again with --keep."
                )
        if found:
            raise BenchmarkError(f"{self.lab}: the gradebook has points of {', '.join(sorted(found))}, who is nobody.")


class Maker:
    """Makes classes of one lab.

    Args:
        lab: the name of a folder in labs/.
        folder: an empty folder to work in.

    Raises:
        BenchmarkError: nbgrader cannot release the lab.
    """

    def __init__(self, lab: str, folder: Path) -> None:
        self._lab: Lab = read_lab(LABS / lab)
        self._answers = read_answers(self._lab)
        self._folder = folder
        self._template = folder / "template"
        self.source = write_source(self._lab, self._template / "source" / lab)
        release = [str(Path(sysconfig.get_path("scripts")) / "nbgrader"), "generate_assignment", lab]
        done = subprocess.run(
            release, cwd=self._template, env=environment(folder), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise BenchmarkError(f"nbgrader cannot release {lab}: {done.stderr.strip()}")
        self._released = nbformat.read(self._template / "release" / lab / f"{lab}.ipynb", 4)
        self._count = 0

    def make(self, size: int, side: str) -> Class:
        """A new course in which `size` officers have handed in, for plain nbgrader or for ours."""
        self._count += 1
        course = self._folder / f"{side}-{size}-{self._count}"
        shutil.copytree(self._template, course)
        if side == "ours":
            (course / "nbgrader_config.py").write_text(OURS, encoding="utf-8")
        deserved: Points = {}
        for number in range(size):
            officer = f"officer{number + 1:04}"
            notebook, deserved[officer] = self._submission(number, officer)
            handed_in = course / "submitted" / officer / self._lab.slug
            handed_in.mkdir(parents=True)
            nbformat.write(notebook, handed_in / f"{self._lab.slug}.ipynb")
        return Class(self._lab.slug, course, deserved)

    def _submission(self, number: int, officer: str) -> tuple[NotebookNode, dict[str, float | None]]:
        """The notebook of one officer: the model's answers or those of an answer file, in turn; no two are the same."""
        turn = number % (len(self._answers) + 1)
        answer = self._answers[turn - 1] if turn else None
        written = {name: _model_answer(self._lab.cell(name)) for name in self._lab.solutions}
        written |= answer.cells if answer else {}
        loses = (answer.loses if answer else None) or frozenset()
        notebook = apply(self._released, {name: f"{text}\n# {officer}" for name, text in written.items()})
        return notebook, {test: 0.0 if test in loses else points for test, points in self._lab.tests.items()}


def _model_answer(cell: NotebookNode) -> str:
    return "\n".join(line for line in cell.source.splitlines() if line.strip() not in SOLUTION)


def points_in(gradebook: Path) -> Points:
    """The automatic points of a gradebook, read straight from its tables so that 1,000 officers take no time."""
    found: Points = {}
    with sqlite3.connect(f"{gradebook.as_uri()}?mode=ro", uri=True) as book:
        for officer, test, points in book.execute(_POINTS):
            found.setdefault(officer, {})[test] = points
    return found
