"""Where an officer stands with a lab: frozen records, made by `desk` and shown by `view`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from futurefit.programme import LabInfo


class TaskState(StrEnum):
    """How far one task is, as the notebook on disk shows it."""

    BLANK = "blank"  # as released
    WRITTEN = "written"  # there is an answer, and not all of its visible checks have been run
    RED = "red"  # a visible check has not passed
    GREEN = "green"  # all visible checks have passed; of a task that a person reads: it is written


@dataclass(frozen=True)
class Task:
    """One answer that a lab asks for.

    `title` is the heading above it; `by_person`: no check looks at it; `red` is the first check that has not passed.
    """

    id: str
    title: str
    state: TaskState
    by_person: bool = False
    red: str = ""


@dataclass(frozen=True)
class Work:
    """An officer's copy of a lab as it was last saved.

    `problem` is "" or says why nothing is known of the tasks: "gone" (no notebook in the folder), "damaged" or
    "large" (too large to be handed in). `changed`: the answers are not those that were handed in last.
    """

    notebook: Path
    saved: datetime | None = None
    tasks: tuple[Task, ...] = ()
    problem: str = ""
    changed: bool = True
    size: int = 0  # bytes


@dataclass(frozen=True)
class Marks:
    """The points on a page of feedback: given so far, out of all, and how many wait for a person's marking."""

    points: float
    maximum: float
    waiting: float = 0


@dataclass(frozen=True)
class Submission:
    """What was handed in at one time (aware, UTC), and the page of feedback on it where there is one."""

    at: datetime
    feedback: Path | None = None
    marks: Marks | None = None


@dataclass(frozen=True)
class Standing:
    """A lab and how far an officer is with it.

    Attributes:
        released: officers can fetch it now.
        work: the officer's copy, None where there is none under the lab's own name.
        renamed: the name of the folder in which the copy lies instead, "" as a rule.
        submissions: what was handed in, oldest first.
    """

    lab: LabInfo
    released: bool
    work: Work | None = None
    renamed: str = ""
    submissions: tuple[Submission, ...] = ()

    @property
    def feedback(self) -> Submission | None:
        """The newest submission that has feedback."""
        return next((each for each in reversed(self.submissions) if each.feedback), None)
