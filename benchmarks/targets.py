"""The numbers to reach, on two processors, and which of them were reached."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.sides import Measured
from benchmarks.warm_start import Started

# How many times as fast as plain nbgrader, by lab and size of the class.
FASTER: dict[str, dict[int, float]] = {
    "light": {20: 3, 200: 8},
    "tables": {20: 6, 200: 15},
    "model": {20: 8, 200: 20},
}
BEYOND = 0.25  # seconds a submission beyond its cells' own time
AGAIN = 100.0  # times as fast as plain nbgrader when nothing has changed
MEMORY = 3e9  # bytes: two workers with the model
GROWTH = 1.15  # of memory from 20 submissions to 200; it should not grow, and two peaks are never quite the same
LONG = (100, 1000)  # sizes of which the second may take, a submission,
LONG_FACTOR = 1.15  # this many times what the first takes
READY = 0.15  # seconds until both kernels of a lab are ready, at the median
SET_WHERE = 1.0  # seconds that plain nbgrader takes for a submission of light, where the targets in seconds were set
JUDGED_FROM = 20  # submissions; in a smaller class the start of the programs is most of the time


def speed(classes: Sequence[Measured]) -> float | None:
    """Seconds that plain nbgrader takes here for a submission of light; None where it was not measured."""
    measured = [one for one in classes if one.lab == "light" and one.plain and one.plain_start and not one.plain_from]
    if not measured:
        return None
    largest = max(measured, key=lambda one: one.size)
    return (statistics.median(largest.plain) - statistics.median(largest.plain_start)) / largest.size


@dataclass(frozen=True)
class Verdict:
    """One number, and whether it is as it should be.

    Attributes:
        most: whether `target` is the most that it may be; else it is the least.
    """

    what: str
    lab: str
    size: int
    value: float
    target: float
    most: bool
    met: bool


def _verdict(what: str, lab: str, size: int, value: float, *, most: float = 0.0, least: float = 0.0) -> Verdict:
    met = 0 <= value <= most if most else value >= least  # below 0, the measurement has failed
    return Verdict(what, lab, size, value, most or least, bool(most), met)


def judge(classes: Sequence[Measured], long: Sequence[Measured], started: Sequence[Started]) -> list[Verdict]:
    """All numbers that have a target."""
    return [*_of_classes(classes), *_of_memory(classes), *_of_long(long), *_of_started(started)]


def _of_classes(classes: Sequence[Measured]) -> Iterator[Verdict]:
    for one in classes:
        about = (one.lab, one.size)
        target = FASTER.get(one.lab, {}).get(one.size)
        if one.ratio is not None and target:
            yield _verdict("faster than plain nbgrader", *about, one.ratio, least=target)
        if one.size >= JUDGED_FROM:
            yield _verdict("core-seconds beyond the cells", *about, one.beyond_cpu, most=BEYOND)
            yield _verdict("wall time × workers beyond the cells", *about, one.beyond_wall, most=BEYOND)
            if one.plain:
                again = statistics.median(one.plain) / statistics.median(one.again)
                yield _verdict("again, to plain nbgrader", *about, again, least=AGAIN)


def _of_memory(classes: Sequence[Measured]) -> Iterator[Verdict]:
    for one in classes:
        if one.peak and one.lab == "model":
            yield _verdict("memory at the peak", one.lab, one.size, one.peak, most=MEMORY)
        smaller = [each for each in classes if each.lab == one.lab and each.size == 20 and each.peak]
        if one.peak and one.size == 200 and smaller:
            yield _verdict("memory, to that at 20", one.lab, 200, one.peak / smaller[0].peak, most=GROWTH)


def _of_long(long: Sequence[Measured]) -> Iterator[Verdict]:
    each = {one.size: statistics.median(one.ours) / one.size for one in long}
    small, large = LONG
    if small in each and large in each:
        factor = each[large] / each[small]
        yield _verdict(f"time a submission, to that at {small}", "light", large, factor, most=LONG_FACTOR)


def _of_started(started: Sequence[Started]) -> Iterator[Verdict]:
    for one in started:
        yield _verdict("both kernels ready", one.holds, len(one.warm), one.median, most=READY)
