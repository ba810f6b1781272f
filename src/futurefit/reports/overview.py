"""What the report says, as plain records: worked out from published figures only, ready to be drawn."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from futurefit.records import Lab, Records, Result, State
from futurefit.reports.figures import Band, Group, LabFigures, count_in, groups, lab_figures, merged
from futurefit.reports.skills import FRAMEWORKS, TRACKS, Clause, Track, clauses, framework_of, track_of
from futurefit.reports.withhold import Ledger

HANDED_IN = (State.SUBMITTED, State.NOT_GRADED, State.STALE, State.WAITING, State.GRADED)
_HARD = 0.7  # a task that earns less than this share of its points is one to look at
_MOST_HARD, _MOST_BEHIND = 10, 3
_LOSES = re.compile(r"#\s*loses:\s*(.*)")


@dataclass(frozen=True)
class LabLine:
    """A lab in the report, with the figures of everybody; `released` where the course remembers it."""

    figures: LabFigures
    phase: str
    released: datetime | None

    @property
    def lab(self) -> Lab:
        return self.figures.lab

    @property
    def handed_in(self) -> int | None:
        return count_in(self.figures.states, *HANDED_IN)

    def bands(self, limit: int) -> tuple[Band, ...]:
        """How many officers' totals are in which bands; none where that is withheld."""
        totals = self.figures.totals
        return merged(totals.values["bands"], limit) if totals else ()

    @property
    def share(self) -> float | None:
        """The mean of graded totals as a share of the most; None where it is withheld."""
        totals = self.figures.totals
        return totals.values["sum"] / (totals.officers * self.lab.total_max) if totals and self.lab.total_max else None


@dataclass(frozen=True)
class Skill:
    """A cell of the skills map: what was earned in the tests of a track's labs that cite a framework's clauses.

    `share` is None where no figure may be shown or there is none yet.
    """

    track: Track
    framework: str
    clauses: tuple[Clause, ...]
    labs: tuple[Lab, ...]
    share: float | None


@dataclass(frozen=True)
class HardTask:
    """A test that cost many points, and what its lab's author knows to go wrong there."""

    lab: Lab
    task: str
    asked: str
    share: float
    officers: int
    behind: tuple[str, ...]


@dataclass(frozen=True)
class MinistryLine:
    """A ministry, or all the others together (`group.name` is empty). None where it is withheld."""

    group: Group
    handed_in: float | None
    share: float | None


@dataclass(frozen=True)
class Change:
    """A lab's figure in the last report and in this one."""

    lab: Lab
    what: str
    before: float | None
    now: float


@dataclass(frozen=True)
class Overview:
    """The whole report. `since` is the moment of the last report, if there was one."""

    made: datetime
    cohort: str
    officers: int
    limit: int
    labs: tuple[LabLine, ...]
    tracks: tuple[Skill, ...]
    skills: tuple[Skill, ...]
    hard: tuple[HardTask, ...]
    ministries: tuple[MinistryLine, ...]
    changes: tuple[Change, ...]
    since: datetime | None


def overview(ledger: Ledger, records: Records, course: Path, cohort: str = "") -> Overview:
    """Publish what may be published of these records, and put the report together. Changes the ledger."""
    by_lab: dict[str, dict[str, Result]] = defaultdict(dict)
    for result in records.results:
        by_lab[result.lab.slug][result.officer.id] = result
    released = _released(course)
    everybody, *parts = groups(records, ledger.limit, cohort)

    def of(lab: Lab, group: Group) -> LabFigures:
        return lab_figures(ledger, lab, group, by_lab[lab.slug], released.get(lab.slug), records.read_at)

    lines = tuple(LabLine(of(lab, everybody), _phase(lab), released.get(lab.slug)) for lab in records.labs)
    ministries = tuple(_ministry(group, [of(lab, group) for lab in records.labs]) for group in parts)
    cited = clauses(course)
    asked = {
        (lab.slug, task.grade_id): task.asked
        for lab in records.labs
        for result in list(by_lab[lab.slug].values())[:1]
        for task in result.tasks
    }
    changes, since = _changes(ledger, lines, cohort, records.read_at)
    return Overview(
        made=records.read_at,
        cohort=cohort,
        officers=len(records.officers),
        limit=ledger.limit,
        labs=lines,
        tracks=tuple(_tracks(lines)),
        skills=tuple(_skills(lines, cited)),
        hard=tuple(_hard(lines, asked, course)),
        ministries=ministries,
        changes=changes,
        since=since,
    )


def _phase(lab: Lab) -> str:
    """ "P1" or "P2", from a phase such as "P1, week 2"; "" where the lab does not say."""
    found = re.match(r"P\d", lab.phase)
    return found[0] if found else ""


