"""The proof that a lab's tests judge rightly, put together from its parts.

A proof holds when nothing was found: right answers score full marks, wrong ones lose just what they name, empty ones
earn nothing, every mutant is caught or known to be equivalent, and all of it again on another day, in another place
and by the engine that grades officers.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from futurefit.authoring.answers import Answer, read_answers
from futurefit.authoring.beginners import problems as of_slips
from futurefit.authoring.beginners import slips
from futurefit.authoring.conditions import problems as uncovered
from futurefit.authoring.conditions import read_conditions
from futurefit.authoring.empties import blank, empty_answers
from futurefit.authoring.hints import as_filled, as_pasted
from futurefit.authoring.judge import MODEL, ForkJudge, Judge, Verdict
from futurefit.authoring.lab import EQUIVALENTS, Lab, LabError, read_lab
from futurefit.authoring.messages import problems_in_text, problems_when_run
from futurefit.authoring.minutes import problem as of_minutes
from futurefit.authoring.mutants import Change, Mutant, mutants, read_equivalents, unknown
from futurefit.authoring.stability import CONDITIONS, unstable
from futurefit.course import Course
from futurefit.kit.mistakes import TO_FILL_IN

RIGHT, WRONG = 2, 3  # answer files that each task needs at least
MUTANT_SECONDS = 3.0  # of CPU for one cell: what loops is caught, and soon
TOGETHER = "the right answers together"


@dataclass(frozen=True)
class Tally:
    """How many of some bad answers were caught by what officers see, how many by hidden tests only, and by nothing."""

    visible: int = 0
    hidden: int = 0
    nothing: int = 0

    @property
    def all(self) -> int:
        return self.visible + self.hidden + self.nothing


@dataclass(frozen=True)
class Survivor:
    """A mutant that no test caught."""

    change: Change
    kind: str


@dataclass(frozen=True)
class TaskProof:
    """What was tried on one task, and what caught it."""

    task: str
    tests: tuple[str, ...]
    points: float
    right: int
    wrong: Tally
    empty: Tally
    mutants: Tally | None  # None: not tried, as in a quick proof
    equivalent: tuple[tuple[Change, str], ...] = ()
    survivors: tuple[Survivor, ...] = ()
    conditions: tuple[
        tuple[str, tuple[str, ...]], ...
    ] = ()  # words of the text, and the wrong answers that ignore them


@dataclass(frozen=True)
class Finding:
    """Something that keeps a lab from being proved: where, what, and, for a person to read, its detail."""

    part: str  # answers, conditions, hints, minutes, empty answers, mutants, stability, messages, engines
    where: str
    what: str
    detail: str = ""


@dataclass(frozen=True)
class Proof:
    """Everything that was tried on a lab's tests, and what was found."""

    slug: str
    title: str
    quick: bool
    tasks: tuple[TaskProof, ...]
    findings: tuple[Finding, ...]
    answers: dict[str, dict[str, float]]  # points by test, of the model answer, the blank and the answer files
    engines: tuple[str, ...]  # names of the judges that were asked
    runs: int  # how often each answer was judged, the stability runs included

    @property
    def holds(self) -> bool:
        return not self.findings

    @property
    def right(self) -> int:
        return sum(name.startswith("right_") for name in self.answers)

    @property
    def wrong(self) -> int:
        return sum(name.startswith("wrong_") for name in self.answers)

    @property
    def empty(self) -> int:
        return sum(task.empty.all for task in self.tasks)

    @property
    def made(self) -> int:
        return sum(task.mutants.all + len(task.equivalent) for task in self.tasks if task.mutants)

    @property
    def equivalent(self) -> int:
        return sum(len(task.equivalent) for task in self.tasks)

    @property
    def caught(self) -> int:
        return sum(task.mutants.visible + task.mutants.hidden for task in self.tasks if task.mutants)

    @property
    def score(self) -> float:
        """The share of caught mutants among those that are not equivalent, from 0 to 1; 1 where there are none."""
        return self.caught / (self.made - self.equivalent) if self.made > self.equivalent else 1.0


