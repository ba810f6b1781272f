"""Any folder of nbgrader sources, graded by plain nbgrader and by this project: python -m benchmarks.any_course FOLDER.

Of each assignment the model answer and the released blank are handed in, to both. The cells in which the points differ
are printed, with how the model answer decided that the test is run. Plain nbgrader runs the course's code as you, with
no wall around it: try courses that you trust, or in a container.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from benchmarks.classes import environment
from futurefit.course import open_course
from futurefit.errors import FutureFitError
from futurefit.grading import Checked, grade
from futurefit.grading.engine.verdicts import Way
from futurefit.scratch import Scratch

PEOPLE = ("model", "blank")
_PLAIN = 'c = get_config()\nc.CourseDirectory.course_id = "course"\n'
_OURS = _PLAIN + "import futurefit.grading; futurefit.grading.configure(c)\n"
_POINTS = """
SELECT st.id, n.name, b.name, k.max_score, g.auto_score FROM grade g
JOIN base_cell b ON b.id = g.cell_id JOIN grade_cells k ON k.id = b.id JOIN notebook n ON n.id = b.notebook_id
JOIN submitted_notebook sn ON sn.id = g.notebook_id JOIN submitted_assignment sa ON sa.id = sn.assignment_id
JOIN student st ON st.id = sa.student_id
"""


@dataclass(frozen=True)
class Cell:
    """A graded cell of one submission, and its points by either grader; None where it gave none."""

    assignment: str
    notebook: str
    person: str
    name: str
    most: float
    plain: float | None
    ours: float | None
    way: str

    @property
    def hurts(self) -> bool:
        """Whether the model answer loses points here that plain nbgrader gives."""
        return self.person == "model" and (self.plain or 0) > (self.ours or 0)


def sources(folder: Path) -> Iterator[Path]:
    """The folders below this one that hold notebooks with nbgrader's tests."""
    for inner in sorted({path.parent for path in folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts}):
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in inner.glob("*.ipynb")]
        if any('"grade": true' in text for text in texts) and any('"solution": true' in text for text in texts):
            yield inner


def compared(source: Path, root: Path, work: Path) -> tuple[list[Cell], Checked | None]:
    """The cells of one assignment, graded both ways in the folder `work`.

    Args:
        root: of the course: its autotests.yml is used where the assignment has none.

    Raises:
        FutureFitError: nbgrader cannot make an assignment of it, or neither grader gave points.
    """
    name = source.name.replace("+", "-").replace(" ", "-")
    plain, ours = work / "plain", work / "ours"
    (plain / "source").mkdir(parents=True)
    (plain / "nbgrader_config.py").write_text(_PLAIN, encoding="utf-8")
    shutil.copytree(source, plain / "source" / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for path in root.glob("autotests.yml"):
        shutil.copy(path, plain)
    _upgrade(plain / "source" / name)
    _nbgrader(plain, "generate_assignment", name)
    for person in PEOPLE:
        shutil.copytree(plain / "release" / name, plain / "submitted" / person / name)
    for path in sorted((plain / "source" / name).glob("*.ipynb")):
        _answer(plain / "submitted" / "model" / name / path.name, nbformat.read(path, 4))
    shutil.copytree(plain, ours)
    (ours / "nbgrader_config.py").write_text(_OURS, encoding="utf-8")
    for person in PEOPLE:
        _nbgrader(plain, "autograde", name, f"--student={person}", must=False)
    told: list[Checked] = []
    for graded in grade(open_course(ours), name, workers=2, told=told.append):
        if not graded.outcome.graded:
            print(f"  not graded here: {graded.outcome.officer}: {graded.outcome.reason}")
    theirs, own = _points(plain), _points(ours)
    ways = {(notebook, v.test): v for one in told for notebook, found in one.notebooks.items() for v in found}
    cells = []
    for key in sorted(theirs.keys() | own.keys()):
        person, notebook, cell = key
        most, by_plain = theirs.get(key, (0.0, None))
        verdict = ways.get((notebook, cell))
        way = (
            "" if verdict is None else verdict.way.value + (f", lends {','.join(verdict.lends)}" * bool(verdict.lends))
        )
        cells.append(Cell(name, notebook, person, cell, most, by_plain, own.get(key, (0.0, None))[1], way))
    return cells, told[0] if told else None


def _upgrade(folder: Path) -> None:
    """Bring the notebooks' metadata to today's form, as nbgrader asks; their outputs go."""
    subprocess.run(
        [_program("nbgrader"), "update", "."],
        cwd=folder,
        env=environment(folder.parent),
        capture_output=True,
        check=False,
    )


def _answer(path: Path, model: NotebookNode) -> None:
    """Put the model answers into a released notebook."""
    texts = {_id(cell): cell.source for cell in model.cells if cell.metadata.get("nbgrader", {}).get("solution")}
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        cell.source = texts.get(_id(cell), cell.source) if _id(cell) else cell.source
    nbformat.write(notebook, path)


def _id(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _nbgrader(course: Path, *words: str, must: bool = True) -> None:
    command = [_program("nbgrader"), *words]
    done = subprocess.run(
        command, cwd=course, env=environment(course.parent), capture_output=True, text=True, check=False
    )
    if must and done.returncode:
        lines = [line for line in done.stderr.splitlines() if "ERROR" in line] or done.stderr.splitlines()
        raise FutureFitError(f"nbgrader {' '.join(words)}: {lines[-1] if lines else 'failed'}")


def _program(name: str) -> str:
    return str(Path(sysconfig.get_path("scripts")) / name)


def _points(course: Path) -> dict[tuple[str, str, str], tuple[float, float | None]]:
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        return {(who, notebook, cell): (most, got) for who, notebook, cell, most, got in book.execute(_POINTS)}


def main(words: Sequence[str] | None = None) -> int:
    """Compare, print, and return 1 where a model answer loses points here that plain nbgrader gives."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.any_course", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER", help="of nbgrader sources, at any depth")
    console, cells, tests = Console(soft_wrap=True), list[Cell](), dict[Way, int]()
    for root in parser.parse_args(words).folders:
        for source in sources(root):
            console.print(f"{source.relative_to(root)} …", highlight=False)
            with Scratch("any") as work:
                try:
                    found, checked = compared(source.resolve(), root, work)
                except FutureFitError as error:
                    console.print(f"  left out: {error}", highlight=False, markup=False)
                    continue
            cells += found
            for way in Way:
                tests[way] = tests.get(way, 0) + (checked.count(way) if checked else 0)
            for _, text in checked.told if checked else ():
                console.print(f"  {text}", highlight=False, markup=False)
    table = Table("Assignment", "Notebook", "Cell", "By", "Of", "Plain", "Here", "Run", box=SIMPLE_HEAD)
    differ = [cell for cell in cells if cell.plain != cell.ours]
    for cell in differ:
        numbers = ["–" if each is None else f"{each:g}" for each in (cell.most, cell.plain, cell.ours)]
        table.add_row(cell.assignment, cell.notebook, cell.name, cell.person, *numbers, cell.way)
    console.print(table)
    graded = [cell for cell in cells if cell.plain is not None]
    hurt = sum(cell.hurts for cell in cells)
    console.print(
        f"{len(graded)} cells graded by both, {len(differ)} differ; in {hurt} the model answer loses points here. "
        f"Tests: {', '.join(f'{number} {way.value}' for way, number in tests.items())}.",
        highlight=False,
    )
    return int(bool(hurt))


if __name__ == "__main__":
    sys.exit(main())