def _released(course: Path) -> dict[str, datetime]:
    """When each lab was first released, as the course remembers."""
    first: dict[str, datetime] = {}
    try:
        lines = (course / "releases.jsonl").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    for line in lines:
        try:
            told = json.loads(line)
            first.setdefault(str(told["lab"]), datetime.fromisoformat(told["at"]))
        except (ValueError, KeyError, TypeError):
            continue  # a line that was cut off by a full disk
    return first


def _earned(figures: Iterable[LabFigures]) -> float | None:
    """The share of points that was earned in the tests of these labs together."""
    earned = most = 0.0
    for one in figures:
        if one.tests:
            earned += sum(one.tests.values.values())
            most += one.tests.officers * one.lab.automatic_max
    return earned / most if most else None


def _tracks(lines: Sequence[LabLine]) -> Iterable[Skill]:
    for track in (*TRACKS, track_of("")):
        own = [line.figures for line in lines if track_of(line.lab.slug) == track]
        if own:
            yield Skill(track, "", (), tuple(one.lab for one in own), _earned(own))


def _skills(lines: Sequence[LabLine], cited: Mapping[str, Sequence[Clause]]) -> Iterable[Skill]:
    for framework, _ in FRAMEWORKS:
        for track in TRACKS:
            own = [
                line.figures
                for line in lines
                if track_of(line.lab.slug) == track
                and any(framework_of(clause) == framework for clause in cited.get(line.lab.slug, ()))
            ]
            named = {
                clause.name: clause
                for one in own
                for clause in cited[one.lab.slug]
                if framework_of(clause) == framework
            }
            if own:
                yield Skill(track, framework, tuple(named.values()), tuple(one.lab for one in own), _earned(own))


def _hard(lines: Sequence[LabLine], asked: Mapping[tuple[str, str], str], course: Path) -> list[HardTask]:
    """The tests that earned the smallest shares, the hardest first."""
    found = []
    for line in lines:
        if not line.figures.tests:
            continue
        most = line.figures.most
        behind = _misconceptions(course / "labs" / line.lab.slug / "answers")
        for task, points in line.figures.tests.values.items():
            if (possible := most.get(task, 0.0) * line.figures.tests.officers) and points / possible < _HARD:
                words = asked.get((line.lab.slug, task), "") or task
                known = tuple(behind.get(task, ())[:_MOST_BEHIND])
                share = points / possible
                found.append(HardTask(line.lab, task, words, share, line.figures.tests.officers, known))
    return sorted(found, key=lambda task: (task.share, task.lab.slug, task.task))[:_MOST_HARD]


def _misconceptions(answers: Path) -> dict[str, list[str]]:
    """What is known to go wrong, by the test that catches it: the first lines of answers/wrong_*.py.

    Those that fail few tests come first: they say most of the test.
    """
    told: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for path in sorted(answers.glob("wrong_*.py")):
        with path.open(encoding="utf-8", errors="replace") as file:
            first, second = file.readline().strip(), file.readline().strip()
        if (loses := _LOSES.fullmatch(first)) and second.startswith("#"):
            tests = [test.strip() for test in loses[1].split(",")]
            for test in tests:
                told[test].append((len(tests), second.lstrip("# ")))
    return {test: [words for _, words in sorted(known)] for test, known in told.items()}


def _ministry(group: Group, figures: Sequence[LabFigures]) -> MinistryLine:
    handed_in = [(count_in(one.states, *HANDED_IN), one.states.officers) for one in figures if one.states]
    totals = [(one.totals, one.lab.total_max) for one in figures if one.totals]
    most = sum(total.officers * points for total, points in totals)
    asked_for = sum(officers for _, officers in handed_in)
    return MinistryLine(
        group,
        sum(count or 0 for count, _ in handed_in) / asked_for if asked_for else None,
        sum(total.values["sum"] for total, _ in totals) / most if most else None,
    )


def _changes(
    ledger: Ledger, lines: Sequence[LabLine], cohort: str, now: datetime
) -> tuple[tuple[Change, ...], datetime | None]:
    """What is otherwise than in the last report of this cohort; and this report is the last one from now on."""
    said = {line.lab.slug: {"handed in": line.handed_in, "share": line.share} for line in lines}
    last = ledger.last.get(cohort)
    ledger.last[cohort] = {"at": now.isoformat(), "labs": said}
    if not last:
        return (), None
    changes = []
    for line in lines:
        before = last["labs"].get(line.lab.slug, {})
        for what, value in said[line.lab.slug].items():
            if value is not None and value != before.get(what):
                changes.append(Change(line.lab, what, before.get(what), value))
    return tuple(changes), datetime.fromisoformat(last["at"])
