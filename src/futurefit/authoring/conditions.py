"""The conditions that a task's text names, each with the wrong answers that ignore just it.

A condition that no datum of a test needs is a condition that an officer may ignore. So the author lists them in
`labs/<lab>/conditions.toml`, in the words of the text, and for each the answers that heed all but it::

    [[late]]                                # the task, by the grade_id of its answer cell
    says = "above the limit"                # words that stand in the task's text or in its function's description
    ignored_by = ["wrong_limit_included"]   # files of answers/, each of which loses points in this task
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from futurefit.authoring.answers import Answer
from futurefit.authoring.judge import Verdict
from futurefit.authoring.lab import Lab, LabError

NAME = "conditions.toml"


@dataclass(frozen=True)
class Condition:
    """One condition of a task's text."""

    task: str
    says: str
    ignored_by: tuple[str, ...]


def read_conditions(lab: Lab) -> list[Condition]:
    """The conditions of a lab, in the order of the file; none where there is no such file.

    Raises:
        LabError: the file cannot be read, or an entry lacks `says` or `ignored_by`.
    """
    path = lab.folder / NAME
    if not path.exists():
        return []
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8"))
        return [
            Condition(task, str(entry["says"]), tuple(entry["ignored_by"]))
            for task, entries in listed.items()
            for entry in entries
        ]
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LabError([f"{path}: cannot be read: {error}"]) from error
    except (KeyError, TypeError) as error:
        form = "[[task]], says = “words of the text”, ignored_by = [“wrong_…”]"
        raise LabError([f"{path}: each condition has this form: {form} ({error})"]) from error


def problems(
    lab: Lab, listed: Iterable[Condition], answers: Iterable[Answer], verdicts: Mapping[str, Verdict]
) -> Iterator[tuple[str, str]]:
    """What keeps the conditions from being covered: (task, what).

    Args:
        verdicts: of the answer files, by name.
    """
    listed, known = list(listed), {answer.name: answer for answer in answers}
    for task in lab.tests_by_task:
        if not any(condition.task == task for condition in listed):
            yield task, f"names no condition in {NAME}; list each with the wrong answers that ignore just it"
    texts = {task: _plain(text) for task, text in task_texts(lab).items()}
    for condition in listed:
        if condition.task not in texts:
            yield condition.task, f"stands in {NAME}, and there is no such task; there are {', '.join(texts)}"
            continue
        if _plain(condition.says) not in texts[condition.task]:
            yield condition.task, f"“{condition.says}” stands in {NAME} and not in the task's text"
        if not condition.ignored_by:
            yield condition.task, f"no wrong answer ignores “{condition.says}”; add one, and a test that catches it"
        for name in condition.ignored_by:
            if name not in known:
                yield condition.task, f"answers/{name}.py, named in {NAME}, is not there"
            elif condition.task not in known[name].cells:
                yield condition.task, f"answers/{name}.py, named in {NAME}, has no answer to this task"
            elif not verdicts[name].lost & set(lab.tests_by_task[condition.task]):
                yield condition.task, f"answers/{name}.py ignores “{condition.says}” and loses no point in this task"


def task_texts(lab: Lab) -> dict[str, str]:
    """What a task's text says: the markdown since the tests before it, and its own answer cell."""
    found, text = {}, []
    for cell in lab.notebook.cells:
        settings = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "markdown" and not settings.get("solution"):
            text.append(cell.source)
        elif settings.get("solution") and cell.cell_type == "code":
            found[settings["grade_id"]] = "\n".join([*text, cell.source])
        elif settings.get("grade"):
            text = []
    return found


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("**", "")).strip().casefold()
