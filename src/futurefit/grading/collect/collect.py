"""Take in submissions: from nbgrader's exchange, or from files that officers handed in from an offline laptop."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from nbgrader.auth import Authenticator
from nbgrader.exchange import ExchangeError

from futurefit.course import MALAYSIA, Course, CourseError
from futurefit.grading.collect.exchange import CollectSafely
from futurefit.grading.collect.intake import (
    AS_FILE,
    Collected,
    Limits,
    aside,
    put_in_place,
    shown,
    write_secret,
    write_timestamp,
)
from futurefit.grading.collect.sources import Found, files_in
from futurefit.grading.collect.whose import owner_of
from futurefit.grading.steps.lab_notebook import LabNotebook, read_lab_notebook
from futurefit.grading.steps.names import which
from futurefit.records import Officer, People, Refusal, replace_refusals

__all__ = ["AS_FILE", "Collected", "collect_from_exchange", "collect_from_files"]

_GRADE_ID = re.compile(rb'"grade_id":\s*"([^"]+)"')


def collect_from_exchange(course: Course, lab: str) -> list[Collected]:
    """Collect what officers submitted through JupyterLab; newer work replaces older.

    What is refused (see `exchange`) is in the list too, and recorded; it stops nobody else's work.

    Raises:
        CourseError: the lab was never released, or the exchange cannot be read.
        RecordsError: the record of an earlier refusal cannot be read or written.
    """
    course.need_lab(lab)
    directory = course.directory
    directory.assignment_id = lab
    collector = CollectSafely(
        coursedir=directory, authenticator=Authenticator(config=course.config), config=course.config
    )
    collector.update = True
    try:
        collector.start()
    except ExchangeError as error:
        if not (course.exchange / str(course.config.CourseDirectory.course_id) / "inbound").is_dir():
            raise CourseError(f"{lab} was never released to {course.exchange}. Run: futurefit release {lab}") from error
        raise CourseError(f"{lab} could not be collected: {error}") from error
    return collector.collected


def collect_from_files(
    course: Course,
    lab: str,
    source: Path,
    officers: Collection[Officer],
    received: datetime | None = None,
    ids: Path | None = None,
) -> list[Collected]:
    """Collect notebooks from a folder or a zip file.

    A file belongs to the officer whose id is the name of a folder above it, or the start of its own name:
    `officer07/net-1-packets.ipynb`, `officer07_net-1-packets.ipynb`, `officer07 my copy.ipynb`; or whom Moodle, Canvas
    or Google Classroom name in it (`whose`). It belongs to the lab that its name names, or whose tasks it holds. What
    was taken before, unchanged, is left as it is, so that the same folder can be collected again when more has come in.

    Args:
        officers: those of the roster.
        received: when the work came in, aware; now where it is not given. Older work never replaces newer.
        ids: a list that says whose number in a learning management system is whose (`People.add_numbers`).

    Raises:
        CourseError: there is no such folder or zip, it is damaged, or it holds far too much.
        RecordsError: the list of numbers, or the record of an earlier refusal, cannot be read; or it cannot be written.
    """
    course.need_lab(lab)
    people = People(officers)
    unused = people.add_numbers(ids) if ids else []
    by_officer: dict[str, list[Found]] = {}
    results: list[Collected] = []
    directory = course.directory
    limits = Limits.of(directory, CollectSafely(coursedir=directory, config=course.config).max_files)
    others: dict[str, str] = {}  # by the officer, or by its name where it is nobody's: what is no notebook
    for item in files_in(source, limits):
        owner = owner_of(item.name, people)
        if not item.is_notebook:
            if owner.system:
                others.setdefault(owner.officer or item.name, item.name)
        elif owner.officer:
            by_officer.setdefault(owner.officer, []).append(replace(item, rest=owner.rest, late=owner.late))
        else:
            results.append(Collected("", shown(item.name), False, item.refused or owner.why))
    for whose, name in others.items():
        if whose not in by_officer:
            officer = whose if whose != name else ""
            why = "it is no notebook, and no other file of this person is. Ask for the file that ends in .ipynb"
            results.append(Collected(officer, shown(name), False, why))
    results += [Collected("", f"{ids}", False, str(problem)) for problem in unused]
    cells = _Cells(course)
    for officer, files in sorted(by_officer.items()):
        results += _take(course, lab, officer, files, received, cells)
    return results


def _take(
    course: Course, lab: str, officer: str, files: list[Found], received: datetime | None, cells: _Cells
) -> Iterator[Collected]:
    """Choose the officer's notebook of this lab among the files, and put it into submitted/."""
    labs = course.labs()
    when = (received or datetime.now(UTC)).astimezone(UTC)
    refused = [file for file in files if file.refused and _named_lab(file.called, labs) in (None, lab)]
    unnamed = [file for file in files if not file.refused and _named_lab(file.called, labs) is None]
    chosen = [file for file in files if not file.refused and _named_lab(file.called, labs) == lab]
    if not chosen:
        by_cells = {file.name: cells.lab_of(file.content) for file in unnamed}
        chosen = [file for file in unnamed if by_cells[file.name] == lab]
        if not chosen and not refused:
            for name in (name for name, found in by_cells.items() if found is None):
                yield Collected(officer, name, False, "neither its name nor its cells say which lab it is")
    if len(chosen) > 1:
        several = f"one of {len(chosen)} notebooks of this officer: leave only one of them, and collect again"
        refused += [Found(file.name, refused=f"“{shown(file.name)}” is {several}.") for file in chosen]
        chosen = []
    refusals = [Refusal(officer, lab, "file", shown(file.name), file.refused, when) for file in refused]
    folder = Path(course.directory.format_path(course.directory.submitted_directory, officer, lab))
    if chosen:
        yield from _put(course, lab, officer, chosen[0], folder, when, received is not None)
    stands = _stands(course, folder)
    seen = {shown(file.name) for file in files}
    replace_refusals(
        course.folder,
        lab,
        officer,
        [refusal for refusal in refusals if not (stands and refusal.at <= stands)],
        lambda r: (r.origin == "file" and r.source in seen) or bool(stands and r.at <= stands),
    )
    for refusal in refusals:
        yield Collected(officer, refusal.source, False, refusal.reason, refusal)


