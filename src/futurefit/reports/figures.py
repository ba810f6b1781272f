"""The figures of the report: for each lab and group of officers, what may be published of states, times and marks.

All are sums and counts, as `withhold` demands. Whatever the report says is worked out from these and nothing else, so
a figure that is withheld is nowhere in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from futurefit.course import MALAYSIA
from futurefit.records import Lab, Officer, Records, Result, State
from futurefit.reports.withhold import Atom, Figures, Ledger, atom

#: Lower ends of the bands in which totals are counted, as shares of the most; the last reaches to full marks.
BANDS = (0.0, 0.4, 0.6, 0.8)
#: Lower ends, in days after the due moment, of the bands of hand-ins: earlier, the two days before, the last day, late.
DAYS = (-1e9, -3.0, -1.0, 0.0)


@dataclass(frozen=True)
class Group:
    """Officers whom figures are about: `key` names the same group in each report."""

    key: str
    name: str
    officers: tuple[Officer, ...]


@dataclass(frozen=True)
class LabFigures:
    """What may be published of one lab and group; None where it is withheld.

    - `states`: values are how many officers are in each state, by its words;
    - `times`: "late" and "bands" (counts, see `DAYS`), and "days" (a sum, from release to hand-in) where it is known;
    - `tests`: by the test's name, the sum of its points;
    - `totals`: "sum", and "bands" (counts, see `BANDS`); "by hand": by the task's name, the sum of its points.

    `most` has what each task can give, by its name.
    """

    lab: Lab
    group: Group
    states: Figures | None
    times: Figures | None
    tests: Figures | None
    totals: Figures | None
    most: Mapping[str, float]


@dataclass(frozen=True)
class Band:
    """How many totals are in the bands from `first` to `last` of `BANDS`, put together."""

    first: int
    last: int
    count: int


def merged(counts: Sequence[int], limit: int) -> tuple[Band, ...]:
    """Neighbouring bands put together, as few as it takes, until none that anybody is in has fewer than `limit`."""
    best: tuple[Band, ...] = (Band(0, len(counts) - 1, sum(counts)),)
    for cuts in range(2 ** (len(counts) - 1)):
        starts = [0, *(place for place in range(1, len(counts)) if cuts >> (place - 1) & 1)]
        ends = [*(start - 1 for start in starts[1:]), len(counts) - 1]
        bands = tuple(Band(a, b, sum(counts[a : b + 1])) for a, b in zip(starts, ends, strict=True))
        if len(bands) > len(best) and all(band.count == 0 or band.count >= limit for band in bands):
            best = bands
    return best


def groups(records: Records, limit: int, cohort: str = "") -> tuple[Group, ...]:
    """Everybody, then the ministries with `limit` officers or more, then all others together, if they are enough.

    Where the others are too few, the smallest of the ministries joins them: else they would be the difference.
    """
    everybody = Group(f"all|{cohort}", "", records.officers)
    by_ministry: dict[str, list[Officer]] = defaultdict(list)
    for officer in records.officers:
        by_ministry[officer.ministry].append(officer)
    # By size, the greatest first; officers whom the roster does not list are with the others.
    named = sorted((m for m in by_ministry if m), key=lambda m: (-len(by_ministry[m]), m))
    shown = [ministry for ministry in named if len(by_ministry[ministry]) >= limit]

    def others() -> list[Officer]:
        return [officer for officer in records.officers if officer.ministry not in shown]

    while shown and 0 < len(others()) < limit:
        shown.pop()
    if not shown:
        return (everybody,)
    parts = [Group(f"ministry|{cohort}|{m}", m, tuple(by_ministry[m])) for m in shown]
    rest = [Group(f"others|{cohort}", "", tuple(others()))] if others() else []
    return (everybody, *parts, *rest)


def lab_figures(
    ledger: Ledger, lab: Lab, group: Group, results: Mapping[str, Result], released: datetime | None, at: datetime
) -> LabFigures:
    """Ask the ledger for all figures of one lab and group. `results` are the lab's, by the officer's id."""
    own = [results[officer.id] for officer in group.officers]
    handed_in = [result for result in own if result.submitted_at]
    tested = [result for result in own if result.automatic is not None and result.has_points]
    graded = [result for result in tested if result.total is not None]
    if len(graded) >= ledger.limit > len(tested) - len(graded):
        tested = graded  # the few who wait for a marker would be the difference, and the totals be withheld for them
    stamp = at.isoformat(timespec="seconds")

    def ask(what: str, over: Sequence[Result], measures: Mapping[str, Iterable[Atom]], values: dict) -> Figures | None:
        by_lab = {f"{measure}|{lab.slug}": atoms for measure, atoms in measures.items()}
        return ledger.ask(f"{what}|{lab.slug}|{group.key}", by_lab, Figures(len(over), stamp, values))

    marks = {"tests": map(_tests, graded), "by hand": map(_by_hand, graded), "total": map(_total, graded)}
    return LabFigures(
        lab,
        group,
        states=ask(
            "states",
            own,
            {"state": [atom(result.officer.id, str(result.state)) for result in own]},
            dict(Counter(str(result.state) for result in own)),
        ),
        times=ask(
            "times",
            handed_in,
            {"time": [atom(result.officer.id, result.submitted_at) for result in handed_in]},
            _times(handed_in, lab, released),
        ),
        tests=ask("tests", tested, {"tests": map(_tests, tested)}, _sums(tested, "automatic")),
        totals=ask("totals", graded, marks, {**_totals(graded), "by hand": _sums(graded, "by hand")}),
        most={task.grade_id: task.max_points for result in own[:1] for task in result.tasks},
    )


def _tests(result: Result) -> Atom:
    """The officer with the points of the tests, which sums of totals could give away, too."""
    return atom(result.officer.id, *(task.points for task in result.tasks if task.kind == "automatic"))


def _by_hand(result: Result) -> Atom:
    by_hand = (task.points for task in result.tasks if task.kind == "by hand")
    return atom(result.officer.id, *by_hand, result.extra_credit, result.penalty)


def _total(result: Result) -> Atom:
    """Both together: the band that a total is in is no sum of the two."""
    return atom(result.officer.id, _tests(result), _by_hand(result))


def _sums(results: Iterable[Result], kind: str) -> dict[str, float]:
    sums: dict[str, float] = {}
    for result in results:
        for task in result.tasks:
            if task.kind == kind:
                sums[task.grade_id] = round(sums.get(task.grade_id, 0.0) + (task.points or 0.0), 6)
    return sums


def _totals(results: Sequence[Result]) -> dict[str, object]:
    bands = Counter(_band(result.share or 0.0, BANDS) for result in results)
    total = round(sum(result.total or 0.0 for result in results), 6)
    return {"sum": total, "bands": [bands[n] for n in range(len(BANDS))]}


def _times(results: Sequence[Result], lab: Lab, released: datetime | None) -> dict[str, object]:
    values: dict[str, object] = {}
    moments = [result.submitted_at for result in results if result.submitted_at]
    if lab.due:
        bands = Counter(_band((moment - lab.due).total_seconds() / 86400, DAYS) for moment in moments)
        values |= {"late": sum(moment > lab.due for moment in moments), "bands": [bands[n] for n in range(len(DAYS))]}
    if released and released.astimezone(MALAYSIA) <= min(moments, default=released):
        values["days"] = round(sum((moment - released).total_seconds() for moment in moments) / 86400, 2)
    return values


def _band(value: float, lower_ends: Sequence[float]) -> int:
    """The last band that begins at `value` or below."""
    return max(place for place, end in enumerate(lower_ends) if value + 1e-9 >= end or place == 0)


def count_in(figures: Figures | None, *states: State) -> int | None:
    """How many officers are in one of these states; None where it is withheld."""
    return sum(figures.values.get(str(state), 0) for state in states) if figures else None
