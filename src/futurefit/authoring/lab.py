"""A lab as its author wrote it: `labs/<slug>/lab.toml` and `labs/<slug>/lab.py`, read and checked.

`lab.py` is a notebook in the percent format (https://jupytext.readthedocs.io/en/latest/formats-scripts.html): a
cell starts with `# %%`, its nbgrader settings stand on that line as JSON. The author writes only what differs from
nbgrader's defaults. Every mistake that can be made with the format is reported with its file and line, all at once.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
from nbformat import NotebookNode

from futurefit.errors import FutureFitError
from futurefit.kit.progress import TASK

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
GRADE_ID = re.compile(r"[a-z][a-z0-9_]*")
_MARKER = re.compile(r"# %%(?P<rest>.*)")
_NBGRADER_KEYS = {"grade_id", "grade", "solution", "locked", "points", "task"}
_CELL_KEYS = {"nbgrader", "tags", "futurefit"}
# What jupytext keeps of the text's own form; a notebook has no use for it.
_JUPYTEXT_KEYS = {"cell_marker", "lines_to_next_cell", "lines_to_end_of_cell_marker", "region_name"}
_TAGS = {"explore", "folded", "picture"}
_SETTINGS = {
    "title": str,
    "title_ms": str,
    "phase": str,
    "minutes": int,
    "automatic": int,
    "manual": int,
}
_OPTIONAL = {"inside": bool}
SOLUTION = ("### BEGIN SOLUTION", "### END SOLUTION")
HIDDEN_TESTS = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
_REGIONS = [SOLUTION, HIDDEN_TESTS]
EQUIVALENTS = "equivalents.toml"  # of a lab: the mutants of its model answers that are right answers too


class LabError(FutureFitError):
    """Mistakes in a lab's text; the message has one line for each, with file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """What `lab.toml` says of a lab: titles, phase, minutes, and the points that its cells add up to.

    `inside`: its tests need the officer's own process, and are graded there; the grade carries that mark.
    """

    title: str
    title_ms: str
    phase: str
    minutes: int
    automatic: int
    manual: int
    inside: bool = False


@dataclass(frozen=True)
class Lab:
    """One lab: its settings, and its notebook with model answers and hidden tests, metadata complete."""

    slug: str
    folder: Path
    settings: Settings
    notebook: NotebookNode

    def cells(self, **nbgrader: bool) -> list[NotebookNode]:
        """The cells whose nbgrader settings have these values, for example `grade=True, solution=False`."""
        return [
            cell
            for cell in self.notebook.cells
            if "nbgrader" in cell.metadata and all(cell.metadata.nbgrader[k] == v for k, v in nbgrader.items())
        ]

    @property
    def tests(self) -> dict[str, float]:
        """Points of each test cell by its id, in the order of the notebook."""
        return {
            c.metadata.nbgrader.grade_id: c.metadata.nbgrader.points for c in self.cells(grade=True, solution=False)
        }

    @property
    def tests_by_task(self) -> dict[str, list[str]]:
        """The tests of each task by its solution cell's id: those that stand between it and the next one."""
        found: dict[str, list[str]] = {}
        for cell in self.cells():
            settings = cell.metadata.nbgrader
            if settings.solution and cell.cell_type == "code":
                found[settings.grade_id] = []
            elif settings.grade and not settings.solution and found:
                found[next(reversed(found))].append(settings.grade_id)
        return found

    def cell(self, grade_id: str) -> NotebookNode:
        """The cell of this grade_id."""
        return next(cell for cell in self.cells() if cell.metadata.nbgrader.grade_id == grade_id)

    @property
    def solutions(self) -> list[str]:
        """Ids of the cells that an officer fills in, those marked by hand included."""
        return [cell.metadata.nbgrader.grade_id for cell in self.cells(solution=True)]


def regions(source: str, markers: tuple[str, str]) -> list[tuple[int, int]]:
    """The regions between two marker lines of a cell: each as its first line, from 1, and the line after its last."""
    lines = [line.strip() for line in source.splitlines()]
    begins = [number + 1 for number, line in enumerate(lines, 1) if line == markers[0]]
    ends = [number for number, line in enumerate(lines, 1) if line == markers[1]]
    return list(zip(begins, ends, strict=True))


def slugs(labs: Path) -> list[str]:
    """The names of the labs below a `labs/` folder, sorted."""
    return sorted(path.parent.name for path in labs.glob("*/lab.py"))