def _put(
    course: Course, lab: str, officer: str, file: Found, folder: Path, when: datetime, said: bool
) -> Iterator[Collected]:
    """Put one notebook into its place, unless it is there or newer work is; `said`: `when` was given by a person."""
    here, stands = folder / f"{lab}.ipynb", _stands(course, folder)
    if here.is_file() and here.read_bytes() == file.content:
        if not said or stands == when:
            return
    elif stands and stands > when:
        newer = f"{stands.astimezone(MALAYSIA):%d %B %Y, %H:%M}"
        yield Collected(officer, file.name, False, f"what is here is newer, handed in on {newer}")
        return
    with aside(folder) as made:
        (made / f"{lab}.ipynb").write_bytes(file.content)
        write_timestamp(made, when)
        write_secret(made)
        put_in_place(made, folder)
    remarks = [f"taken as {lab}.ipynb"] if PurePosixPath(file.called).name != f"{lab}.ipynb" else []
    if file.late and not said:
        remarks.append("Canvas marks it as late, and here it counts from now on: say when it came in with --received")
    yield Collected(officer, file.name, True, "; ".join(remarks))


def _stands(course: Course, folder: Path) -> datetime | None:
    """When the work that is here was handed in."""
    before = course.directory.get_existing_timestamp(str(folder))  # UTC, without a zone
    return before.replace(tzinfo=UTC) if before else None


def _named_lab(name: str, labs: Collection[str]) -> str | None:
    """The lab that a file's name names; of “net-1” and “net-1-more”, the longer."""
    stem = PurePosixPath(name).stem.lower()
    return max((lab for lab in labs if lab in stem), key=len, default=None)


class _Cells:
    """The labs' cells, by which a notebook is known that bears no lab's name."""

    def __init__(self, course: Course) -> None:
        self._course = course

    @cached_property
    def _ids(self) -> dict[str, set[bytes]]:
        sources = {lab: self._course.folder / "source" / lab / f"{lab}.ipynb" for lab in self._course.labs()}
        return {lab: set(_GRADE_ID.findall(source.read_bytes())) for lab, source in sources.items()}

    @cached_property
    def _labs(self) -> dict[str, LabNotebook]:
        labs = {}
        with self._course.gradebook() as book:
            for lab in self._course.labs():
                with suppress(CourseError):  # it was never released, so that nobody can have handed it in
                    labs[lab] = read_lab_notebook(book, self._course.directory, lab, lab)
        return labs

    def lab_of(self, content: bytes) -> str | None:
        """The lab whose cells a notebook holds; those that all labs have, such as the reflection, say nothing."""
        found = set(_GRADE_ID.findall(content))
        for lab, ids in self._ids.items():
            if found & ids.difference(*(others for other, others in self._ids.items() if other != lab)):
                return lab
        return None if found else which(content, self._labs, self._course.config) or None
