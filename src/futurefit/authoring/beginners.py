"""Slips that beginners make while they write a right answer: a card must tell each in plain words.

They are put into the model answer by rule, one at a time: a forgotten `return`, a start value left out, a number in
quotation marks, a column without them, brackets after a name left out, a name misspelled, round brackets for square
ones. What Python says of them is a matter for `futurefit.kit.mistakes`; whether a lab's checks catch them is not asked
here, since some change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from futurefit.authoring.answers import Answer
from futurefit.authoring.judge import Verdict
from futurefit.authoring.lab import SOLUTION, Lab, regions
from futurefit.authoring.messages import in_pythons_words

_START = re.compile(r"(\s+)\w+ = (?:0|1|None|\[\]|\{\}|set\(\))\s*$")
_SLIPS = {  # name: (what the line must hold, what comes in its place)
    "return forgotten": (re.compile(r"^(\s+)return "), r"\1"),
    "start value left out": (_START, r"\1pass"),
    "number in quotation marks": (re.compile(r"\b(\d+)\b"), r'"\1"'),
    "column without quotation marks": (re.compile(r'\["(\w+)"\]'), r"[\1]"),
    "brackets left out": (re.compile(r"\.(\w+)\(\)"), r".\1"),
    "name misspelled": (re.compile(r"\b([a-z_]{3,})[a-z](?=[\[.,) ])"), r"\1"),
    "round brackets for square": (re.compile(r"\[([^\[\]]*)\]"), r"(\1)"),
    "add for append": (re.compile(r"\.append\("), ".add("),
}


def slips(lab: Lab) -> list[Answer]:
    """Every slip of every line of the model answers, each as an answer of one cell."""
    return [
        Answer(Path(f"{task}, line {line}: {name}"), {task: source}, None)
        for task in lab.tests_by_task
        for line, name, source in _of(lab.cell(task).source)
    ]


def problems(verdicts: Iterable[Verdict]) -> Iterator[tuple[str, str]]:
    """Slips of which an officer would read Python's own words: (test, what), each message once."""
    told = set()
    for verdict in verdicts:
        for test, failure in verdict.failures.items():
            if failure.kind == "CheckFailed" and in_pythons_words(failure.message) and failure.message not in told:
                told.add(failure.message)
                what = "add what it means to the kit's catalogue, or a check of its own"
                yield test, f"says “{failure.message}” to a beginner's slip ({verdict.name}); {what}"


def _of(source: str) -> Iterator[tuple[int, str, str]]:
    lines = source.splitlines()
    for first, end in regions(source, SOLUTION):
        for number in range(first - 1, end - 1):
            for name, (pattern, by) in _SLIPS.items():
                changed = pattern.sub(by, lines[number], count=1)
                if changed != lines[number]:
                    yield number + 1, name, "\n".join([*lines[:number], changed, *lines[number + 1 :]])
