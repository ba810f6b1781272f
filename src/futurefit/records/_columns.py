"""The columns of a grade, in words that a coordinator reads: one list for CSV, for Excel and for their explanation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from futurefit.course import MALAYSIA
from futurefit.records.model import Officer, Result, State

Value = str | float | None


@dataclass(frozen=True)
class Column:
    """A column of grades.csv and of the sheet "All grades": `key` is its name in CSV, `heading` the one in Excel."""

    key: str
    heading: str
    meaning: str
    form: Literal["text", "state", "points", "share", "moment"]
    of: Callable[[Result], Value]


def ministry(officer: Officer) -> str:
    """The officer's ministry, or that there is none to be known."""
    return officer.ministry if officer.on_roster else "(not on the roster)"


def malaysian(moment: datetime | None) -> str | None:
    """A moment in Malaysian time, in ISO form to the second."""
    return moment.astimezone(MALAYSIA).isoformat(timespec="seconds") if moment else None


COLUMNS: tuple[Column, ...] = (
    Column("officer_id", "Officer", "The officer's id on the course.", "text", lambda r: r.officer.id),
    Column("name", "Name", "As on the roster.", "text", lambda r: r.officer.name),
    Column("ministry", "Ministry", "As on the roster.", "text", lambda r: ministry(r.officer)),
    Column("cohort", "Cohort", "As on the roster.", "text", lambda r: r.officer.cohort),
    Column("lab", "Lab", "The lab's short name, as in folders and commands.", "text", lambda r: r.lab.slug),
    Column("title", "Title", "The lab's title.", "text", lambda r: r.lab.title),
    Column("state", "State", "How far this lab has come, in words (see States).", "state", lambda r: str(r.state)),
    Column("reason", "Reason", "Why it stands so, and what to do, where there is more to say.", "text",
           lambda r: r.reason),
    Column("automatic", "Automatic", "Points from the automatic tests.", "points", lambda r: r.automatic),
    Column("automatic_max", "Automatic out of", "The most that the automatic tests can give.", "points",
           lambda r: r.automatic_max),
    Column("by_hand", "By hand", "Points given by a marker; empty until all of them are given.", "points",
           lambda r: r.manual),
    Column("by_hand_max", "By hand out of", "The most that a marker can give.", "points", lambda r: r.manual_max),
    Column("extra_credit", "Extra credit", "Extra credit that a marker gave; the total includes it.", "points",
           lambda r: r.extra_credit if r.has_points else None),
    Column("late_penalty", "Late penalty", "Points taken off for handing in late; already off the total.", "points",
           lambda r: r.penalty if r.has_points else None),
    Column("total", "Total", "Automatic + by hand + extra credit - late penalty; empty unless the state is graded.",
           "points", lambda r: r.total),
    Column("total_max", "Out of", "The most that the lab can give.", "points", lambda r: r.total_max),
    Column("percent", "Percent", "Total as a percentage of the most; empty unless the state is graded.", "share",
           lambda r: r.share),
    Column("submitted_at", "Handed in", "When it was handed in, in Malaysian time (UTC+8).", "moment",
           lambda r: malaysian(r.submitted_at)),
)  # fmt: skip

STATES: dict[State, str] = {
    State.NOT_SUBMITTED: "Nothing was handed in, or it was not collected yet.",
    State.SUBMITTED: "Handed in (perhaps again) and not graded since.",
    State.NOT_GRADED: "Grading was tried and could not finish. It says nothing about the officer; see the reason.",
    State.STALE: "It was graded, and grading it again could not finish: its points no longer hold. See the reason.",
    State.WAITING: "The automatic tests are done; a person has still to mark an answer.",
    State.GRADED: "Everything is marked. Only these results count in totals and averages.",
}
