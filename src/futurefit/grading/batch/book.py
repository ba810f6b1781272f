"""nbgrader's gradebook, opened once for a whole run of grading."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import nbgrader.converters.autograde
from nbgrader import utils
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Course,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    Notebook,
    SolutionCell,
    SourceCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, scoped_session, sessionmaker

_OF_A_LAB = (Assignment, Notebook, BaseCell, SourceCell, Course)
_OF_OFFICERS = {"submissions", "grades", "comments"}  # what the lab's rows lead to
_SUBMISSION = select(SubmittedAssignment).where(
    SubmittedAssignment.assignment_id == bindparam("lab"), SubmittedAssignment.student_id == bindparam("officer")
)


class _OneCommit(Session):
    """Commits once for each submission, not after each cell: its points are in the gradebook all at once or not."""

    later = False  # whether even the database waits

    def commit(self) -> None:
        if not self.later:
            self.flush()

    def keep(self) -> None:
        super().commit()


class RunBook(Gradebook):
    """The gradebook of a run.

    nbgrader opens the gradebook ten times for each submission, plans the same questions to the database anew each
    time, and waits for the disk after each cell: three quarters of its own time. `lent` gives it this one instead.
    It knows the lab's rows from one submission to the next, and the officer's until `keep` or `drop`, so that each is
    asked for once. Only for the thread that made it.
    """

    def __init__(self, db_url: str, course_id: str) -> None:
        self.db: Any
        logging.getLogger("tornado.application").setLevel(logging.CRITICAL)  # nbgrader logs there what it raises, too
        super().__init__(db_url, course_id)
        self.db_url = db_url
        self._thread = threading.get_ident()
        self.db.remove()
        self._link = self.engine.connect()
        self.db = scoped_session(sessionmaker(bind=self._link, class_=_OneCommit, expire_on_commit=False))
        self._lab: dict[str, Assignment] = {}
        self._officer: dict[Hashable, Any] = {}
        self._written_by_others: int | None = None

    def close(self) -> None:
        """Called by each of nbgrader's steps, which believe the gradebook to be theirs; `end` closes it."""

    def keep(self) -> None:
        """Write what has changed since the last time."""
        self.db().keep()
        self._forget_officer()

    def drop(self) -> None:
        """Forget what has changed since the last time."""
        session = self.db()
        if session.in_transaction():
            session.rollback()
            self._forget_all()  # a rollback leaves nothing of a row but its key
        else:
            self._forget_officer()

    def end(self) -> None:
        """Close it."""
        self.db.rollback()
        self.db.remove()
        self._link.close()
        super().close()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Within, what is changed goes to the database at the end. For steps that ask it nothing in between."""
        session = self.db()
        session.later = True
        try:
            with session.no_autoflush:
                yield
        finally:
            session.later = False
        session.commit()

    @contextmanager
    def lent(self, users: Iterable[ModuleType]) -> Iterator[None]:
        """Within, these modules open this gradebook where they would open the same one themselves.

        What they have changed and nobody has kept is dropped at the end.
        """

        def opened(db_url: str, *args: Any, **more: Any) -> Gradebook:
            if db_url == self.db_url and threading.get_ident() == self._thread:
                return self
            return Gradebook(db_url, *args, **more)

        self._look_for_others()
        modules = list(users)
        try:
            for module in modules:
                vars(module)["Gradebook"] = opened
            yield
        finally:
            for module in modules:
                vars(module)["Gradebook"] = Gradebook
            self.drop()

    def _look_for_others(self) -> None:
        """Forget the lab's rows when another process has written: Formgrader may be open beside a run."""
        now = None
        if self.engine.dialect.name == "sqlite":
            with self._link.begin():
                now = self._link.exec_driver_sql("PRAGMA data_version").scalar_one()
        if now is None or now != self._written_by_others:
            self._forget_all()
        self._written_by_others = now

    def _forget_all(self) -> None:
        self.db().expunge_all()
        self._lab.clear()
        self._officer.clear()

    def _forget_officer(self) -> None:
        """Else all officers' rows stay in memory."""
        self._officer.clear()
        session = self.db()
        rows = list(session)
        if any(isinstance(row, _OF_A_LAB) and _OF_OFFICERS & vars(row).keys() for row in rows):
            self._forget_all()
            return
        for row in rows:
            if not isinstance(row, _OF_A_LAB):
                session.expunge(row)

    # --------------------------------------------------------- nbgrader's questions, answered from what is known

    def find_assignment(self, name: str) -> Assignment:
        if name not in self._lab:
            self._lab[name] = super().find_assignment(name)
        return self._lab[name]

    def find_notebook(self, name: str, assignment: str) -> Notebook:
        found = [each for each in self.find_assignment(assignment).notebooks if each.name == name]
        return found[0] if found else super().find_notebook(name, assignment)

    def find_student(self, student_id: str) -> Student:
        found = self._known("student", student_id) or self.db.get(Student, student_id)
        return self._know(found or super().find_student(student_id), "student", student_id)

    def find_submission(self, assignment: str, student: str) -> SubmittedAssignment:
        found = self._known("submission", assignment, student)
        if found is None:
            values = {"lab": self.find_assignment(assignment).id, "officer": student}
            found = self.db.execute(_SUBMISSION, values).scalar_one_or_none()
        if found is None:
            raise MissingEntry(f"No such submission: {assignment} for {student}")
        return self._know(found, "submission", assignment, student)

    def find_submission_notebook(self, notebook: str, assignment: str, student: str) -> SubmittedNotebook:
        id = self.find_notebook(notebook, assignment).id
        of_officer = self.find_submission(assignment, student).notebooks
        found = [each for each in of_officer if each.notebook_id == id]
        return found[0] if found else super().find_submission_notebook(notebook, assignment, student)

    def find_grade(self, grade_cell: str, notebook: str, assignment: str, student: str) -> Grade:
        rows = self.find_submission_notebook(notebook, assignment, student).grades
        found = _of_cell(rows, self.find_notebook(notebook, assignment), grade_cell, GradeCell)
        return found or super().find_grade(grade_cell, notebook, assignment, student)

    def find_comment(self, solution_cell: str, notebook: str, assignment: str, student: str) -> Comment:
        rows = self.find_submission_notebook(notebook, assignment, student).comments
        found = _of_cell(rows, self.find_notebook(notebook, assignment), solution_cell, SolutionCell)
        return found or super().find_comment(solution_cell, notebook, assignment, student)

    def add_submission(self, assignment: str, student: str, **fields: Any) -> SubmittedAssignment:
        if "timestamp" in fields:
            fields["timestamp"] = utils.parse_utc(fields["timestamp"])
        lab, officer = self.find_assignment(assignment), self.find_student(student)
        # By tables and keys: by objects, each of the lab's rows would hold on to those of all officers.
        made = {"id": new_uuid(), "assignment_id": lab.id, "student_id": officer.id, **fields}
        notebooks, grades, comments = [], [], []
        for notebook in lab.notebooks:
            notebooks.append({"id": new_uuid(), "notebook_id": notebook.id, "assignment_id": made["id"]})
            graded = (*notebook.grade_cells, *notebook.task_cells)
            answered = (*notebook.solution_cells, *notebook.task_cells)
            grades += [{"cell_id": cell.id, "notebook_id": notebooks[-1]["id"]} for cell in graded]
            comments += [{"cell_id": cell.id, "notebook_id": notebooks[-1]["id"]} for cell in answered]
        for kind, rows in (
            (SubmittedAssignment, [made]),
            (SubmittedNotebook, notebooks),
            (Grade, grades),
            (Comment, comments),
        ):
            if rows:
                self.db.execute(kind.__table__.insert(), rows)
        return self.find_submission(assignment, student)

    def _known(self, *key: str) -> Any:
        """A row of an officer's, unless it was not asked for yet, or was removed since."""
        found = self._officer.get(key)
        return found if found is not None and found in self.db() else None

    def _know(self, row: Any, *key: str) -> Any:
        self._officer[key] = row
        return row


def _of_cell(rows: Iterable[Any], notebook: Notebook, cell: str, kind: type[BaseCell]) -> Any:
    """The one of an officer's rows that belongs to the lab's cell of this name: one of the kind, else a task."""
    ids = [
        each.id
        for kind in (kind, TaskCell)
        for each in notebook._base_cells
        if isinstance(each, kind) and each.name == cell
    ]
    found = {row.cell_id: row for row in rows if row.cell_id in ids}
    return next((found[id] for id in ids if id in found), None)


def users_of_gradebooks(steps: Iterable[object]) -> list[ModuleType]:
    """The modules of these steps (preprocessors), and of nbgrader's autograder, that open gradebooks."""
    names = {base.__module__ for step in steps for base in type(step).__mro__}
    modules = [nbgrader.converters.autograde, *(sys.modules[name] for name in sorted(names) if name in sys.modules)]
    return [module for module in dict.fromkeys(modules) if vars(module).get("Gradebook") is Gradebook]
