"""nbgrader's gradebook of a course, opened with errors that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from futurefit.course import Course, open_course
from futurefit.records.model import RecordsError

if TYPE_CHECKING:
    from nbgrader.api import Gradebook


@contextmanager
def open_gradebook(folder: Path, *, create: bool = False) -> Iterator[Gradebook]:
    """The gradebook of the course in `folder`; closed at the end.

    Raises:
        CourseError: `folder` is not a course.
        RecordsError: there is no gradebook and `create` is false, or the database cannot be used.
    """
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    course = open_course(folder)
    url = make_url(course.directory.db_url)
    file = url.database if url.get_backend_name() == "sqlite" else None
    if not create and file and not Path(file).exists():
        raise RecordsError(f"There is no gradebook {file} yet. Start one with: futurefit roster import FILE")
    try:
        with course.gradebook() as gradebook:
            yield gradebook
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        raise RecordsError(
            f"The gradebook {file or url} cannot be used ({cause}). If nbgrader was upgraded, make a copy of it, "
            "then run: nbgrader db upgrade. If it is locked, wait for the other command to end and try again."
        ) from error


Ask = Callable[[str, dict[str, Any]], list[tuple[Any, ...]]]


@contextmanager
def glance(course: Course) -> Iterator[Ask]:
    """Ask the gradebook in plain SQL: nbgrader's import takes a hundred times as long as most questions.

    Raises:
        RecordsError: there is no gradebook, or the database cannot be used.
    """
    url = str(course.config.CourseDirectory.get("db_url", f"sqlite:///{course.folder / 'gradebook.db'}"))
    if not url.startswith("sqlite:///"):
        with open_gradebook(course.folder) as gradebook:
            yield asking(gradebook)
        return
    file = Path(url.removeprefix("sqlite:///"))
    if not file.exists():
        raise RecordsError(f"There is no gradebook {file} yet. Start one with: futurefit roster import FILE")
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file.resolve()))}?mode=ro", uri=True)) as database:
            yield lambda question, values: database.execute(question, values).fetchall()
    except sqlite3.Error as error:
        raise RecordsError(
            f"The gradebook {file} cannot be used ({error}). If nbgrader was upgraded, make a copy of it, "
            "then run: nbgrader db upgrade. If it is locked, wait for the other command to end and try again."
        ) from error


def asking(gradebook: Gradebook) -> Ask:
    """The same for a gradebook that is open already."""
    from sqlalchemy import text

    return lambda question, values: [tuple(row) for row in gradebook.db.execute(text(question), values)]
