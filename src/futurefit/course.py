"""A course folder, opened: nbgrader's own configuration of it, read from its `nbgrader_config.py`."""

from __future__ import annotations

import logging
import os
import sysconfig
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from traitlets.config import Config, PyFileConfigLoader

from futurefit.errors import FutureFitError

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

CONFIG = "nbgrader_config.py"
MALAYSIA = timezone(timedelta(hours=8), "MYT")  # what people are shown; files and the gradebook keep UTC


class CourseError(FutureFitError):
    """Something about a course that its instructor can mend; the message ends with how."""


@dataclass(frozen=True)
class Course:
    """A course folder and nbgrader's configuration of it."""

    folder: Path
    config: Config

    @property
    def directory(self) -> CourseDirectory:
        """nbgrader's view of the folder: where submissions, sources and the gradebook are."""
        from nbgrader.coursedir import CourseDirectory  # takes over a second: not every command needs it
        from sqlalchemy.exc import SAWarning

        warnings.filterwarnings("ignore", category=SAWarning)  # of nbgrader's own queries
        return CourseDirectory(config=self.config)

    @property
    def api(self) -> NbGraderAPI:
        """nbgrader's API on this course. Its steps answer with a dict: success, error, log."""
        from nbgrader.apps.api import NbGraderAPI

        return NbGraderAPI(coursedir=self.directory, config=self.config)

    @property
    def exchange(self) -> Path:
        """The folder through which labs go out and submissions come in."""
        return Path(str(self.config.Exchange.root))

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        """nbgrader's gradebook, made new where there is none."""
        from nbgrader.api import Gradebook

        directory = self.directory
        with Gradebook(directory.db_url, directory.course_id) as book:
            yield book

    def labs(self) -> list[str]:
        """The labs that have been built in this course, by name."""
        return sorted(path.parent.name for path in (self.folder / "source").glob("*/*.ipynb"))

    def need_lab(self, lab: str) -> None:
        """Raise CourseError unless the lab has been built."""
        if lab not in self.labs():
            known = ", ".join(self.labs()) or "none yet"
            raise CourseError(
                f"There is no lab “{lab}” in {self.folder / 'source'} (there are: {known}). "
                "Name one of these, or build a new one from labs/ with: futurefit build"
            )


def open_course(folder: Path) -> Course:
    """Open a course folder.

    Raises:
        CourseError: the folder has no nbgrader_config.py, or it cannot be read.
    """
    folder = folder.resolve()
    if not (folder / CONFIG).is_file():
        raise CourseError(
            f"{folder} is not a course folder: it has no {CONFIG}. "
            "Go to the folder of the course, or name it: futurefit --course FOLDER …"
        )
    _find_own_programs()
    try:
        config = PyFileConfigLoader(CONFIG, path=str(folder)).load_config()
    except Exception as error:  # the file is Python: it can fail in any way
        raise CourseError(
            f"{folder / CONFIG} cannot be read: {type(error).__name__}: {error}. Mend that line."
        ) from error
    config.CourseDirectory.root = str(folder)
    if "root" not in config.Exchange:
        config.Exchange.root = str(folder / "exchange")
    _quiet()
    return Course(folder, config)


def _find_own_programs() -> None:
    """nbgrader calls `alembic` by name, and leaves half a database where this environment is not on PATH."""
    own = sysconfig.get_path("scripts")
    if own not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = own + os.pathsep + os.environ.get("PATH", "")


def _quiet() -> None:
    """nbgrader logs each of its steps; what a person needs to know is said by our own messages."""
    logging.getLogger("traitlets").setLevel(logging.CRITICAL)
    # Of notebooks from before 2021, which are fine.
    warnings.filterwarnings("ignore", message="Cell is missing an id field")
