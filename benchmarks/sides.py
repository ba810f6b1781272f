"""The two sides: plain nbgrader and this project's grader, each run as its user runs it, on the same submissions."""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
import sysconfig
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.classes import BenchmarkError, Class, Maker, environment
from benchmarks.measure import Ran, run

WORKERS = 2
_SCRIPTS = Path(sysconfig.get_path("scripts"))
_GRADING_BEGINS = r"INFO\] (Copying|Creating|Overwriting|Converting)"  # nbgrader's first word on a submission


@dataclass
class Measured:
    """What one class of one lab took. Lists have a number for each run; all times in seconds, memory in bytes.

    Attributes:
        plain: wall times of `nbgrader autograde`, for the whole class in one call.
        plain_from: the size of the class from which `plain` was reckoned; 0 where it was run.
        plain_start: how long nbgrader took until it turned to the first submission.
        ours: wall times of `futurefit grade`.
        ours_cpu: processor time of the same.
        cells: the submissions' own cells, summed over the class, in the same runs.
        again: wall times of `futurefit grade` when nothing has changed.
        peak: memory at the peak of another run of ours.
        plain_peak: of another run of plain nbgrader, where there was one.
    """

    lab: str
    size: int
    plain: list[float] = field(default_factory=list)
    plain_from: int = 0
    plain_start: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    ours_cpu: list[float] = field(default_factory=list)
    cells: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    peak: int = 0
    plain_peak: int = 0

    @property
    def ratio(self) -> float | None:
        """How many times as fast ours is."""
        return statistics.median(self.plain) / statistics.median(self.ours) if self.plain else None

    @property
    def workers(self) -> int:
        """How many workers had anything to do."""
        return min(WORKERS, self.size)

    @property
    def cell_share(self) -> float:
        """The share of the workers' time that is the submissions' own cells: 1 is the limit."""
        return _median(c / (wall * self.workers) for c, wall in zip(self.cells, self.ours, strict=True))

    @property
    def beyond_cpu(self) -> float:
        """Core-seconds a submission beyond its cells' own time."""
        return _median((cpu - c) / self.size for c, cpu in zip(self.cells, self.ours_cpu, strict=True))

    @property
    def beyond_wall(self) -> float:
        """Wall time × workers, a submission, beyond its cells' own time."""
        return _median((wall * self.workers - c) / self.size for c, wall in zip(self.cells, self.ours, strict=True))


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)


class Bench:
    """Measures classes of one lab, in a folder of its own.

    Args:
        say: told what is done now.
        keep: leave the courses in the folder.
    """

    def __init__(self, lab: str, folder: Path, say: Callable[[str], None], *, keep: bool = False) -> None:
        self.lab, self._say, self._keep = lab, say, keep
        say(f"{lab}: making the course")
        folder.mkdir()
        self._env = environment(folder)
        self.maker = Maker(lab, folder)

    def measure(
        self, size: int, runs: int, *, plain: bool, memory: bool = True, plain_memory: bool = False
    ) -> Measured:
        """Measure a class, the two sides by turns, each run on a new course.

        Raises:
            BenchmarkError: a command failed, or a gradebook holds other points than the answers deserve.
        """
        found = Measured(self.lab, size)
        for number in range(runs):
            sides = [self._plain, self._ours] if plain else [self._ours]
            for side in reversed(sides) if number % 2 else sides:
                self._say(f"{self.lab}, {size} submissions: {side.__name__.strip('_')}, run {number + 1} of {runs}")
                side(found)
        if memory:
            self._say(f"{self.lab}, {size} submissions: memory")
            found.peak = self._once("ours", size, memory=True).peak
        if plain and plain_memory:
            found.plain_peak = self._once("plain", size, memory=True).peak
        return found

    def _plain(self, found: Measured) -> None:
        ran = self._once("plain", found.size)
        found.plain.append(ran.seconds)
        found.plain_start.append(ran.first_seconds or 0.0)

    def _ours(self, found: Measured) -> None:
        group = self.maker.make(found.size, "ours")
        ran = self._grade(group)
        group.check()
        found.ours.append(ran.seconds)
        found.ours_cpu.append(ran.cpu_seconds)
        found.cells.append(cell_seconds(group))
        outcomes = _outcomes(group)
        found.again.append(self._grade(group).seconds)
        if _outcomes(group) != outcomes:
            raise BenchmarkError(
                f"{group.lab}: what had not changed was graded again. Was futurefit's own code changed meanwhile? It "
                "is part of what a grade depends on. Leave it alone and run the benchmark again."
            )
        group.check()
        self._clear(group)

    def _once(self, side: str, size: int, *, memory: bool = False) -> Ran:
        """Grade a new class once."""
        group = self.maker.make(size, side)
        ran = self._grade(group, memory=memory) if side == "ours" else self._autograde(group, memory=memory)
        group.check()
        self._clear(group)
        return ran

    def _autograde(self, group: Class, *, memory: bool) -> Ran:
        command: list[str | Path] = [_SCRIPTS / "nbgrader", "autograde", group.lab]
        return run(command, group.folder, self._env, look_for=_GRADING_BEGINS, memory=memory)

    def _grade(self, group: Class, *, memory: bool = False) -> Ran:
        command: list[str | Path] = [_SCRIPTS / "futurefit", "grade", group.lab, "--workers", str(WORKERS)]
        return run(command, group.folder, self._env, memory=memory)

    def _clear(self, group: Class) -> None:
        if not self._keep:
            shutil.rmtree(group.folder)


def reckon_plain(found: Measured, smaller: Measured) -> None:
    """Give a class that is too large to be run through plain nbgrader the time that it would take.

    nbgrader takes one submission after the other: its start, then as many times what a submission of the smaller class
    took.
    """
    start = statistics.median(smaller.plain_start)
    each = (statistics.median(smaller.plain) - start) / smaller.size
    found.plain, found.plain_start, found.plain_from = [start + each * found.size], [start], smaller.size


def _outcomes(group: Class) -> dict[str, bytes]:
    """What is on record of each grading, its time included: the same bytes where nothing was graded anew."""
    folder = group.folder / "gradings" / group.lab
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.json"))}


def cell_seconds(group: Class) -> float:
    """The submissions' own cells' time in the class's last grading, as the engine measured it in each cell."""
    total = 0.0
    for path in (group.folder / "results" / group.lab).glob("*.json.gz"):
        notebooks = json.loads(gzip.decompress(path.read_bytes()))["notebooks"]
        total += sum(notebook["cell_seconds"] for notebook in notebooks.values())
    return total
