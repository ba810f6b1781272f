"""A tiny course for the tests: two real little labs, built and released, and officers who hand in their work."""

from __future__ import annotations

import copy
import csv
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.auth import Authenticator
from nbgrader.exchange.default import ExchangeSubmit

from futurefit.authoring import apply, build
from futurefit.authoring.release import release
from futurefit.course import Course, open_course
from futurefit.records import Officer, Result, export, import_roster, read

PROJECT = Path(__file__).resolve().parent.parent
LABS = Path(__file__).resolve().parent / "labs"
LAB = "tiny"
OTHER = "tiny-toll"  # another lab, whose name begins with the first one's
AUTOMATIC, BY_HAND = 5, 4  # points of either lab
OFFICERS = ("officer01", "officer02", "officer03")

RIGHT_FARE = "def fare(zones, price):\n    return zones * price"
RIGHT_LONGEST = "def longest(names):\n    return max(names, key=len)"
WRONG_FARE = "def fare(zones, price):\n    return zones * 2.5"  # loses test_fare
REFLECTION = "The fare was tried with made-up zones only. My division must try it with a month of real trips."
MONDAY = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)  # 09:30 in Malaysia


@dataclass(frozen=True)
class TinyCourse:
    """A course folder, and what instructors and officers do with it."""

    folder: Path

    @property
    def course(self) -> Course:
        return open_course(self.folder)

    def configure(self, *lines: str) -> None:
        """Add lines to the course's nbgrader_config.py."""
        with (self.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
            config.write("\n" + "\n".join(lines) + "\n")

    def released(self, lab: str = LAB) -> NotebookNode:
        """The notebook as officers receive it."""
        return nbformat.read(self.folder / "release" / lab / f"{lab}.ipynb", 4)

    def answered(
        self, fare: str = RIGHT_FARE, longest: str = RIGHT_LONGEST, reflection: str = REFLECTION
    ) -> NotebookNode:
        """The notebook with an officer's answers; right ones, where no others are given."""
        return answer(self.released(), fare, longest, reflection)

    def answered_other(self) -> NotebookNode:
        """The other lab's notebook, rightly answered."""
        answers = {"fare": RIGHT_FARE, "longest": RIGHT_LONGEST}
        return apply(self.released(OTHER), {_other(key): _other(text) for key, text in answers.items()})

    def hand_in(
        self, officer: str, content: NotebookNode | bytes | None, *, name: str = f"{LAB}.ipynb", at: datetime = MONDAY
    ) -> Path:
        """A submission as collecting leaves it, in place of an earlier one; content None leaves out the notebook."""
        folder = self.folder / "submitted" / officer / LAB
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "timestamp.txt").write_text(f"{at:%Y-%m-%d %H:%M:%S.%f} UTC", encoding="utf-8")
        if content is not None:
            (folder / name).write_bytes(written(content))
        return folder

    def submit(self, officer: str, content: NotebookNode | bytes, desk: Path, lab: str = LAB) -> None:
        """Submit through the exchange, as the button in JupyterLab does; `desk` is the officer's folder."""
        (desk / lab).mkdir(parents=True, exist_ok=True)
        (desk / lab / f"{lab}.ipynb").write_bytes(written(content))
        course = self.course
        config = copy.deepcopy(course.config)
        config.Exchange.assignment_dir = str(desk)
        config.Exchange.cache = str(desk / ".cache")
        directory = course.directory
        directory.assignment_id, directory.student_id = lab, officer
        ExchangeSubmit(coursedir=directory, authenticator=Authenticator(config=config), config=config).start()

    def results(self, lab: str = LAB) -> dict[str, Result]:
        """What the records say of a lab, by officer."""
        return {result.officer.id: result for result in read(self.folder).of_lab(lab)}

    def exported(self, to: Path, lab: str = LAB) -> dict[str, dict[str, str]]:
        """The rows of grades.csv of a lab, by officer, as a coordinator's program reads them."""
        grades = export(self.folder, to)[0]
        with grades.open(encoding="utf-8-sig", newline="") as file:
            return {row["officer_id"]: row for row in csv.DictReader(file) if row["lab"] == lab}


