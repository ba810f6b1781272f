"""nbgrader's gradebook, opened once for a whole run of grading."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import nbgrader.converters.autograde
from nbgrader.api import Gradebook
from sqlalchemy.orm import Session, scoped_session, sessionmaker


class _OneCommit(Session):
    """Commits once for each submission, not after each cell: its points are in the gradebook all at once or not."""

    def commit(self) -> None:
        self.flush()

    def keep(self) -> None:
        super().commit()


class RunBook(Gradebook):
    """The gradebook of a run.

    nbgrader opens the gradebook ten times for each submission, plans the same questions to the database anew each
    time, and waits for the disk after each cell: three quarters of its own time. `lent` gives it this one instead.
    Only for the thread that made it.
    """

    def __init__(self, db_url: str, course_id: str) -> None:
        self.db: Any
        logging.getLogger("tornado.application").setLevel(logging.CRITICAL)  # nbgrader logs there what it raises, too
        super().__init__(db_url, course_id)
        self.db_url = db_url
        self._thread = threading.get_ident()
        self.db.remove()
        self.db = scoped_session(sessionmaker(bind=self.engine, class_=_OneCommit, expire_on_commit=False))

    def close(self) -> None:
        """Called by each of nbgrader's steps, which believe the gradebook to be theirs; `end` closes it."""

    def keep(self) -> None:
        """Write what has changed since the last time."""
        self.db().keep()
        self.db.expunge_all()  # else all officers' rows stay in memory

    def drop(self) -> None:
        """Forget what has changed since the last time."""
        self.db.rollback()
        self.db.expunge_all()

    def end(self) -> None:
        """Close it."""
        self.db.rollback()
        super().close()

    @contextmanager
    def lent(self, users: Iterable[ModuleType]) -> Iterator[None]:
        """Within, these modules open this gradebook where they would open the same one themselves."""

        def opened(db_url: str, *args: Any, **more: Any) -> Gradebook:
            if db_url == self.db_url and threading.get_ident() == self._thread:
                return self
            return Gradebook(db_url, *args, **more)

        modules = list(users)
        try:
            for module in modules:
                vars(module)["Gradebook"] = opened
            yield
        finally:
            for module in modules:
                vars(module)["Gradebook"] = Gradebook


def users_of_gradebooks(steps: Iterable[object]) -> list[ModuleType]:
    """The modules of these steps (preprocessors), and of nbgrader's autograder, that open gradebooks."""
    names = {base.__module__ for step in steps for base in type(step).__mro__}
    modules = [nbgrader.converters.autograde, *(sys.modules[name] for name in sorted(names) if name in sys.modules)]
    return [module for module in dict.fromkeys(modules) if vars(module).get("Gradebook") is Gradebook]