def prove(
    course: Course,
    slug: str,
    *,
    quick: bool = False,
    engines: Sequence[Judge] = (),
    tell: Callable[[str], None] = lambda step: None,
) -> Proof:
    """Prove the tests of a lab.

    Args:
        course: the course, for what officers find in place of the answers.
        quick: only the answer files, the blank, and the wording; no mutants, no other conditions, no other engine.
        engines: other judges that must come to the same points, such as the engine that grades officers.
        tell: called with what is being done, for people who wait.

    Raises:
        LabError: the lab, an answer file or the list of equivalent mutants cannot be read, or the lab cannot be run.
    """
    lab = read_lab(course.folder / "labs" / slug)
    files = read_answers(lab)
    equivalents = read_equivalents(lab)
    findings = [Finding("messages", test, what) for test, what in problems_in_text(lab)]
    findings += _too_few(lab, files) + _same_method(lab, files)
    findings += [Finding("minutes", slug, what) for what in [of_minutes(lab)] if what]
    conditions = read_conditions(lab)

    tell("answers")
    together = Answer(Path(TOGETHER), {k: v for a in files if not a.loses for k, v in a.cells.items()}, frozenset())
    given = [MODEL, blank(course, lab), together, *files]
    verdicts = {verdict.name: verdict for verdict in ForkJudge()(lab, given)}
    findings += [found for answer in given for found in _unexpected(lab, verdicts[answer.name])]
    findings += [Finding("conditions", task, what) for task, what in uncovered(lab, conditions, files, verdicts)]
    known = [verdict for name, verdict in verdicts.items() if name == "blank" or name.startswith("wrong_")]

    empty: dict[str, Verdict] = {}
    judged: list[tuple[Mutant, Verdict]] = []
    sound = not verdicts[MODEL.name].lost and not verdicts[MODEL.name].broken
    if sound:  # otherwise whatever else is tried says nothing
        tell("empty answers")
        empty = {v.name: v for v in ForkJudge(cell_seconds=10).on_own_tests(lab, empty_answers(lab))}
        findings += [found for verdict in empty.values() for found in _unexpected(lab, verdict)]
        tell("hints")
        findings += _of_hints(lab)
    if sound and not quick:
        tell("mutants")
        judged = _judge_mutants(lab)
        findings += _of_mutants(judged, equivalents, lab)
        tell("beginners' slips")
        told = of_slips(ForkJudge(cell_seconds=MUTANT_SECONDS).on_own_tests(lab, slips(lab), go_on=True))
        findings += [Finding("messages", test, what) for test, what in told]
        tell("stability")
        steady = [answer for answer in given if answer is not together]
        findings += [Finding("stability", found.test, str(found)) for found in unstable(lab, steady, verdicts)]
        for engine in engines:
            tell(engine.name)
            findings += _disagreement(lab, engine, given[:3], verdicts)
    findings += [Finding("messages", test, what) for test, what in problems_when_run(known, empty.values())]
    return Proof(
        slug=slug,
        title=lab.settings.title,
        quick=quick,
        tasks=tuple(
            replace(
                _task(lab, task, files, verdicts, empty, judged, equivalents, quick),
                conditions=tuple((each.says, each.ignored_by) for each in conditions if each.task == task),
            )
            for task in lab.tests_by_task
        ),
        findings=tuple(findings),
        answers={name: verdict.points for name, verdict in sorted(verdicts.items()) if name != TOGETHER},
        engines=(ForkJudge.name, *(engine.name for engine in engines if sound and not quick)),
        runs=1 if quick else 1 + len(CONDITIONS),
    )


# ------------------------------------------------------------------------------------------------ answers


def _too_few(lab: Lab, files: Iterable[Answer]) -> list[Finding]:
    found = []
    for task in lab.tests_by_task:
        own = [answer for answer in files if task in answer.cells]
        for name, least in (("right", RIGHT), ("wrong", WRONG)):
            count = sum(answer.path.name.startswith(name) for answer in own)
            if count < least:
                what = f"has {count} {name} answers, and needs {least}; add answers/{name}_….py"
                found.append(Finding("answers", task, what))
    return found


def _same_method(lab: Lab, files: Iterable[Answer]) -> list[Finding]:
    """Right answers that are the model answer, or another right one, under other names."""
    found = []
    for task in lab.tests_by_task:
        seen = {_method(lab.cell(task).source): "the model answer"}
        for answer in files:
            if task in answer.cells and not answer.loses:
                method = _method(answer.cells[task])
                if method in seen:
                    what = f"answers “{task}” by the same method as {seen[method]}; write it another way"
                    found.append(Finding("answers", answer.name, what))
                seen.setdefault(method, answer.name)
    return found


