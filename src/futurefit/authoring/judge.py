"""Judge answers by a lab's tests: the author's own quick judge, and what any other judge must be able to do.

Answers are the author's own and are trusted; the engine that grades officers is another judge (`engine`).
"""

from __future__ import annotations

import json
import os
import selectors
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from futurefit.authoring import walk
from futurefit.authoring.answers import Answer, read_answers
from futurefit.authoring.lab import HIDDEN_TESTS, Lab, LabError, regions
from futurefit.scratch import Scratch

MODEL = Answer(Path("model"), {}, frozenset())
NOT_REACHED = "not reached: a cell before it ended the run, or the time was up"


@dataclass(frozen=True)
class Failure:
    """Why a test failed: the message that the officer reads, the kind of error, and which part of the test it was."""

    message: str
    kind: str  # "CheckFailed" from the kit's cards; "" where the test was not reached
    hidden: bool = False

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}" if self.kind else self.message


@dataclass(frozen=True)
class Verdict:
    """What one answer earned: points of each test that was run, and why those that failed did so."""

    name: str
    points: dict[str, float]
    failures: dict[str, Failure]
    expected: frozenset[str] | None  # the tests that it must lose; None: no expectation
    seconds: float = 0.0
    broken: dict[str, str] = field(default_factory=dict)  # cells other than tests that failed, and how

    @property
    def lost(self) -> frozenset[str]:
        return frozenset(self.failures)

    @property
    def as_expected(self) -> bool:
        return self.expected is None or self.lost == self.expected


class Judge(Protocol):
    """Anything that can judge answers: the forks below, nbgrader's autograder, an engine still to come."""

    @property
    def name(self) -> str:
        """What people are told of it: “the grading of officers”."""

    def __call__(self, lab: Lab, answers: Iterable[Answer]) -> Iterable[Verdict]:
        """Judge the answers, each on its own; `MODEL` is the lab's model answer."""


@dataclass(frozen=True)
class Conditions:
    """Under what conditions a lab is run: settings of the environment, and the day that its clocks say."""

    name: str = "as usual"
    environment: Mapping[str, str] = field(default_factory=dict)
    today: str = ""  # ISO 8601 with time zone; "" for the real one
    explore: bool = False  # also run the cells tagged `explore`, on which no test may depend


USUAL = Conditions(environment={"PYTHONHASHSEED": "0"})


