"""Records for the tests of futurefit.reports: made up by a seed, without a gradebook."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from futurefit.records import Lab, Officer, Records, Result, State, TaskScore

MADE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SLUGS = (
    *("ai-0", "genai-1", "net-1", "gov-1", "genai-2", "gov-2", "net-2"),
    *("gov-3", "genai-3", "net-3", "gov-4", "genai-4", "net-4", "cap-1"),
)
TASKS = (("test_first", 4.0), ("test_second", 4.0), ("test_third", 8.0))


def result(
    officer: Officer, lab: Lab, state: State, points: tuple[float, ...] = (), at: datetime | None = None
) -> Result:
    """A result with three tests and a reflection; `points` are theirs, for a state that has points."""
    marks: list[float | None] = [*points, *[None] * (4 - len(points))]
    kinds = [*((name, "automatic", most) for name, most in TASKS), ("reflection", "by hand", 4.0)]
    tasks = tuple(
        TaskScore(name, kind, mark, most, f"What {name} asks")  # type: ignore[arg-type]
        for (name, kind, most), mark in zip(kinds, marks, strict=True)
    )
    has_points = state in (State.GRADED, State.WAITING)
    return Result(
        officer, lab, state, reason="",
        automatic=sum(mark or 0.0 for mark in marks[:3]) if has_points else None, automatic_max=lab.automatic_max,
        manual=marks[3] if state is State.GRADED else None, manual_max=lab.manual_max,
        penalty=0.0, tasks=tasks, submitted_at=at,
    )  # fmt: skip


def made_up(officers: int = 20, labs: int = 14, ministries: int = 14, seed: int = 1, cohort: str = "2026-1") -> Records:
    """A class in the middle of its programme: the first labs mostly graded, the last ones not handed in."""
    chance = random.Random(seed)
    people = tuple(
        Officer(
            f"officer{n:02}", f"Officer Number {n}", f"officer{n:02}@example.com", f"Ministry {n % ministries}", cohort
        )
        for n in range(1, officers + 1)
    )
    all_labs = tuple(
        Lab(
            SLUGS[n], f"Lab {SLUGS[n]}", 16.0, 4.0, due=MADE + timedelta(days=7 * n - 60), title_ms=f"Makmal {SLUGS[n]}"
        )
        for n in range(labs)
    )
    results = []
    for officer in people:
        for n, lab in enumerate(all_labs):
            drawn = chance.random()
            at = lab.due - timedelta(hours=chance.uniform(-30, 96)) if lab.due else None
            points = tuple(float(round(chance.triangular(0, most, most * 0.9))) for most in (4, 4, 8, 4))
            if drawn < 0.85 - n * 0.05:
                results.append(result(officer, lab, State.GRADED, points, at))
            elif drawn < 0.93 - n * 0.05:
                results.append(result(officer, lab, State.WAITING, points[:3], at))
            else:
                results.append(result(officer, lab, State.NOT_SUBMITTED))
    return Records(people, all_labs, tuple(results), MADE)
