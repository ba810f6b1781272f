"""Whether tests judge the same under other conditions: each run is a Python of its own, as after a kernel's restart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from futurefit.authoring.answers import Answer
from futurefit.authoring.judge import MODEL, Conditions, Failure, ForkJudge, Verdict
from futurefit.authoring.lab import Lab, LabError

# Time zones in POSIX form, where the sign says how far Greenwich is ahead: they need no data of the system.
# In the plain C locale, without the two ways in which Python mends it, text files without a named encoding are ASCII.
CONDITIONS = (
    Conditions("hash seed 1, in Kiritimati (UTC+14)", {"PYTHONHASHSEED": "1", "TZ": "EAST-14"}),
    Conditions("hash seed 2, in Honolulu (UTC−10)", {"PYTHONHASHSEED": "2", "TZ": "WEST+10"}),
    Conditions(
        "hash seed 3, in the plain C locale",
        {"PYTHONHASHSEED": "3", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ),
    Conditions("hash seed 4, on 29 February 2028", {"PYTHONHASHSEED": "4"}, today="2028-02-29T23:30:00+08:00"),
    Conditions("any hash seed, after a restart, every cell in order", {"PYTHONHASHSEED": "random"}, explore=True),
)


@dataclass(frozen=True)
class Unstable:
    """A test that judged one answer otherwise than it usually does."""

    test: str
    answer: str
    conditions: str
    usually: Failure | None  # None: passed
    then: Failure | None

    def __str__(self) -> str:
        return f"{self.answer} {_says(self.usually)} usually, but {_says(self.then)} with {self.conditions}"


def unstable(
    lab: Lab,
    answers: Sequence[Answer],
    usual: Mapping[str, Verdict],
    conditions: Sequence[Conditions] = CONDITIONS,
    workers: int = 2,
) -> Iterator[Unstable]:
    """Judge the answers under each of the conditions, and compare with the usual verdicts.

    Where the cells tagged `explore` are run too, only right answers are judged: those cells need them.
    """

    def run(condition: Conditions) -> list[Verdict]:
        chosen = [a for a in answers if not condition.explore or not a.loses]
        try:
            return list(ForkJudge(conditions=condition, workers=1)(lab, chosen))
        except LabError as error:
            raise LabError([f"{problem} (with {condition.name})" for problem in error.problems]) from None

    with ThreadPoolExecutor(workers) as pool:
        for condition, verdicts in zip(conditions, pool.map(run, conditions), strict=True):
            yield from _compare(condition.name, verdicts, usual)


def _compare(conditions: str, verdicts: Iterable[Verdict], usual: Mapping[str, Verdict]) -> Iterator[Unstable]:
    for verdict in sorted(verdicts, key=lambda v: (v.name != MODEL.name, v.name)):
        before = usual[verdict.name]
        for cell, what in verdict.broken.items():
            if cell not in before.broken and verdict.name == MODEL.name:
                yield Unstable(cell, "the lab's own cell", conditions, None, Failure(what, ""))
        for test in verdict.points:
            if (test in verdict.lost) != (test in before.lost):
                yield Unstable(test, verdict.name, conditions, before.failures.get(test), verdict.failures.get(test))


def _says(failure: Failure | None) -> str:
    return "passes" if failure is None else f"fails (“{failure.message}”)"
