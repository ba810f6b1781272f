"""Answers without any thought in them: none may earn a point.

The blank as it was released, `pass`, `return None`, each input given back, a constant, an error always raised, and
the hardest: the visible examples learned by heart. Every test cell of a task must catch every one of them, since each
cell's points are given on their own.
"""

from __future__ import annotations

import ast
import copy
import inspect
import textwrap
from collections.abc import Iterator
from pathlib import Path

from nbgrader.preprocessors import ClearSolutions

from futurefit.authoring import recorder
from futurefit.authoring.answers import Answer
from futurefit.authoring.lab import HIDDEN_TESTS, SOLUTION, Lab, regions
from futurefit.course import Course

CONSTANTS = ("0", "1", "True", "False", '""', "[]", "{}")
_SET_UP = "from __future__ import annotations\n"


def blank(course: Course, lab: Lab) -> Answer:
    """The lab as officers receive it, with nbgrader's own placeholder in each answer."""
    clear = ClearSolutions(config=course.config)
    cells = {}
    for task in lab.tests_by_task:
        cell, _ = clear.preprocess_cell(copy.deepcopy(lab.cell(task)), {"language": "python"}, 0)
        cells[task] = cell.source
    return Answer(Path("blank"), cells, frozenset(lab.tests))


def empty_answers(lab: Lab) -> list[Answer]:
    """All empty answers of each task alone; each must lose all tests of its task, whatever the other tasks earn."""
    return [
        Answer(Path(f"{task}: {name}"), {task: text}, frozenset(tests))
        for task, tests in lab.tests_by_task.items()
        for name, text in _empty(lab, task)
    ]


def visible_part(source: str) -> str:
    """A test cell as officers see it, without its hidden tests."""
    hidden = {n for first, end in regions(source, HIDDEN_TESTS) for n in range(first - 1, end + 1)}
    return "\n".join(line for number, line in enumerate(source.splitlines(), 1) if number not in hidden)


def _empty(lab: Lab, task: str) -> Iterator[tuple[str, str]]:
    source = lab.cell(task).source
    functions = _functions(source)
    if not functions:  # the answer is a variable, not a function
        names = _bound(source)
        for value in ("None", *CONSTANTS):
            yield f"= {value}", _with_body(source, "; ".join(f"{name} = {value}" for name in names) or "pass")
        return
    for body in ("pass", "return None", *(f"return {constant}" for constant in CONSTANTS)):
        yield body, _with_body(source, body)
    yield "raise ValueError", _with_body(source, 'raise ValueError("no")')
    for place in range(max(len(_inputs(function)) for function in functions)):
        names = [inputs[min(place, len(inputs) - 1)] for f in functions if (inputs := _inputs(f))]
        yield f"return {names[0]}", _with_body(source, *(f"return {name}" for name in names))
    for part, test in enumerate(lab.tests_by_task[task]):
        yield f"the visible examples by heart, else what {test} shows", _by_heart(lab, task, part)


def _by_heart(lab: Lab, task: str, part: int) -> str:
    """The cell of an answer that first watches the model answer pass the visible checks."""
    source = lab.cell(task).source
    names = [function.name for function in _functions(source)]
    parts = [visible_part(lab.cell(test).source) for test in lab.tests_by_task[task]]
    lines = [source, "", textwrap.dedent(inspect.getsource(recorder)).replace(_SET_UP, "")]
    lines += [f"{name} = Recorder({name})" for name in names]
    for number, text in enumerate(parts):
        lines += [f"{name}.part = {number}" for name in names]
        lines += ["try:", f"    exec({text!r}, globals())", "except Exception:", "    pass"]
    lines += [f"{name} = {name}.hard_coded({part})" for name in names]
    return "\n".join(lines)


def _functions(source: str) -> list[ast.FunctionDef]:
    """The functions whose bodies are to be written, in order."""
    within = regions(source, SOLUTION)
    return [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        and any(node.lineno < first and end <= (node.end_lineno or 0) + 1 for first, end in within)
    ]


def _inputs(function: ast.FunctionDef) -> list[str]:
    given = function.args
    every = [*given.posonlyargs, *given.args, *filter(None, [given.vararg]), *given.kwonlyargs]
    return [argument.arg for argument in every]


def _bound(source: str) -> list[str]:
    """Names that a cell binds at its top level."""
    nodes = [node for statement in ast.parse(source).body for node in ast.walk(statement)]
    return sorted({node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)})


def _with_body(source: str, *bodies: str) -> str:
    """A cell with each solution region replaced by one line (the last one, where there are more regions)."""
    lines = source.splitlines()
    for number, (first, end) in reversed(list(enumerate(regions(source, SOLUTION)))):
        marker = lines[first - 2]
        indent = marker[: len(marker) - len(marker.lstrip())]
        lines[first - 2 : end] = [indent + bodies[min(number, len(bodies) - 1)]]
    return "\n".join(lines)
