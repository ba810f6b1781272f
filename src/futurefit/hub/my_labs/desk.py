"""What an officer does with labs, done by nbgrader's own exchange classes on the configuration of this server.

Everything here waits for disks, so the handlers call it from a thread.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from futurefit.course import MALAYSIA
from futurefit.hub.my_labs.notebook import read_work
from futurefit.hub.my_labs.standing import Marks, Standing, Submission, Work
from futurefit.programme import LabInfo, Programme, Text, read_published

_FULL = {errno.ENOSPC, errno.EDQUOT}
_ERRNO = re.compile(r"\[Errno (\d+)\]")
_MARKS = re.compile(rb'id="total" data-points="([\d.]+)" data-maximum="([\d.]+)" data-waiting="([\d.]+)"')
_TITLE = re.compile(r"^# +(.+?)\s*$", re.MULTILINE)
_SECRET = "submission_secret.txt"
_NAMED_FOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")  # a lab's name is a folder's name, and never a path


class DeskError(Exception):
    """Something that an officer must be told; `told` is the key of the sentence in texts.toml, `values` fill it."""

    def __init__(self, told: str, **values: str) -> None:
        super().__init__(told)
        self.told = told
        self.values = values


@dataclass(frozen=True)
class HandedIn:
    """What became of a click on Submit; `again`: this very work had been handed in before, and nothing was sent."""

    at: datetime
    again: bool = False


class Desk:
    """One officer's labs: what is released, what lies in the officer's folders, what was handed in.

    Args:
        root: the folder that this person's JupyterLab shows; relative folders of nbgrader's are below it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    # ------------------------------------------------------------------------------------------ what there is

    def standings(self) -> tuple[Programme, list[Standing]]:
        """The programme and the officer's standing with each of its labs, in order.

        Raises:
            DeskError: the exchange is missing or cannot be read.
        """
        config = self._config()
        exchange, course_id = Path(str(config.Exchange.root)), str(config.CourseDirectory.course_id)
        if not (exchange / course_id).is_dir() or not os.access(exchange / course_id, os.X_OK | os.R_OK):
            raise DeskError("no_exchange")
        programme = read_published(exchange, course_id)
        released = {each["assignment_id"]: each for each in self._list(config)}
        submitted = self._submissions(config)
        known = {lab.slug for lab in programme.labs}
        unlisted = [_unlisted(each["path"], name) for name, each in released.items() if name not in known]
        return programme, [
            self._standing(config, lab, lab.slug in released, submitted.get(lab.slug, ()))
            for lab in (*programme.labs, *unlisted)
        ]

    def standing(self, slug: str) -> Standing:
        """The officer's standing with one lab.

        Raises:
            DeskError: there is no such lab, or the exchange is missing.
        """
        found = next((each for each in self.standings()[1] if each.lab.slug == slug), None)
        if found is None:
            raise DeskError("no_lab")
        return found

    def _standing(self, config: Any, lab: LabInfo, released: bool, submissions: tuple[_Sent, ...]) -> Standing:
        mine = self._folder(config, lab.slug)
        name = f"{lab.slug}.ipynb"
        work: Work | None = None
        renamed = ""
        if mine.is_dir():
            last = submissions[-1].folder / name if submissions else None
            work = read_work(mine / name, last)
        elif elsewhere := sorted(
            path.parent.name for path in mine.parent.glob(f"*/{name}") if not path.parent.name.startswith(".")
        ):
            renamed = elsewhere[0]
        return Standing(lab, released, work, renamed, tuple(each.submission for each in submissions))

    def _submissions(self, config: Any) -> dict[str, tuple[_Sent, ...]]:
        found: dict[str, tuple[_Sent, ...]] = {}
        for lab in self._list(config, cached=True):
            sent = [_sent(config, each) for each in lab["submissions"]]
            found[lab["assignment_id"]] = tuple(sorted(sent, key=lambda each: each.submission.at))
        return found

    # ------------------------------------------------------------------------------------------ what is done

    def start(self, slug: str) -> Path:
        """Fetch a lab; returns the notebook, below the root. A copy that is there already is left as it is.

        Raises:
            DeskError: the lab is not released, the folder was renamed, or a disk is full.
        """
        standing = self.standing(slug)
        if standing.renamed:
            raise DeskError("renamed", folder=standing.renamed)
        if standing.work is None or standing.work.problem == "gone":
            self._fetch(standing)
        return self.notebook(slug)

    def fresh(self, slug: str) -> Path:
        """Fetch a lab anew, and keep the officer's copy of it in a folder beside it; returns the new notebook.

        Raises:
            DeskError: the lab is not released, or a disk is full; the officer's copy is where it was then.
        """
        standing = self.standing(slug)
        mine = self._folder(self._config(), slug)
        name = f"{slug} {datetime.now(MALAYSIA):%Y-%m-%d %H.%M.%S}"
        names = (name if number == 1 else f"{name} ({number})" for number in count(1))
        kept = next(path for path in map(mine.with_name, names) if not path.exists())
        with _told():
            if mine.exists():
                mine.rename(kept)
        try:
            self._fetch(standing)
        except DeskError:
            if kept.exists():
                kept.rename(mine)
            raise
        return self.notebook(slug)

    def _fetch(self, standing: Standing) -> None:
        if not standing.released:
            raise DeskError("withdrawn" if standing.submissions or standing.work else "not_released")
        config = self._config()
        config.ExchangeFetchAssignment.replace_missing_files = True
        target = self._folder(config, standing.lab.slug)
        new = not target.exists()
        with _told(lambda: shutil.rmtree(target, ignore_errors=True) if new else None):
            self._exchange(config, "FetchAssignment", standing.lab.slug).start()

    def notebook(self, slug: str) -> Path:
        """The officer's notebook of a lab, as a path below the root.

        Raises:
            DeskError: it is not there, or JupyterLab cannot show the place where it is.
        """
        path = self._folder(self._config(), slug) / f"{slug}.ipynb"
        if not path.is_file():
            raise _missing(self.standing(slug))
        try:
            return path.relative_to(self.root)
        except ValueError:
            raise DeskError("outside") from None

    def put_back(self, slug: str) -> None:
        """Give a folder that was renamed its own name again.

        Raises:
            DeskError: no such folder is there any more.
        """
        standing = self.standing(slug)
        target = self._folder(self._config(), slug)
        if not standing.renamed:
            raise _missing(standing)
        with _told():
            (target.parent / standing.renamed).rename(target)

    def submit(self, slug: str) -> HandedIn:
        """Hand in the lab as it was last saved; once, however often it is asked for.

        Raises:
            DeskError: why it was not handed in. Nothing of it is left in the exchange then.
        """
        standing = self.standing(slug)
        work = ready(standing)
        if standing.submissions and not work.changed:
            return HandedIn(standing.submissions[-1].at, again=True)
        config = self._config()
        config.ExchangeSubmit.strict = True  # a submission without its notebook is none
        exchange = self._exchange(config, "Submit", slug)
        with _told(lambda: _take_away(exchange)):
            exchange.start()
        return HandedIn(_time(exchange.timestamp))

    def feedback(self, slug: str) -> str:
        """The page of the newest feedback on a lab, as HTML.

        Raises:
            DeskError: there is none.
        """
        standing = self.standing(slug)
        if standing.feedback is None or standing.feedback.feedback is None:
            raise DeskError("no_feedback")
        with _told():
            return standing.feedback.feedback.read_text(encoding="utf-8")

    # ------------------------------------------------------------------------------------------ nbgrader

    def _config(self) -> Any:
        """nbgrader's configuration, read as its own Assignment List does: from Jupyter's configuration folders."""
        from nbgrader.apps import NbGrader
        from nbgrader.exchange import ExchangeFactory

        app = NbGrader()
        app.load_config_file()
        config = app.config
        lister = ExchangeFactory(config=config).List(config=config)
        config.Exchange.root = lister.root
        config.Exchange.assignment_dir = str(self.root / lister.assignment_dir)
        config.Exchange.cache = lister.cache
        return config

    def _exchange(self, config: Any, step: str, slug: str = "", **settings: Any) -> Any:
        from nbgrader.auth import Authenticator
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.exchange import ExchangeFactory

        directory = CourseDirectory(config=config)
        directory.assignment_id = slug
        made = getattr(ExchangeFactory(config=config), step)(
            coursedir=directory, authenticator=Authenticator(config=config), config=config
        )
        made.log.setLevel("CRITICAL")  # what a person must know is said on the page
        for name, value in settings.items():
            setattr(made, name, value)
        return made

    def _list(self, config: Any, **settings: Any) -> list[dict[str, Any]]:
        with _told():
            found: list[dict[str, Any]] = self._exchange(config, "List", **settings).start()
        return found

    @staticmethod
    def _folder(config: Any, slug: str) -> Path:
        if not _NAMED_FOR.fullmatch(slug):
            raise DeskError("no_lab")
        course = str(config.CourseDirectory.course_id) if config.Exchange.get("path_includes_course") else ""
        return Path(str(config.Exchange.assignment_dir), course, slug)