def _method(source: str) -> str:
    """An answer without its names, notes and layout."""
    tree = ast.parse(source)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.setdefault(node.id, f"name{len(names)}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
    return ast.dump(tree)


def _unexpected(lab: Lab, verdict: Verdict) -> list[Finding]:
    """Where a verdict is not what it should be."""
    empty = ":" in verdict.name or verdict.name == "blank"
    part = "empty answers" if empty else "answers"
    broken = {cell: what for cell, what in verdict.broken.items() if verdict.name != "blank"}
    if broken:
        cell, what = next(iter(broken.items()))
        if verdict.name == MODEL.name:
            return [Finding(part, cell, f"the lab's own cell does not run: {what}")]
        if cell in lab.solutions:
            return [Finding(part, verdict.name, f"does not run: cell {cell}: {what}")]
    expected = verdict.expected or frozenset()
    found = [
        Finding(part, verdict.name, f"loses {test}, which it should pass: {verdict.failures[test]}")
        for test in lab.tests
        if test in verdict.lost - expected
    ]
    found += [
        Finding(part, test, f"gives its points to the empty answer “{verdict.name.partition(': ')[2] or verdict.name}”")
        if empty
        else Finding(part, verdict.name, f"passes {test}, which should catch it")
        for test in lab.tests
        if test in expected - verdict.lost
    ]
    return found


def _of_hints(lab: Lab) -> list[Finding]:
    """Third hints that lead astray, or that hide from an officer that a blank is still to be filled in."""
    if not (pasted := as_pasted(lab)):
        return []
    whole = as_filled(lab)
    verdicts = {verdict.name: verdict for verdict in ForkJudge(cell_seconds=10)(lab, [whole, *pasted])}
    filled = verdicts[whole.name]
    found = [
        Finding("hints", test, f"is lost by the third hints as hints.toml fills them: {filled.failures[test]}")
        for test in lab.tests
        if test in filled.lost
    ]
    for answer in pasted:
        failures = verdicts[answer.name].failures.values()
        if not any(TO_FILL_IN in failure.message for failure in failures):
            (task,) = answer.cells
            found.append(Finding("hints", task, "its third hint, pasted as it is, does not say that a ____ is left"))
    return found


# ------------------------------------------------------------------------------------------------ mutants, engines


def _judge_mutants(lab: Lab) -> list[tuple[Mutant, Verdict]]:
    made = mutants(lab)
    answers = [mutant.answer(number) for number, mutant in enumerate(made)]
    judge = ForkJudge(cell_seconds=MUTANT_SECONDS)
    verdicts = {verdict.name: verdict for verdict in judge.on_own_tests(lab, answers, go_on=True)}
    return [(mutant, verdicts[answer.name]) for mutant, answer in zip(made, answers, strict=True)]


def _of_mutants(judged: list[tuple[Mutant, Verdict]], equivalents: dict[Change, str], lab: Lab) -> list[Finding]:
    found = []
    for mutant, verdict in judged:
        change = mutant.change
        if not verdict.lost and change not in equivalents:
            what = "no test catches this change; add a hidden test, or name it as equivalent"
            found.append(Finding("mutants", change.task, f"{what} in {EQUIVALENTS}", change.diff))
        if verdict.lost and change in equivalents:
            what = f"is named as equivalent in {EQUIVALENTS}, but {sorted(verdict.lost)[0]} catches it; take it out"
            found.append(Finding("mutants", change.task, what, change.diff))
    for change in unknown(equivalents, [mutant for mutant, _ in judged]):
        what = f"is named in {EQUIVALENTS}, but there is no such mutant of the model answer; take it out"
        found.append(Finding("mutants", change.task, what, change.diff))
    return found


def _disagreement(lab: Lab, engine: Judge, answers: Sequence[Answer], usual: dict[str, Verdict]) -> list[Finding]:
    found = []
    for verdict in engine(lab, answers):
        for test in lab.tests:
            points, others = usual[verdict.name].points[test], verdict.points[test]
            if points != others:
                what = f"{verdict.name} earns {points:g} by the author's judge, but {others:g} by {engine.name}"
                found.append(Finding("engines", test, what))
    return found


# ------------------------------------------------------------------------------------------------ by task


def _task(
    lab: Lab,
    task: str,
    files: Iterable[Answer],
    verdicts: dict[str, Verdict],
    empty: dict[str, Verdict],
    judged: list[tuple[Mutant, Verdict]],
    equivalents: dict[Change, str],
    quick: bool,
) -> TaskProof:
    tests = lab.tests_by_task[task]
    own = [answer for answer in files if task in answer.cells]
    of_task = [(mutant, verdict) for mutant, verdict in judged if mutant.change.task == task]
    tried = [(mutant, verdict) for mutant, verdict in of_task if mutant.change not in equivalents]
    return TaskProof(
        task=task,
        tests=tuple(tests),
        points=sum(lab.tests[test] for test in tests),
        right=sum(not answer.loses for answer in own),
        wrong=_tally([_caught(verdicts[answer.name], answer.loses or ()) for answer in own if answer.loses]),
        empty=_tally([_caught_by_all(v, tests) for name, v in empty.items() if name.startswith(f"{task}: ")]),
        mutants=None if quick else _tally([_caught(v, v.lost) for _, v in tried]),
        equivalent=tuple((m.change, equivalents[m.change]) for m, _ in of_task if m.change in equivalents),
        survivors=tuple(Survivor(mutant.change, mutant.kind) for mutant, verdict in tried if not verdict.lost),
    )


def _caught(verdict: Verdict, by: Iterable[str]) -> str:
    """The part of the tests that catches an answer for which losing one test is enough."""
    failures = [verdict.failures[test] for test in by if test in verdict.failures]
    if not failures:
        return "nothing"
    return "hidden" if all(failure.hidden for failure in failures) else "visible"


def _caught_by_all(verdict: Verdict, tests: Iterable[str]) -> str:
    """The part of the tests that catches an answer which every test must catch."""
    failures = [verdict.failures.get(test) for test in tests]
    if None in failures:
        return "nothing"
    return "hidden" if any(failure.hidden for failure in failures if failure) else "visible"


def _tally(caught: Sequence[str]) -> Tally:
    return Tally(*(caught.count(part) for part in ("visible", "hidden", "nothing")))


__all__ = ["Finding", "LabError", "Proof", "Survivor", "Tally", "TaskProof", "prove"]
