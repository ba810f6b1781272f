"""The model answer decides how each test is run, before any submission is.

No officer's answer can be better than the model's. So it is graded with all tests apart; where it loses points there,
with the names lent that its functions read and a test binds; and where that does not help, inside the officer's own
process. A test runs apart wherever the model answer gets its points apart.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from futurefit.grading.engine import _changes
from futurefit.grading.engine import plan as plans
from futurefit.grading.engine.job import Job, Ways
from futurefit.grading.engine.plan import Cell, Kind
from futurefit.grading.engine.verdicts import Reason, Verdict, Way, reason_of

if TYPE_CHECKING:
    from futurefit.grading.engine import Examined

Run = Callable[[Job], "Examined"]
_SAID = 300  # characters of a failure that are kept


@dataclass(frozen=True)
class _Came:
    """What the model answer got in a test, as a share of its points from 0 to 1, and what its failure said."""

    share: float
    said: str


def check(job: Job, run: Run) -> tuple[Verdict, ...]:
    """How each test of a lab's notebook is to be run.

    Args:
        job: of any submission of the lab, or of none; only the lab's part of it is looked at.
        run: examines a job (`engine.examine`), here or elsewhere.

    Raises:
        ValueError: the source is no notebook of Python.
        Whatever `run` raises.
    """
    return _Check(job, run).verdicts()


class _Check:
    def __init__(self, job: Job, run: Run) -> None:
        self._run, self._plan = run, plans.read_plan(job.source)
        notebook = json.loads(job.source)
        cells: list[Cell] = [cell for cell in notebook["cells"] if cell.get("cell_type") == "code"]
        self._tests = {plans.name_of(cell): cell for cell in cells if plans.kind_of(cell) is Kind.TEST}
        self._apart = _forbidden(notebook, self._tests)
        for cell in cells:
            if plans.kind_of(cell) is Kind.EXPLORE:  # no test may depend on it, and a live model takes long
                cell["source"] = ""
        self._job = replace(job, notebook=json.dumps(notebook), files={})

    def verdicts(self) -> tuple[Verdict, ...]:
        if not self._tests:
            return ()
        apart = self._came(Ways())
        if self._plan.inside:
            return tuple(Verdict(test, Way.INSIDE, Reason.FORCED, said=came.said) for test, came in apart.items())
        if lends := self._lent(apart):
            apart = self._came(Ways(lends=lends))
        inside: dict[str, Reason] = {}
        shown: set[str] = set()
        if low := {test for test, came in apart.items() if came.share < 1}:
            everything = self._came(Ways(frozenset(self._tests)))
            for test in low - self._apart:
                if everything[test].share > apart[test].share:
                    inside[test] = self._reason(test, apart[test].said)
            if inside:
                wanted = {test: max(came.share, everything[test].share) for test, came in apart.items()}
                shown = self._settle(inside, lends, wanted)
        found = []
        for test, came in apart.items():
            if test in inside:
                found.append(Verdict(test, Way.INSIDE, inside[test], said=came.said))
            else:
                way = Way.FAILS if came.share < 1 else Way.APART
                found.append(Verdict(test, way, None, lends.get(test, ()), test in shown, came.said))
        return tuple(found)

    def _came(self, ways: Ways) -> dict[str, _Came]:
        """What the model answer gets so."""
        examined = self._run(replace(self._job, ways=ways))
        ran = {plans.name_of(cell): cell.get("outputs", []) for cell in json.loads(examined.notebook)["cells"]}
        found = {}
        for test, cell in self._tests.items():
            points = cell["metadata"]["nbgrader"].get("points") or 0
            got = _changes.earned(ran.get(test, []))
            share = 1.0 if got == math.inf else min(1.0, got / points) if points else float(got > 0)
            found[test] = _Came(share, "" if share == 1 else _said(ran.get(test, []), points))
        return found

    def _lent(self, apart: Mapping[str, _Came]) -> dict[str, tuple[str, ...]]:
        """The names that tests have to lend: those without which the model answer loses points there."""
        lends: dict[str, tuple[str, ...]] = {}
        bound: set[str] = set()
        for test in apart:
            bound |= plans.bound_names(plans.parse(plans.text_of(self._tests[test])))
            if apart[test].share < 1 and (names := sorted(bound & self._plan.reads)):
                lends[test] = tuple(names)
        if not lends:
            return {}
        helped = self._came(Ways(lends=lends))
        lends = {test: names for test, names in lends.items() if helped[test].share > apart[test].share}
        for name in sorted({name for names in lends.values() for name in names}):
            asked = {test for test, names in lends.items() if name in names and len(names) > 1}
            if asked:
                fewer = {t: tuple(n for n in lends[t] if n != name or t not in asked) for t in lends}
                came = self._came(Ways(lends=fewer))
                lends |= {test: fewer[test] for test in asked if came[test].share >= helped[test].share}
        return lends

    def _reason(self, test: str, said: str) -> Reason:
        before = list(self._tests)[: list(self._tests).index(test)]
        others = set().union(*(_changes.names_in(plans.text_of(self._tests[one]))[0] for one in before))
        if any(f"name '{name}' is not defined" in said for name in others - self._plan.reads):
            return Reason.TOGETHER
        return reason_of(plans.text_of(self._tests[test]), said, self._plan)

    def _settle(
        self, inside: dict[str, Reason], lends: Mapping[str, tuple[str, ...]], wanted: Mapping[str, float]
    ) -> set[str]:
        """Try what was decided all together, and add what it lacks.

        Args:
            inside: the tests that run inside; those that cannot do without the others are added.
            wanted: the share of its points that each test gave the model answer.

        Returns:
            The tests whose text runs inside as well, for the names that it binds.
        """
        names = list(self._tests)
        shown = set().union(*map(self._sources_of, inside)) - inside.keys() - self._apart
        while True:
            lent = {test: found for test, found in lends.items() if test not in inside}
            came = self._came(Ways(frozenset(inside), lent, frozenset(shown)))
            lost = [test for test in names if came[test].share < wanted[test]]
            also = [test for test in lost if test not in inside.keys() | self._apart]
            inside |= dict.fromkeys(also, Reason.TOGETHER)
            more = set().union(*map(self._sources_of, lost)) - shown - inside.keys() - self._apart
            if lost and not also and not more:  # what they need is no name: show them all that stands before
                more = set(names[: names.index(lost[-1])]) - shown - inside.keys() - self._apart
            shown = (shown | more) - inside.keys()
            if not also and not more:
                return shown

    def _sources_of(self, test: str) -> set[str]:
        """The tests before this one that bind names which it uses and does not bind itself."""
        _, used = _changes.names_in(plans.text_of(self._tests[test]))
        found: set[str] = set()
        for other, cell in self._tests.items():
            if other == test:
                break
            if _changes.names_in(plans.text_of(cell))[0] & used - self._plan.answers - self._plan.own:
                found.add(other)
        return found


def _said(outputs: Sequence[Mapping[str, Any]], points: float) -> str:
    """What a test's outputs say of its failure."""
    for one in outputs:
        if one["output_type"] == "error":
            return f"{one['ename']}: {one['evalue']}"[:_SAID]
    values = [one["data"].get("text/plain", "") for one in outputs if one["output_type"] == "execute_result"]
    return f"it ends in {str(values[0])[:_SAID]}, and {points:g} would be all points" if values else "it was not run"


def _forbidden(notebook: Mapping[str, object], tests: Mapping[str, Cell]) -> set[str]:
    """The tests that never run inside: those tagged `apart`; all where the notebook's metadata say so."""
    metadata = notebook.get("metadata")
    own = metadata.get("futurefit") if isinstance(metadata, dict) else None
    if isinstance(own, dict) and own.get("apart"):
        return set(tests)
    return {test for test, cell in tests.items() if "apart" in _tags(cell)}


def _tags(cell: Cell) -> Iterable[str]:
    return cell.get("metadata", {}).get("tags") or []
