"""nbgrader's gradebook of a course, opened with errors that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from futurefit.course import open_course
from futurefit.records.model import RecordsError


@contextmanager
def open_gradebook(folder: Path, *, create: bool = False) -> Iterator[Gradebook]:
    """The gradebook of the course in `folder`; closed at the end.

    Raises:
        CourseError: `folder` is not a course.
        RecordsError: there is no gradebook and `create` is false, or the database cannot be used.
    """
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
