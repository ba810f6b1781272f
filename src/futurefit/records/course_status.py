"""How far the course has come: for each lab how many officers are where, and for each officer each lab.

nbgrader's exchange keeps no note of who fetched a lab. So `fetched` is "yes" where it shows (the lab was handed in,
or its folder is seen in the officer's home on this machine), and otherwise "not known"; it is never "no".
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from futurefit.course import open_course
from futurefit.records import refusals
from futurefit.records.arrivals import Arrival, arrivals
from futurefit.records.gradebook import read
from futurefit.records.model import Lab, Officer, Result, State
from futurefit.records.refusals import Refusal

FETCHED_NOTE = (
    "nbgrader's exchange does not record who fetched a lab. It is shown where it can be seen: "
    "the lab was handed in, or lies in the officer's home folder on this machine."
)


class Fetched(StrEnum):
    YES = "yes"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class LabOfOfficer:
    """`to_collect`: the exchange holds a submission that was not looked at yet (run: futurefit collect LAB)."""

    lab: Lab
    state: State
    reason: str
    fetched: Fetched
    to_collect: bool
    remarks: tuple[str, ...] = ()


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
    """`refusals`: what was handed in and not taken, the latest first; what names no officer too."""

    labs: tuple[LabStatus, ...]
    officers: tuple[OfficerStatus, ...]
    fetched_note: str
    read_at: datetime
    refusals: tuple[Refusal, ...] = ()


def status(course: Path) -> CourseStatus:
    """The status of the course now.

    Raises:
        CourseError, RecordsError: as `futurefit.records.gradebook.read`.
    """
    records = read(course)
    opened = open_course(course)
    course_id = opened.directory.course_id
    clock = str(opened.config.CollectSafely.get("clock", "server"))
    inbound = arrivals(
        opened.exchange / course_id / "inbound",
        [lab.slug for lab in records.labs],
        "claimed" if clock == "claimed" else "server",
    )
    latest = {(arrival.officer, arrival.lab): arrival for arrival in inbound}  # they come in the order of time
    refused = refusals.load(course)
    rows: dict[str, list[LabOfOfficer]] = {officer.id: [] for officer in records.officers}
    homes = {officer.id: _home(officer.id) for officer in records.officers}
    for result in records.results:
        id, slug = result.officer.id, result.lab.slug
        handed_in, not_taken = latest.get((id, slug)), refused.get((id, slug), ())
        if handed_in and any(refusal.account and handed_in.at <= refusal.at for refusal in not_taken):
            handed_in = None  # another account's, in this officer's name
        seen = result.state is not State.NOT_SUBMITTED or handed_in or _in_home(homes[id], course_id, slug)
        fetched = Fetched.YES if seen else Fetched.UNKNOWN
        waits = _is_new(handed_in, result, not_taken)
        rows[id].append(LabOfOfficer(result.lab, result.state, result.reason, fetched, waits, result.remarks))
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
    told = sorted((r for each in refused.values() for r in each), key=lambda r: r.at, reverse=True)
    return CourseStatus(tuple(labs), officers, FETCHED_NOTE, records.read_at, tuple(told))


def _is_new(handed_in: Arrival | None, result: Result, refused: Sequence[Refusal]) -> bool:
    """Whether the latest in the exchange was not yet looked at: it was neither taken nor refused."""
    if handed_in is None or any(handed_in.at <= refusal.at for refusal in refused if refusal.origin == "exchange"):
        return False
    # Its own claim, too: work that nbgrader's own collector took bears the time that it claimed, a little before ours.
    times = [handed_in.at, *([handed_in.claimed] if handed_in.claimed else [])]
    return result.submitted_at is None or all(time > result.submitted_at for time in times)


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