def ready(standing: Standing) -> Work:
    """The work that can be handed in.

    Raises:
        DeskError: why nothing can be.
    """
    work = standing.work
    if work is None or work.problem == "gone":
        raise _missing(standing)
    if work.problem:
        raise DeskError(work.problem)
    if not standing.released:
        raise DeskError("withdrawn")
    return work


# ------------------------------------------------------------------------------------------------ helpers


def _missing(standing: Standing) -> DeskError:
    """What is told of a lab whose notebook is not in its place."""
    if standing.renamed:
        return DeskError("renamed", folder=standing.renamed)
    return DeskError("gone" if standing.work or standing.submissions else "not_started")


@dataclass(frozen=True)
class _Sent:
    """A submission and the officer's own copy of it."""

    submission: Submission
    folder: Path


def _sent(config: Any, found: dict[str, Any]) -> _Sent:
    """One submission of nbgrader's list, with its page of feedback: in the exchange, or as fetched before."""
    folder = Path(found["path"])
    pages = [page for notebook in found["notebooks"] if (page := _page(config, folder, found["course_id"], notebook))]
    page = pages[0] if pages else None
    return _Sent(Submission(_time(found["timestamp"]), page, _marks(page) if page else None), folder)


def _page(config: Any, folder: Path, course_id: str, notebook: dict[str, Any]) -> Path | None:
    """The newest page on a notebook. In the exchange its name is known only to who has the submission's secret."""
    from nbgrader.utils import notebook_hash

    secret = folder / _SECRET
    if notebook["has_exchange_feedback"] and secret.is_file():
        name = notebook_hash(secret=secret.read_text(encoding="utf-8"), notebook_id=notebook["notebook_id"])
        page = Path(str(config.Exchange.root), course_id, "feedback", f"{name}.html")
        if page.is_file():
            return page
    return Path(notebook["local_feedback_path"]) if notebook["has_local_feedback"] else None