def answer(
    notebook: NotebookNode, fare: str = RIGHT_FARE, longest: str = RIGHT_LONGEST, reflection: str = REFLECTION
) -> NotebookNode:
    """A copy of the notebook with these answers."""
    return apply(notebook, {"fare": fare, "longest": longest, "reflection": reflection})


def written(content: NotebookNode | bytes) -> bytes:
    """A notebook as the bytes of its file."""
    return content if isinstance(content, bytes) else nbformat.writes(content).encode()


def cell(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    """The cell of this grade_id."""
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def without(notebook: NotebookNode, *grade_ids: str) -> NotebookNode:
    """The notebook after an officer has deleted these cells."""
    notebook.cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") not in grade_ids]
    return notebook


def of_newer_nbgrader(notebook: NotebookNode) -> NotebookNode:
    """The notebook as an nbgrader would mark it that does not exist yet."""
    for found in notebook.cells:
        if "nbgrader" in found.metadata:
            found.metadata.nbgrader.schema_version = 99
    return notebook


def without_marks(notebook: NotebookNode, *, ids: bool = True) -> NotebookNode:
    """The notebook after an editor has thrown away all metadata of its cells, and their ids unless they are kept."""
    for number, found in enumerate(notebook.cells):
        found.metadata = NotebookNode()
        if not ids:
            found["id"] = f"new-{number}"
    return notebook


def too_little_left(notebook: NotebookNode) -> NotebookNode:
    """The notebook without marks and ids, of whose tasks only the first answer is left."""
    return without_marks(without(notebook, "test_fare", "longest", "test_longest"), ids=False)


def with_copy(notebook: NotebookNode, grade_id: str, source: str | None = None) -> NotebookNode:
    """The notebook after an officer has copied a cell, and pasted it below (with another text, where one is given)."""
    original = cell(notebook, grade_id)
    pasted = copy.deepcopy(original)
    pasted["id"] = "pasted"
    if source is not None:
        pasted.source = source
    notebook.cells.insert(notebook.cells.index(original) + 1, pasted)
    return notebook


def listed(*ids: str) -> list[Officer]:
    """Officers as the roster has them."""
    return [Officer(id, f"Name of {id}", f"{id}@example.com", "Ministry of Health", "2026-1") for id in ids]


def roster_file(folder: Path, officers: Iterable[str] = OFFICERS) -> Path:
    """A roster as an instructor writes it."""
    path = folder / "roster-to-import.csv"
    lines = [f"{id},Name of {id},{id}@example.com,Ministry of Health,2026-1" for id in officers]
    path.write_text("\n".join(["officer_id,name,email,ministry,cohort", *lines, ""]), encoding="utf-8")
    return path


def copy_of(tiny: TinyCourse, folder: Path) -> TinyCourse:
    """The same course in another folder; its exchange is a folder of its own, too."""
    shutil.copytree(tiny.folder, folder)
    return TinyCourse(folder)


def make_labs(folder: Path) -> TinyCourse:
    """A course folder with the two labs' texts and the project's own configuration; nothing is built yet."""
    folder.mkdir(parents=True)
    shutil.copy(PROJECT / "nbgrader_config.py", folder)
    shutil.copytree(LABS / LAB, folder / "labs" / LAB, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(folder / "labs" / LAB, folder / "labs" / OTHER, ignore=shutil.ignore_patterns("answers"))
    for path in (folder / "labs" / OTHER).glob("lab.*"):
        path.write_text(_other(path.read_text(encoding="utf-8")), encoding="utf-8")
    return TinyCourse(folder)


def make_course(folder: Path) -> TinyCourse:
    """A course whose labs are built and released, with `OFFICERS` on its roster."""
    tiny = make_labs(folder)
    course = tiny.course
    import_roster(folder, roster_file(folder))
    for built in build(course):
        release(course, built.slug, unproved=True)
    return tiny


def _other(text: str) -> str:
    """The first lab's text as the other lab's: the tasks under other names; "setup" and "reflection" they share."""
    return text.replace("fare", "toll").replace("longest", "widest")
