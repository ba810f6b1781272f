"""What is known about officers, labs and marks, as frozen records.

A mark is a number only where grading finished. Every other case is a `State`, in words, with a reason, so that
nothing further on (a table, a spreadsheet, an average) can take "not graded" for a zero.

Points are nbgrader's points: non-negative floats, except extra credit, which a marker may also set below zero.
Moments are aware datetimes in UTC; they are shown in Malaysian time only at the edge (export, command line).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from futurefit.errors import FutureFitError

Kind = Literal["automatic", "by hand"]


class RecordsError(FutureFitError):
    """Something in the course folder stops the records from being read or written; ends with what to do."""


class State(StrEnum):
    """How far one officer's lab has come. The values are the words that people see."""

    NOT_SUBMITTED = "not submitted"
    SUBMITTED = "submitted"
    NOT_GRADED = "not graded"
    STALE = "stale"
    WAITING = "waiting for marking"
    GRADED = "graded"


@dataclass(frozen=True)
class Officer:
    """A person on the course. `ministry` and `cohort` are empty for somebody whom the roster does not list.

    `lms_id` is the person's number in a learning management system (Moodle, Canvas), where the roster has it.
    """

    id: str
    name: str
    email: str
    ministry: str
    cohort: str
    lms_id: str = ""

    @property
    def on_roster(self) -> bool:
        """Whether the roster lists this person (its import takes no line without a cohort)."""
        return bool(self.cohort)


@dataclass(frozen=True)
class Lab:
    """A lab that nbgrader knows. `minutes`, `title_ms` and `phase` are from its own description, if it has one."""

    slug: str
    title: str
    automatic_max: float
    manual_max: float
    due: datetime | None = None
    title_ms: str = ""
    minutes: int | None = None
    notebooks: tuple[str, ...] = ()
    phase: str = ""

    @property
    def total_max(self) -> float:
        return round(self.automatic_max + self.manual_max, 6)


@dataclass(frozen=True)
class TaskScore:
    """Points for one graded cell. `points` is None where there is no mark (yet); `asked` is its first check's words."""

    grade_id: str
    kind: Kind
    points: float | None
    max_points: float
    asked: str = ""


@dataclass(frozen=True)
class Result:
    """One officer and one lab.

    - graded: `automatic`, `manual` and `total` are numbers;
    - waiting for marking: `automatic` is a number, unless a test cell itself is without points (`reason` names it);
      `manual` and `total` are None;
    - any other state: there is no number, and `reason` says why, where there is something to say.

    `tasks` has an entry for every graded cell of the lab, in the notebook's order, whatever the state.
    `remarks` are those of the reason's sentences that say how points came about which stand.

    Raises:
        ValueError: numbers that the state does not allow.
    """

    officer: Officer
    lab: Lab
    state: State
    reason: str
    automatic: float | None
    automatic_max: float
    manual: float | None
    manual_max: float
    penalty: float
    tasks: tuple[TaskScore, ...]
    submitted_at: datetime | None
    extra_credit: float = 0.0
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        marks = [self.automatic, self.manual, *(task.points for task in self.tasks)]
        where = f"{self.officer.id}, {self.lab.slug}: {self.state}"
        if self.state is State.GRADED and (self.automatic is None or self.manual is None):
            raise ValueError(f"{where}, but automatic or by-hand points are missing")
        if self.state is State.WAITING and self.manual is not None:
            raise ValueError(f"{where}, but there is a sum of by-hand points")
        if not self.has_points and (self.penalty or self.extra_credit or any(mark is not None for mark in marks)):
            raise ValueError(f"{where}, but there are points")

    @property
    def has_points(self) -> bool:
        """Whether grading finished, so that at least the tests have points."""
        return self.state in (State.GRADED, State.WAITING)

    @property
    def total(self) -> float | None:
        """Automatic + by hand + extra credit - late penalty, never below 0; None unless graded."""
        if self.state is not State.GRADED or self.automatic is None or self.manual is None:
            return None
        return max(0.0, round(self.automatic + self.manual + self.extra_credit - self.penalty, 6))

    @property
    def total_max(self) -> float:
        return round(self.automatic_max + self.manual_max, 6)

    @property
    def share(self) -> float | None:
        """Total as a share of the maximum (1.0 is full marks); None unless graded, and for a lab without points."""
        return None if self.total is None or not self.total_max else self.total / self.total_max


@dataclass(frozen=True)
class Records:
    """The whole course at one moment: a result for every officer and lab, officer by officer."""

    officers: tuple[Officer, ...]
    labs: tuple[Lab, ...]
    results: tuple[Result, ...]
    read_at: datetime

    def of_officer(self, officer_id: str) -> tuple[Result, ...]:
        """An officer's results, in the order of `labs`."""
        return tuple(result for result in self.results if result.officer.id == officer_id)

    def by_officer(self) -> dict[str, list[Result]]:
        """Every officer's results, in the order of `labs`, by the officer's id."""
        found: dict[str, list[Result]] = {officer.id: [] for officer in self.officers}
        for result in self.results:
            found[result.officer.id].append(result)
        return found

    def of_lab(self, slug: str) -> tuple[Result, ...]:
        """A lab's results, in the order of `officers`."""
        return tuple(result for result in self.results if result.lab.slug == slug)

    def only(self, officers: set[str] | None = None, labs: set[str] | None = None) -> Records:
        """The same records for some officers (ids) and labs (slugs); None keeps all of them."""
        kept_officers = tuple(o for o in self.officers if officers is None or o.id in officers)
        kept_labs = tuple(lab for lab in self.labs if labs is None or lab.slug in labs)
        chosen = {o.id for o in kept_officers}, {lab.slug for lab in kept_labs}
        results = tuple(r for r in self.results if r.officer.id in chosen[0] and r.lab.slug in chosen[1])
        return Records(kept_officers, kept_labs, results, self.read_at)
