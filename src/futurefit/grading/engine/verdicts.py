"""How each test of a notebook is run, and why, in the words that its instructor is told."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from futurefit.grading.engine import plan as plans
from futurefit.grading.engine.job import Ways
from futurefit.grading.engine.plan import Plan

COULD = "An answer could read such a test there, change what it compares with, or report a success that there was none."


class Way(Enum):
    """Where a test runs."""

    APART = "apart"  # in the examiner's kernel, which no answer gets into
    INSIDE = "inside"  # in the officer's own
    FAILS = "fails"  # apart, though the model answer passes in neither


class Reason(Enum):
    """Why a model answer passes a test in its own process only."""

    FORCED = "forced"
    REACHES = "reaches"
    SOURCE = "source"
    READS = "reads"
    LARGE = "large"
    TIME = "time"
    CROSSES = "crosses"
    TOGETHER = "together"
    OTHER = "other"


# Why it needs one process, and the smallest change of the test after which it would not.
_WORDS: Mapping[Reason, tuple[str, str]] = {
    Reason.FORCED: (
        "the lab says “inside”",
        "Take “inside” out of its metadata or lab.toml: then each test is tried apart.",
    ),
    Reason.REACHES: (
        "it replaces, deletes or patches something that the answer uses",
        "Let the function take that thing as an argument, and pass another one in.",
    ),
    Reason.SOURCE: (
        "it looks at how the answer is written",
        "Test what the answer gives: its values, its errors, the calls of a stub that the test passes in.",
    ),
    Reason.READS: (
        "the model answer reads a name that only the test binds, and its value is no data",
        "Pass it as an argument, or bind it in a set-up cell of the lab.",
    ),
    Reason.LARGE: (
        "it passes more data than may cross at once",
        "Test with a part of the data, or let the answer read it from a file of the lab.",
    ),
    Reason.TIME: (
        "it measures time, and the way between two processes takes some",
        "Count steps by a stub that the test passes in, or give the limit more room.",
    ),
    Reason.CROSSES: (
        "it needs a value of the answer that cannot leave its process",
        "Ask for plain data of it: numbers, texts, lists, tables, or what its methods give back.",
    ),
    Reason.TOGETHER: (
        "it needs names or effects of a test that runs inside",
        "Let it bind what it uses itself.",
    ),
    Reason.OTHER: (
        "the model answer fails it in a process of its own",
        "Write it as data in, data out: call the function with values, and compare what comes back.",
    ),
}


@dataclass(frozen=True)
class Verdict:
    """How one test is run.

    Attributes:
        test: its grade_id.
        way: where it runs.
        reason: why it needs the officer's process; None where it runs apart.
        lends: names that it binds and that go along with its calls, since the model answer reads them.
        shown: whether its text runs beside the answers as well, since a test inside needs names that it binds.
        said: what the model answer's failure said: apart, but for a test that is forced inside; "" where it passed.
    """

    test: str
    way: Way
    reason: Reason | None = None
    lends: tuple[str, ...] = ()
    shown: bool = False
    said: str = ""

    def told(self) -> str:
        """What the instructor should know of it, in sentences; "" where it simply runs apart."""
        if self.way is Way.FAILS or (self.reason is Reason.FORCED and self.said):
            return f"Test {self.test}: the model answer itself fails it ({self.said}). Mend the answer or the test."
        if self.reason is not None:
            why, cure = _WORDS[self.reason]
            said = f" (apart: {self.said})" if self.said else ""
            return f"Test {self.test} runs inside the officer's own process: {why}{said}. {COULD} {cure}"
        told = []
        if self.lends:
            told.append(
                f"Test {self.test} runs apart, and lends the answer the value of {', '.join(self.lends)}, which the "
                "model answer reads and only the test binds. Pass it as an argument, and nothing needs to be lent."
            )
        if self.shown:
            told.append(
                f"Test {self.test} runs apart, where nothing can be done to its points; but an answer can read its "
                "text, since a test that runs inside uses names that it binds. Bind them in a set-up cell."
            )
        return " ".join(told)


def ways_of(verdicts: Sequence[Verdict]) -> Ways:
    """How the tests of a notebook are run by these."""
    inside = frozenset(each.test for each in verdicts if each.way is Way.INSIDE)
    lends = {each.test: each.lends for each in verdicts if each.lends}
    return Ways(inside, lends, frozenset(each.test for each in verdicts if each.shown))


_PATCHES = {"patch", "monkeypatch", "setattr", "delattr", "reload", "Mock", "MagicMock"}
_READS_SOURCE = {"getsource", "getsourcelines", "__code__", "co_code", "co_names", "get_ipython", "In", "_ih", "dis"}
_CLOCKS = {"time", "perf_counter", "process_time", "monotonic", "timeit", "default_timer", "datetime"}


def reason_of(source: str, said: str, plan: Plan) -> Reason:
    """Why a test passes inside and not apart, as far as its text and the failure apart tell.

    Args:
        source: the test's text.
        said: the failure.
    """
    tree = plans.parse(source)
    words = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    words |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imported = {name for node in ast.walk(tree) if isinstance(node, ast.alias) for name in node.name.split(".")}
    if "passed at once" in said or "part of a value of more than" in said or "more than can be read" in said:
        return Reason.LARGE
    if words & _READS_SOURCE or "source stays there" in said:
        return Reason.SOURCE
    if _rebound(tree) & (plan.answers | plan.own) or words & _PATCHES or _sets_attributes(tree):
        return Reason.REACHES
    if any(f"name '{name}' is not defined" in said for name in plan.reads):
        return Reason.READS
    if "cannot be passed" in said or said.startswith("CannotCross"):
        return Reason.CROSSES
    if (words | imported) & _CLOCKS:
        return Reason.TIME
    return Reason.OTHER


def _rebound(tree: ast.Module) -> set[str]:
    """The names that a test binds or deletes."""
    gone = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)}
    return plans.bound_names(tree) | gone


def _sets_attributes(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load) for node in ast.walk(tree))
