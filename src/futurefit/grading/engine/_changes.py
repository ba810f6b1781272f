"""Tests that pass only because an answer changed what they compare with: `assert largest(numbers) == max(numbers)`.

What a function changes in its arguments is changed in the test's own, too, since tasks may ask for that (sort a list in
place). So a test in which it happened, and which gave points, is run once more where the test keeps what it had, and
the function's changes go into copies. Where that gives fewer points, the model answer decides, tried in the same way:
if it gets them without changing the test's own, the task does not ask for a change, and the officer's points came from
it. If it does not, the task asks for one, and the points stand.
"""

from __future__ import annotations

import ast
import dataclasses
import json
import math
import time
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from futurefit.grading.engine import plan as plans
from futurefit.grading.kernels._outputs import Outputs, Shown

if TYPE_CHECKING:
    from futurefit.grading.engine._submission import Submission

WHY = (
    "This test passed only because the answer changed what it was given, and the test compares with that. A function "
    "must leave what it is given as it is: let it make a copy first (of a list: list(numbers), of a table: "
    "table.copy()), work on the copy, and give back the result."
)
_ENDLESS = ("TimeoutError", "KernelEnded")  # tests that ended so are not run again
Points = tuple[float, float]  # without changes of the test's own, and with them


def judge(run: Submission) -> None:
    """Take back points that a test gave only because of what the answer changed in its arguments.

    Args:
        run: all of its cells have been run. Its officer's kernel is used up by this.
    """
    had = {place: points(run.outputs[place]) for place in run.tests}
    touched = _touched(run) if run.changed else set()
    if not any(had[place] for place in touched):
        return
    model = _model(run)
    names = {place: plans.name_of(run.cells[place]) for place in touched}
    alone, changing = ({place: model.get(names[place], (0.0, 0.0))[n] for place in touched} for n in (0, 1))
    # Where the model answer needs the change, so may the officer's. Where it gets no points at all, it says nothing.
    asks = {place for place in touched if alone[place] < had[place] <= changing[place]}
    doubted = {place for place in touched - asks if had[place]}
    run.plan.doubted.update(names[place] for place in doubted)
    ended = {place: had[place] for place in run.tests if not _is_endless(run.outputs[place])}
    came: dict[int, float] = {}
    for fresh in (False, True):  # once more from the start: a test may fail by chance
        low = {place for place in doubted if came.get(place, 0.0) < had[place]}
        if not low:
            return
        trial = run.another(fresh=fresh)
        try:
            found = _tried(trial, touched - asks, ended, low)
        finally:
            trial.close()
        came |= {place: max(came.get(place, 0.0), found.get(place, (0.0, 0.0))[0]) for place in low}
    if time.monotonic() >= run.until:
        run.notes.append("There was no time left to see whether tests passed only for what the answers changed.")
        return
    for place in sorted(doubted):
        if came[place] < had[place]:
            if alone[place] >= had[place]:
                run.notes.append(_take(run.outputs[place], names[place], came[place], had[place]))
            else:
                run.notes.append(
                    f"Test {names[place]} would not have passed without what the answer changed in what it was given. "
                    "The lab's source has no answer that passes it, so nobody knows whether the task asks for such a "
                    "change: look at the answer."
                )


def points(outputs: Outputs) -> float:
    """What a test gave: 0 where it failed, its number where it ended in one, else infinity."""
    return earned(outputs.list)


def earned(outputs: Sequence[Mapping[str, Any]]) -> float:
    """As `points`, for outputs in nbformat's form."""
    if any(output["output_type"] == "error" for output in outputs):
        return 0.0
    results = [output["data"].get("text/plain") for output in outputs if output["output_type"] == "execute_result"]
    if not results:
        return math.inf
    text = str(results[0]).strip()
    if text.startswith("np.") and text.endswith(")"):
        text = text.partition("(")[2][:-1]
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if number > 0 else 0.0


def _is_endless(outputs: Outputs) -> bool:
    return any(output.get("ename") in _ENDLESS for output in outputs.list)


def _take(outputs: Outputs, name: str, came: float, had: float) -> str:
    """Lower a test to what it gives without changes; a note of it."""
    results = [output for output in outputs.list if output["output_type"] == "execute_result"]
    if came and results and had < math.inf:
        results[0]["data"] = {"text/plain": f"{came:.12g}"}
        outputs.say(f"Some of the points came only from what the answer changed. {WHY.partition('. ')[2]}")
        left = f"it got {came:g} points, not {had:g}"
    else:
        outputs.fail("ChangedArguments", WHY)
        left = "it got no points"
    return (
        f"Test {name} passed only because the answer changed what it was given. The test, without that change, fails "
        f"with the answer and passes with the model answer: {left}."
    )


def _touched(run: Submission) -> set[int]:
    """The tests in which an answer changed what it was given, and those that use names which these have bound."""
    found: set[int] = set()
    bound: set[str] = set()
    for place in run.tests:
        own, used = names_in(plans.text_of(run.cells[place]))
        if place in run.changed or bound & used:
            found.add(place)
            bound |= own
    return found


@lru_cache(maxsize=256)
def names_in(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names that a test binds, and those that it only uses."""
    tree = plans.parse(source)
    own = plans.bound_names(tree)
    return frozenset(own), frozenset({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - own)


def _tried(
    run: Submission, alone: Collection[int], want: Mapping[int, float], asked: Collection[int]
) -> dict[int, Points]:
    """The points of the tests `asked`, in a run of their own, after those that stand before them.

    Args:
        alone: tests that keep what they have, whatever a function does to its arguments.
        want: the tests that are run. One that gets fewer points so is run with changes as well: later ones may need
            them.
    """
    found: dict[int, Points] = {}
    for place in run.tests:
        if place in want and place <= max(asked, default=-1):
            run.puts = place not in alone
            first = last = _points_of(run, place)
            if place in alone and first < want[place]:
                run.puts = True
                last = _points_of(run, place)
            found[place] = first, last
    return found


def _points_of(run: Submission, place: int) -> float:
    outputs = Outputs(Shown())
    run.test(place, outputs)
    return points(outputs)


def _model(run: Submission) -> dict[str, Points]:
    """What the model answer gets in each test of these, by name; asked once for all submissions of the lab."""
    texts = {plans.name_of(run.cells[place]): plans.text_of(run.cells[place]) for place in run.tests}
    key = json.dumps(texts, sort_keys=True)
    with run.plan.model_turn:
        if key not in run.plan.model_points:
            run.plan.model_points[key] = _asked_model(run, texts)
        return run.plan.model_points[key]


def _asked_model(run: Submission, texts: Mapping[str, str]) -> dict[str, Points]:
    notebook = json.loads(run.job.source)
    for cell in notebook["cells"]:
        if cell.get("cell_type") == "code" and plans.kind_of(cell) is plans.Kind.TEST:
            cell["source"] = texts.get(plans.name_of(cell), "")
    job = dataclasses.replace(run.job, notebook=json.dumps(notebook), files={})
    found: dict[str, Points] = {}
    for alone in (True, False):
        model = run.another(job=job)
        try:
            tests = model.tests
            for place, came in _tried(model, tests if alone else [], dict.fromkeys(tests, math.inf), tests).items():
                name = plans.name_of(model.cells[place])
                found[name] = came if alone else (found[name][0], max(came[1], found[name][1]))
        finally:
            model.close()
        if all(changing for _, changing in found.values()):
            break  # else run it as any answer is run: what was tried without changes may have misled later tests
    return found