def _marks(page: Path) -> Marks | None:
    """The points that a page of feedback gives; None where it is not one of this course's own."""
    try:
        stat = page.stat()
        return _marks_of(page, stat.st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=64)
def _marks_of(page: Path, _changed: int) -> Marks | None:
    found = _MARKS.search(page.read_bytes())
    return Marks(*(float(number) for number in found.groups())) if found else None


def _time(timestamp: str) -> datetime:
    from nbgrader.utils import parse_utc

    at: datetime = parse_utc(timestamp).replace(tzinfo=UTC)
    return at


def _unlisted(folder: str, name: str) -> LabInfo:
    """A lab that was released, but not by `futurefit release`: it has the title that its notebook begins with."""
    try:
        cells = json.loads(Path(folder, f"{name}.ipynb").read_text(encoding="utf-8-sig"))["cells"]
        title = _TITLE.search("".join(cells[0]["source"]))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        title = None
    return LabInfo(name, Text(title[1] if title else name))


def _take_away(exchange: Any) -> None:
    """Of a submission that broke off half-way, nbgrader leaves half: the next collect would take it for the whole."""
    name = getattr(exchange, "assignment_filename", "")
    if name:
        shutil.rmtree(Path(exchange.inbound_path, name), ignore_errors=True)
        kept = name.rsplit("+", 1)[0] if exchange.add_random_string else name
        shutil.rmtree(Path(exchange.cache_path, kept), ignore_errors=True)


@contextmanager
def _told(undo: Any = None) -> Iterator[None]:
    """Turn what nbgrader and the disk say into what an officer is told.

    Raises:
        DeskError: with the sentence; the error itself is its cause, for the server's log.
    """
    from nbgrader.exchange import ExchangeError

    try:
        yield
    except (OSError, ExchangeError, RuntimeError) as error:
        if undo:
            undo()
        raise DeskError(_what(error)) from error


def _what(error: Exception) -> str:
    text = str(error)
    numbers = {int(number) for number in _ERRNO.findall(text)} | {getattr(error, "errno", None)}
    if numbers & _FULL:
        return "full"
    if "too big" in text:
        return "large"
    if "Assignment not found" in text:
        return "withdrawn"
    if numbers & {errno.EACCES, errno.EPERM, errno.EROFS} or "permission" in text:
        return "not_allowed"
    if "nwritable" in text or "doesn't exist" in text:
        return "no_exchange"
    return "failed"
