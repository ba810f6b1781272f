"""Small courses for the tests of futurefit.records: a real gradebook, and folders as nbgrader leaves them."""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from futurefit.records._gradebook_file import open_gradebook
from futurefit.records.outcomes import Outcome, fingerprint, save

MONDAY = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)  # 09:30 in Malaysia
CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "ff"\n'
ROSTER = "officer_id,name,email,ministry,cohort\n"


@functools.cache
def _empty_gradebook() -> bytes:
    """An empty gradebook's file; made once, since nbgrader starts another program for a new one."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
        with open_gradebook(Path(folder), create=True):
            pass
        return (Path(folder) / "gradebook.db").read_bytes()


class CourseMaker:
    """Makes a course in `folder`. Officers are added to the roster as they are named."""

    def __init__(self, folder: Path, *officers: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
        (folder / "gradebook.db").write_bytes(_empty_gradebook())
        lines = (f"{id},Name of {id},{id}@example.com,Ministry of Health,2026-1\n" for id in officers)
        if officers:
            (folder / "roster.csv").write_text(ROSTER + "".join(lines), encoding="utf-8")
        with self.gradebook() as gradebook:
            for id in officers:
                gradebook.add_student(id, first_name=f"Name of {id}", last_name="", email=f"{id}@example.com")

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        with open_gradebook(self.folder) as gradebook:
            yield gradebook

    def lab(
        self,
        slug: str,
        tests: Mapping[str, float],
        by_hand: Mapping[str, float] | None = None,
        due: datetime | None = None,
        notebook: str = "",
    ) -> None:
        """A lab as `nbgrader generate_assignment` records it: test cells, and answers marked by hand."""
        name = notebook or slug
        with self.gradebook() as gradebook:
            gradebook.update_or_create_assignment(slug, duedate=due.replace(tzinfo=None) if due else None)
            gradebook.add_notebook(name, slug)
            for cell, points in tests.items():
                gradebook.add_grade_cell(cell, name, slug, max_score=points, cell_type="code")
            for cell, points in (by_hand or {}).items():
                gradebook.add_grade_cell(cell, name, slug, max_score=points, cell_type="markdown")
                gradebook.add_solution_cell(cell, name, slug)

    def hand_in(
        self, officer: str, slug: str, at: datetime | None = MONDAY, notebook: str = "", text: str = "x = 1"
    ) -> Path:
        """A submission as `nbgrader collect` leaves it; `at` None leaves out the timestamp."""
        folder = self.folder / "submitted" / officer / slug
        shutil.rmtree(folder, ignore_errors=True)
        self._write(folder / f"{notebook or slug}.ipynb", text, None)
        if at:
            (folder / "timestamp.txt").write_text(f"{at:%Y-%m-%d %H:%M:%S.%f} UTC", encoding="utf-8")
        return folder

    def begin_grading(self, officer: str, slug: str) -> Path:
        """What nbgrader has done when it has cleaned the notebook and not run it yet."""
        stamp = self.folder / "submitted" / officer / slug / "timestamp.txt"
        moment = {"timestamp": stamp.read_text(encoding="utf-8")} if stamp.exists() else {}
        with self.gradebook() as gradebook:
            gradebook.update_or_create_student(officer)
            gradebook.update_or_create_submission(slug, officer, **moment)
        folder = self.folder / "autograded" / officer / slug
        shutil.rmtree(folder, ignore_errors=True)
        for notebook in (self.folder / "submitted" / officer / slug).glob("*.ipynb"):
            self._write(folder / notebook.name, "x = 1", None)
        if stamp.exists():
            shutil.copy(stamp, folder)
        return folder

    def fail_grading(self, officer: str, slug: str) -> None:
        """What nbgrader leaves when grading fails: rows in the gradebook, and no folder."""
        shutil.rmtree(self.begin_grading(officer, slug))

    def grade(
        self, officer: str, slug: str, points: Mapping[str, float | None], *, penalty: float = 0.0, notebook: str = ""
    ) -> Path:
        """A grading that came to its end. A cell whose points are None needs a marker, as after nbgrader."""
        folder = self.begin_grading(officer, slug)
        name = notebook or slug
        with self.gradebook() as gradebook:
            for cell, value in points.items():
                grade = gradebook.find_grade(cell, name, slug, officer)
                grade.auto_score = value
                grade.needs_manual_grade = value is None
            if penalty:
                gradebook.find_submission_notebook(name, slug, officer).late_submission_penalty = penalty
            gradebook.db.commit()
        self._write(folder / f"{name}.ipynb", "x = 1", 1)
        return folder

    def mark(
        self, officer: str, slug: str, cell: str, points: float, *, extra: float | None = None, notebook: str = ""
    ) -> None:
        """A marker's points, as Formgrader saves them."""
        with self.gradebook() as gradebook:
            grade = gradebook.find_grade(cell, notebook or slug, slug, officer)
            grade.manual_score, grade.extra_credit, grade.needs_manual_grade = points, extra, False
            gradebook.db.commit()

    def outcome(self, officer: str, slug: str, graded: bool, reason: str, after: timedelta = timedelta()) -> Outcome:
        """The outcome of grading the present submission, saved `after` this moment."""
        submission = fingerprint(self.folder / "submitted" / officer / slug)
        outcome = Outcome(officer, slug, graded, reason, "", datetime.now(UTC) + after, submission)
        save(self.folder, outcome)
        return outcome

    @staticmethod
    def _write(path: Path, source: str, execution_count: int | None) -> None:
        cell = new_code_cell(source, id="only", execution_count=execution_count)
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(new_notebook(cells=[cell]), path)
