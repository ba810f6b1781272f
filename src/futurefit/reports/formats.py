"""An export: which formats there are, who may be given which, and how the files come to be.

A format is one small class: it turns an `Export` into files, and touches neither disk nor network. Another package adds
one by an entry point of the group `futurefit.formats`:

    [project.entry-points."futurefit.formats"]
    badges = "our_package.badges:Badges"
"""

from __future__ import annotations

import getpass
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal, Protocol

from futurefit.course import Course
from futurefit.errors import FutureFitError
from futurefit.records import Records, RecordsError, read, write_files
from futurefit.reports import log

GROUP = "futurefit.formats"
LOCK = ".exports.lock"


class ReportsError(FutureFitError):
    """An export that cannot be made as it was asked for; ends with what to do."""


#: Whom an export is for. Only a ministry must see no officer's name beside a grade.
Audience = Literal["coordinator", "ministry", "moodle", "officer"]


@dataclass(frozen=True)
class Export:
    """What a format is given: `records` are already those of the cohort that was asked for."""

    course: Course
    records: Records
    cohort: str = ""

    @property
    def settings(self) -> Mapping[str, Any]:
        """What the course's nbgrader_config.py sets as `c.Reports.…`."""
        return dict(self.course.config.Reports)


@dataclass(frozen=True)
class Files:
    """What a format made: contents by path below the export's folder; `notes` are for the person who exports.

    `course` are files that the course itself keeps for the next time, by path below its folder; never given out.
    """

    contents: Mapping[Path, bytes]
    notes: tuple[str, ...] = ()
    course: Mapping[Path, bytes] = field(default_factory=dict)


class Format(Protocol):
    """A way to write records out.

    `names` says whether its files show a person's grades with the person's name or id. If it does not, no figure of
    its files may be over a group smaller than the course's limit (see `futurefit.reports.withhold`).
    """

    names: bool

    def files(self, export: Export) -> Files:
        """The files for an export. Called once for each export; writes nothing.

        Raises:
            FutureFitError: the format cannot be made of these records; ends with what to do.
        """
        ...


_OWN = {
    "tables": "futurefit.reports.tables:Tables",
    "moodle": "futurefit.reports.moodle:Moodle",
    "pdf": "futurefit.reports.officer_sheets:OfficerSheets",
    "certificate": "futurefit.reports.certificate:Certificate",
    "json": "futurefit.reports.data:Json",
    "report": "futurefit.reports.report:Report",
}
USUAL: dict[Audience, tuple[str, ...]] = {
    "coordinator": ("tables", "report"),
    "ministry": ("report",),
    "moodle": ("moodle",),
    "officer": ("pdf",),
}


@dataclass(frozen=True)
class Exported:
    """An export that was made: the files, what the person should know, and the number of its line in the log."""

    paths: tuple[Path, ...]
    notes: tuple[str, ...]
    entry: log.Entry


def names() -> tuple[str, ...]:
    """The formats of this installation, our own first."""
    return (*_OWN, *sorted({point.name for point in entry_points(group=GROUP)} - _OWN.keys()))


def load(name: str) -> Format:
    """A format by its name.

    Raises:
        ReportsError: there is none of this name, or the package that brings it cannot be loaded.
    """
    if name in _OWN:
        module, _, attribute = _OWN[name].partition(":")
        own: Format = getattr(import_module(module), attribute)()
        return own
    for point in entry_points(group=GROUP, name=name):
        try:
            other: Format = point.load()()
        except Exception as error:  # it is another package's code: it can fail in any way
            raise ReportsError(
                f"The format {name} of {point.value} cannot be loaded ({type(error).__name__}: {error}). "
                "Mend or remove that package, then run the same command again."
            ) from error
        return other
    raise ReportsError(f"There is no format “{name}”. Choose one of: {', '.join(names())}")


def export(
    course: Course, to: Path, audience: Audience, formats: Sequence[str] = (), cohort: str = "", by: str = ""
) -> Exported:
    """Make an export: all of its files are written, or none, and who took what is in the course's log.

    Where no format is named, the audience's usual ones are made. `by` is the account that takes the export; the
    account of this process where it is not said.

    Raises:
        CourseError, RecordsError: the course cannot be read, or a file or the log cannot be written.
        ReportsError: no such format or cohort, or a format that the audience must not be given.
    """
    chosen = {name: load(name) for name in (formats or USUAL[audience])}
    if audience == "ministry" and (named := [name for name, format in chosen.items() if format.names]):
        free = ", ".join(name for name in names() if not load(name).names)
        raise ReportsError(
            f"{' and '.join(named)} would show a ministry the grades of named officers. Choose one of: {free}"
        )
    with _one_at_a_time(course.folder):
        asked = Export(course, _of_cohort(read(course.folder), cohort), cohort)
        contents: dict[Path, bytes] = {}
        kept: dict[Path, bytes] = {}
        notes: list[str] = []
        for name, format in chosen.items():
            made = format.files(asked)
            paths = (*made.contents, *made.course)
            if outside := [path for path in paths if path.is_absolute() or ".." in path.parts]:
                raise ReportsError(
                    f"The format {name} would write {outside[0]}, outside the folder of the export. If that is the id "
                    "of an officer, mend it in the gradebook; otherwise mend the format."
                )
            contents |= {to / path: content for path, content in made.contents.items()}
            kept |= {course.folder / path: content for path, content in made.course.items()}
            notes += made.notes
        hashes = {path.relative_to(to).as_posix(): hashlib.sha256(text).hexdigest() for path, text in contents.items()}
        entry = log.Entry.now(
            by=by or os.environ.get("JUPYTERHUB_USER") or getpass.getuser(),
            audience=audience,
            formats=tuple(chosen),
            cohort=cohort,
            officers=len(asked.records.officers),
            files=hashes,
        )
        # The log first: what cannot be logged is not taken. Then what was published, before anybody can read it.
        written = log.append(course.folder, entry)
        try:
            write_files({**kept, **contents})
        except RecordsError:
            log.append(course.folder, replace(entry, outcome="could not be written"))
            raise
    return Exported(tuple(contents), tuple(notes), written)


@contextmanager
def _one_at_a_time(course: Path) -> Iterator[None]:
    """Two reports at once could each miss what the other publishes."""
    with (course / LOCK).open("w") as file:
        try:
            import fcntl  # there is none on Windows

            fcntl.flock(file, fcntl.LOCK_EX)
        except ImportError:
            pass
        yield


def _of_cohort(records: Records, cohort: str) -> Records:
    if not cohort:
        return records
    officers = {officer.id for officer in records.officers if officer.cohort == cohort}
    if not officers:
        there = ", ".join(sorted({o.cohort for o in records.officers} - {""})) or "none yet"
        raise ReportsError(f"There is no cohort “{cohort}” on the roster (there are: {there}). Name one of these.")
    return records.only(officers)