def read_lab(folder: Path) -> Lab:
    """Read and check one lab.

    Raises:
        LabError: there is no such lab, or its text has mistakes; all of them are in the message.
    """
    script, toml = folder / "lab.py", folder / "lab.toml"
    if not script.is_file():
        raise LabError(
            [f"{script} does not exist. The labs of this course: {', '.join(slugs(folder.parent)) or 'none'}"]
        )
    problems: list[str] = []
    if not SLUG.fullmatch(folder.name):
        problems.append(f"{folder}: a lab's folder is named in small letters, digits and single hyphens")
    settings = _read_settings(toml, problems)
    text = script.read_text(encoding="utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _MARKER.match(line)]
    if not lines or lines[0] != 1:
        problems.append(f"{script}:1: a lab starts with a cell marker, “# %% [markdown]”: no header, nothing before it")
        raise LabError(problems)
    notebook = jupytext.reads(text, fmt="py:percent")
    if len(notebook.cells) != len(lines):
        problems.append(f"{script}: “# %%” also stands inside a cell, where it splits the text; write it otherwise")
        raise LabError(problems)
    for cell, line in zip(notebook.cells, lines, strict=True):
        for key in _JUPYTEXT_KEYS & set(cell.metadata):
            del cell.metadata[key]
        problems += [f"{script}:{line + offset}: {what}" for offset, what in _cell_problems(cell)]
    problems += _lab_problems(script, notebook, lines, settings)
    if problems or settings is None:
        raise LabError(problems)
    _complete(notebook)
    if settings.inside:
        notebook.metadata.futurefit = NotebookNode(inside=True)
    return Lab(folder.name, folder, settings, notebook)


def _read_settings(path: Path, problems: list[str]) -> Settings | None:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.append(f"{path}: missing; it gives {', '.join(_SETTINGS)}")
        return None
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{path}: {error}")
        return None
    before = len(problems)
    problems += [f"{path}: unknown setting “{key}”" for key in found if key not in _SETTINGS | _OPTIONAL]
    for key, kind in (_SETTINGS | _OPTIONAL).items():
        if key not in found:
            problems += [f"{path}: “{key}” is missing"] if key in _SETTINGS else []
        elif kind is bool and not isinstance(found[key], bool):
            problems.append(f"{path}: “{key}” must be true or false")
        elif type(found[key]) is not kind or found[key] in ("", -1):
            problems.append(f"{path}: “{key}” must be {'a text' if kind is str else 'a whole number'}")
    return Settings(**found) if len(problems) == before else None


def _cell_problems(cell: NotebookNode) -> list[tuple[int, str]]:
    """Problems of one cell as (line below its marker, text)."""
    found: list[tuple[int, str]] = []
    metadata = cell.metadata
    if "incorrectly_encoded_metadata" in metadata:
        found.append((0, f"these settings are not JSON: {metadata['incorrectly_encoded_metadata']}"))
        return found
    if "title" in metadata:
        found.append((0, f"a cell has no title on its marker line: “{metadata['title']}”"))
    if cell.cell_type == "raw":
        found.append((0, "a raw cell: use [markdown] or code"))
    found += [(0, f"unknown setting “{key}”") for key in metadata if key not in _CELL_KEYS | {"title"}]
    found += [
        (0, f"unknown tag “{tag}”; known: {', '.join(sorted(_TAGS))}")
        for tag in metadata.get("tags", [])
        if tag not in _TAGS
    ]
    if cell.cell_type == "code":
        found += [
            (offset, f"“{line.strip()}”: no magics and no shell commands; the file must be plain Python")
            for offset, line in enumerate(cell.source.splitlines(), 1)
            if re.match(r"\s*[%!]", line)
        ]
    for begin, end in _REGIONS:
        found += _region_problems(cell.source, begin, end)
    if "futurefit" in metadata:
        found += _limit_problems(cell)
    settings = metadata.get("nbgrader")
    if settings is None:
        if any(begin in cell.source for begin, _ in _REGIONS):
            found.append((0, "a solution or hidden test in a cell without nbgrader settings: officers would see it"))
        return found
    if not isinstance(settings, dict):
        return [*found, (0, "nbgrader settings must be in braces")]
    found += [(0, f"unknown nbgrader setting “{key}”") for key in settings if key not in _NBGRADER_KEYS]
    grade_id = settings.get("grade_id")
    if not isinstance(grade_id, str) or not GRADE_ID.fullmatch(grade_id):
        found.append((0, f"grade_id {grade_id!r}: small letters, digits and underscores, starting with a letter"))
    grade, solution = bool(settings.get("grade")), bool(settings.get("solution"))
    if settings.get("task"):
        found.append((0, "nbgrader's task cells are not used: write a solution cell and its tests"))
    points = settings.get("points")
    if grade and (isinstance(points, bool) or not isinstance(points, int | float) or points <= 0):
        found.append((0, f'“{grade_id}” is graded but has no points: add "points": 1'))
    if not grade and "points" in settings:
        found.append((0, f'“{grade_id}” has points but is not graded: add "grade": true'))
    if grade and not solution and cell.cell_type != "code":
        found.append((0, f"“{grade_id}” is a test, so it must be a code cell"))
    if solution and cell.cell_type == "code" and "### BEGIN SOLUTION" not in cell.source:
        found.append((0, f"“{grade_id}” is a solution without ### BEGIN SOLUTION and ### END SOLUTION"))
    if not solution and "### BEGIN SOLUTION" in cell.source:
        found.append((0, f'“{grade_id}” holds a solution but does not say "solution": true'))
    if "### BEGIN HIDDEN TESTS" in cell.source and (not grade or solution):
        found.append((0, f"“{grade_id}” holds hidden tests but is not a test cell"))
    return found


def _limit_problems(cell: NotebookNode) -> list[tuple[int, str]]:
    """Of a cell's own time limit, the one thing that can be set there."""
    own = cell.metadata["futurefit"]
    seconds = own.get("seconds") if isinstance(own, dict) else None
    if set(own) != {"seconds"} or isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds <= 0:
        return [(0, 'a time limit is written futurefit={"seconds": 5}')]
    if cell.cell_type != "code" or "nbgrader" not in cell.metadata:
        return [(0, "a time limit is for a code cell with nbgrader settings: an answer, a test or the set-up")]
    return []


def _region_problems(source: str, begin: str, end: str) -> list[tuple[int, str]]:
    opened = 0
    found: list[tuple[int, str]] = []
    for number, line in enumerate(source.splitlines(), 1):
        if line.strip() == begin:
            if opened:
                found.append((number, f"“{begin}” stands twice without “{end}”"))
            opened = number
        elif line.strip() == end:
            if not opened:
                found.append((number, f"“{end}” without “{begin}”"))
            opened = 0
        elif begin in line or end in line:
            found.append((number, f"“{line.strip()}” must be exactly “{begin}” or “{end}”"))
    if opened:
        found.append((opened, f"“{begin}” without “{end}”"))
    return found


def _lab_problems(script: Path, notebook: NotebookNode, lines: list[int], settings: Settings | None) -> list[str]:
    """What only shows over the whole lab: ids used twice, and points that do not add up."""
    problems = []
    first: dict[str, int] = {}
    sums: dict[bool, float] = {True: 0, False: 0}
    for cell, line in zip(notebook.cells, lines, strict=True):
        nbgrader = cell.metadata.get("nbgrader")
        if not isinstance(nbgrader, dict):
            continue
        grade_id = nbgrader.get("grade_id")
        if grade_id in first:
            problems.append(f"{script}:{line}: grade_id “{grade_id}” is used already at line {first[grade_id]}")
        elif isinstance(grade_id, str):
            first[grade_id] = line
        points = nbgrader.get("points")
        if nbgrader.get("grade") and isinstance(points, int | float):
            sums[bool(nbgrader.get("solution"))] += points
    if settings is not None and not problems:
        for by_hand, total, name in ((False, settings.automatic, "automatic"), (True, settings.manual, "manual")):
            if sums[by_hand] != total:
                problems.append(f"{script}: the {name} points add up to {sums[by_hand]:g}, but lab.toml says {total}")
    return problems


def _head_checks(notebook: NotebookNode) -> None:
    """Begin each test of a task with a line that says whose check it is: all that is seen of it while it is folded."""
    groups: list[tuple[str, list[NotebookNode]]] = []
    task = ""
    for cell in notebook.cells:
        about = cell.metadata.get("nbgrader") or {}
        if cell.cell_type == "markdown":
            task = (TASK.findall(cell.source) or [task])[-1]
        elif about.get("solution"):
            groups.append((task, []))
        elif about.get("grade") and groups and groups[-1][0]:
            groups[-1][1].append(cell)
    for task, tests in groups:
        for number, cell in enumerate(tests, 1):
            of = f"check {number} of {len(tests)}" if len(tests) > 1 else "its check"
            cell.source = f"# {task}: {of}\n{cell.source}"


def _complete(notebook: NotebookNode) -> None:
    """Fill in what the author leaves out, so that the same text always gives the same notebook."""
    notebook.metadata = NotebookNode(
        kernelspec={"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        language_info={"name": "python"},
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    _head_checks(notebook)
    for number, cell in enumerate(notebook.cells, 1):
        settings: dict[str, Any] | None = cell.metadata.get("nbgrader")
        cell["id"] = settings["grade_id"] if settings else f"cell-{number:03}"
        locked = settings is not None and not settings.get("solution")
        if cell.cell_type == "code" and (locked or "folded" in cell.metadata.get("tags", [])):
            # Folded to its first line: an officer wants the verdict or the picture; one click shows the code.
            cell.metadata.jupyter = NotebookNode(source_hidden=True)
        if settings is None:
            if cell.cell_type == "markdown":  # a double click on the lab's own text must not lay its source open
                cell.metadata.update(editable=False, deletable=False)
            continue
        if cell.cell_type == "code" and (settings.get("grade") or settings.get("solution")):
            # Run All goes on behind a red card, so that it costs its own points only.
            cell.metadata["tags"] = ["raises-exception"]
        grade, solution = bool(settings.get("grade")), bool(settings.get("solution"))
        cell.metadata.nbgrader = NotebookNode(
            grade=grade,
            grade_id=settings["grade_id"],
            locked=not solution,
            schema_version=3,
            solution=solution,
            task=False,
        )
        if grade:
            cell.metadata.nbgrader.points = settings["points"]
