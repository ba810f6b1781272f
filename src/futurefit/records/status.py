"""How far the course has come: for each lab how many officers are where, and for each officer each lab.

nbgrader's exchange keeps no note of who fetched a lab. So `fetched` is "yes" where it shows (the lab was handed in,
or its folder is seen in the officer's home on this machine), and otherwise "not known"; it is never "no".
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from nbgrader.utils import parse_utc

from futurefit.course import open_course
from futurefit.records.gradebook import read
from futurefit.records.model import Lab, Officer, Result, State

FETCHED_NOTE = (
    "nbgrader's exchange does not record who fetched a lab. It is shown where it can be seen: "
    "the lab was handed in, or lies in the officer's home folder on this machine."
)


class Fetched(StrEnum):
    YES = "yes"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class LabOfOfficer:
    """`to_collect`: the exchange holds a submission that was not collected yet (run: futurefit collect LAB)."""

    lab: Lab
    state: State
    reason: str
    fetched: Fetched
    to_collect: bool


@dataclass(frozen=True)
class OfficerStatus:
    """`labs` is in the order of `CourseStatus.labs`."""

    officer: Officer
    labs: tuple[LabOfOfficer, ...]


@dataclass(frozen=True)
class LabStatus:
    """`counts` has every state, also those with 0 officers; `fetched` counts those who are known to have the lab."""

    lab: Lab
    counts: Mapping[State, int]
    fetched: int
    to_collect: int


@dataclass(frozen=True)
class CourseStatus:
    labs: tuple[LabStatus, ...]
    officers: tuple[OfficerStatus, ...]
    fetched_note: str
    read_at: datetime


def status(course: Path) -> CourseStatus:
    """The status of the course now.

    Raises:
        CourseError, RecordsError: as `futurefit.records.gradebook.read`.
    """
    records = read(course)
    opened = open_course(course)
    course_id = opened.directory.course_id
    inbound = _inbound(opened.exchange / course_id / "inbound")
    rows: dict[str, list[LabOfOfficer]] = {officer.id: [] for officer in records.officers}
    homes = {officer.id: _home(officer.id) for officer in records.officers}
    for result in records.results:
        id, slug = result.officer.id, result.lab.slug
        handed_in = inbound.get((id, slug))
        seen = result.state is not State.NOT_SUBMITTED or handed_in or _in_home(homes[id], course_id, slug)
        fetched = Fetched.YES if seen else Fetched.UNKNOWN
        rows[id].append(LabOfOfficer(result.lab, result.state, result.reason, fetched, _is_newer(handed_in, result)))
    labs = []
    for place, lab in enumerate(records.labs):
        column = [row[place] for row in rows.values()]
        counted = Counter(cell.state for cell in column)
        labs.append(
            LabStatus(
                lab=lab,
                counts=MappingProxyType({state: counted[state] for state in State}),
                fetched=sum(cell.fetched is Fetched.YES for cell in column),
                to_collect=sum(cell.to_collect for cell in column),
            )
        )
    officers = tuple(OfficerStatus(officer, tuple(rows[officer.id])) for officer in records.officers)
    return CourseStatus(tuple(labs), officers, FETCHED_NOTE, records.read_at)


def _inbound(folder: Path) -> dict[tuple[str, str], datetime]:
    """When each (officer, lab) was last handed in to the exchange; empty where this account may not look."""
    found: dict[tuple[str, str], datetime] = {}
    try:
        names = os.listdir(folder)
    except OSError:
        return {}
    for name in names:
        # officer+lab+timestamp, and nbgrader's random end where that is switched on
        match = re.fullmatch(r"([^+]+)\+([^+]+)\+([^+]+)(\+[^+]+)?", name)
        try:
            moment = parse_utc(match[3]).replace(tzinfo=UTC) if match else None
        except (ValueError, OverflowError):
            continue
        if match and moment:
            key = (match[1], match[2])
            found[key] = max(moment, found.get(key, moment))
    return found


def _is_newer(handed_in: datetime | None, result: Result) -> bool:
    return handed_in is not None and (result.submitted_at is None or handed_in > result.submitted_at)


def _home(officer: str) -> Path | None:
    """The officer's home folder, if the officer has an account here and this account may look into it."""
    try:
        import pwd  # there is none on Windows

        home = Path(pwd.getpwnam(officer).pw_dir)
    except (ImportError, KeyError):
        return None
    return home if os.access(home, os.R_OK | os.X_OK) else None


def _in_home(home: Path | None, course_id: str, slug: str) -> bool:
    return home is not None and ((home / slug).is_dir() or (home / course_id / slug).is_dir())