@dataclass(frozen=True)
class ForkJudge:
    """Judges by running the lab once and forking it at each answer; tens of milliseconds an answer.

    Attributes:
        workers: answers that run at the same time.
        cell_seconds: CPU time of one cell, after which it has failed.
        answer_seconds: time of one answer, after which what was not reached has failed.
    """

    name: str = "the author's judge"
    conditions: Conditions = USUAL
    workers: int = 2
    cell_seconds: float = 30.0
    answer_seconds: float = 90.0

    def __call__(self, lab: Lab, answers: Iterable[Answer]) -> Iterator[Verdict]:
        """Judge answers with all tests of the lab, in the order in which they come to their ends.

        Raises:
            LabError: the lab itself cannot be run.
        """
        return self._judge(lab, list(answers), None, False)

    def on_own_tests(self, lab: Lab, answers: Iterable[Answer], *, go_on: bool = False) -> Iterator[Verdict]:
        """Judge each answer by the tests of its own tasks only; with `go_on` by the others too until one is lost."""
        return self._judge(lab, list(answers), lab.tests_by_task, go_on)

    def _judge(
        self, lab: Lab, answers: list[Answer], tests_of: dict[str, list[str]] | None, go_on: bool
    ) -> Iterator[Verdict]:
        places = {cell.id: place for place, cell in enumerate(lab.notebook.cells) if cell.cell_type == "code"}
        waiting: dict[int, tuple[Answer, list[str] | None]] = {}
        asked: list[dict[str, Any]] = []
        for answer in answers:
            if answer is MODEL:
                waiting[walk.MODEL] = answer, None
                continue
            scope = None if tests_of is None else [test for task in answer.cells for test in tests_of.get(task, [])]
            waiting[len(asked)] = answer, scope
            cells = {grade_id: text for grade_id, text in answer.cells.items() if grade_id in places}
            asked.append({"cells": cells, "scope": scope, "go_on": go_on})
        request = {
            "cells": [_cell(cell) for cell in lab.notebook.cells if cell.cell_type == "code"],
            "answers": asked,
            "workers": self.workers,
            "cell_seconds": self.cell_seconds,
            "answer_seconds": self.answer_seconds,
            "explore": self.conditions.explore,
            "today": self.conditions.today,
        }
        seen: dict[int, list[dict[str, Any]]] = {}
        for line in self._walk(lab, request):
            number = line["answer"]
            if "seconds" not in line:
                seen.setdefault(number, []).append(line)
            elif number in waiting:
                answer, scope = waiting.pop(number)
                lines = seen.pop(number, [])
                if number != walk.MODEL and scope is None:  # what stands before its first own cell is the model's
                    first = min((places[grade_id] for grade_id in answer.cells if grade_id in places), default=0)
                    model = seen.get(walk.MODEL, [])
                    lines += [old for old in model if places[old.get("test") or old["cell"]] < first]
                yield _verdict(lab, answer, scope, lines, line["seconds"])
        for number, (answer, scope) in waiting.items():  # the time was up
            yield _verdict(lab, answer, scope, seen.get(number, []), self.answer_seconds)

    def _walk(self, lab: Lab, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Run the program `walk` in a folder with the lab's data; yields its results as they come."""
        environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        with Scratch("judge") as place, tempfile.TemporaryFile() as errors:
            folder, own = place / "lab", {"TMPDIR": str(place)}  # what a killed answer leaves goes with the rest
            folder.mkdir()
            if (lab.folder / "data").is_dir():
                shutil.copytree(lab.folder / "data", folder / "data")
            program = subprocess.Popen(
                [sys.executable, "-P", str(walk.__file__)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment | own | dict(self.conditions.environment),
            )
            assert program.stdin and program.stdout
            try:
                program.stdin.write(json.dumps(request | {"folder": str(folder)}).encode())
                program.stdin.close()
                yield from _lines(program.stdout, self.answer_seconds + 60)
            except BrokenPipeError:
                pass  # it ended at once; what it said is told below
            finally:
                program.terminate()
                program.stdout.close()
                program.wait()
            if program.returncode not in (0, -15):
                errors.seek(0)
                said = errors.read().decode(errors="replace").strip().splitlines()[-1:]
                why = f"exit code {program.returncode} {' '.join(said)}".strip()
                raise LabError([f"{lab.folder / 'lab.py'}: the lab's own cells end Python ({why}); mend the lab"])


def judge_lab(lab: Lab, folder: Path | None = None, *, explore: bool = False) -> Iterator[Verdict]:
    """Judge the model answer and all answer files of a lab, or only the files of another folder.

    Raises:
        LabError: an answer file cannot be read, or the lab itself cannot be run.
    """
    model = [] if folder else [MODEL]
    conditions = Conditions(environment=USUAL.environment, explore=explore)
    return ForkJudge(conditions=conditions)(lab, [*model, *read_answers(lab, folder)])


def _cell(cell: Any) -> dict[str, Any]:
    settings = cell.metadata.get("nbgrader", {})
    test = bool(settings.get("grade") and not settings.get("solution"))
    return {
        "id": cell.id,
        "source": cell.source,
        "test": test,
        "explore": "explore" in cell.metadata.get("tags", []),
        "hidden": regions(cell.source, HIDDEN_TESTS) if test else [],
    }


def _verdict(lab: Lab, answer: Answer, scope: list[str] | None, lines: list[dict[str, Any]], seconds: float) -> Verdict:
    results = {line["test"]: line for line in lines if "test" in line}
    if scope is None:
        tests = list(lab.tests)
    else:
        tests = [test for test in lab.tests if test in scope or test in results]
    points, failures = {}, {}
    for test in tests:
        found = results.get(test)
        if found is None:
            failures[test] = Failure(NOT_REACHED, "")
        elif found["message"]:
            failures[test] = Failure(found["message"], found["kind"], found["hidden"])
        points[test] = 0.0 if test in failures else lab.tests[test]
    broken = {line["cell"]: f"{line['kind']}: {line['message']}" for line in lines if "cell" in line}
    return Verdict(answer.name, points, failures, answer.loses, seconds, broken)


def _lines(stream: Any, longest: float) -> Iterator[dict[str, Any]]:
    """JSON lines of a program, until it ends or says nothing for too long."""
    with selectors.DefaultSelector() as waiting:
        waiting.register(stream, selectors.EVENT_READ)
        kept = b""
        while waiting.select(longest):
            block = os.read(stream.fileno(), 65536)
            if not block:
                return
            *lines, kept = (kept + block).split(b"\n")
            for line in lines:
                yield json.loads(line)
