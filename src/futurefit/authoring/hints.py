"""Third hints as officers use them: pasted over the answer as they are, and with their blanks filled.

A third hint is a ```python block behind “Hint 3”, indented like the body of a function, with `____` for each blank.
What stands for the blanks is in `labs/<lab>/hints.toml`, in order: `[grade_id]` with `fill = ["…", …]`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from futurefit.authoring.answers import Answer
from futurefit.authoring.lab import Lab, LabError
from futurefit.kit.cards import BLANK

_THIRD = re.compile(r"<summary>Hint 3.*?```python\n(?P<code>.*?)```", re.DOTALL)


def third_hints(lab: Lab) -> dict[str, str]:
    """The code of each task's third hint, by grade_id.

    Raises:
        LabError: a task has no third hint with code in it, or one with “...” where a blank is meant.
    """
    script, found = lab.folder / "lab.py", dict[str, str]()
    problems, hint = [], None
    for cell in lab.notebook.cells:
        if cell.cell_type == "markdown":
            hint = _THIRD.search(cell.source) or hint
        elif (name := cell.metadata.get("nbgrader", {}).get("grade_id")) in lab.solutions:
            if hint is None:
                problems.append(f"{script}: task {name} has no third hint with a ```python block")
            elif "..." in hint["code"] or "…" in hint["code"]:
                problems.append(
                    f"{lab.folder / 'lab.py'}: the third hint of {name} has “...”, which is Python: write ____"
                )
            else:
                found[name] = hint["code"]
            hint = None
    if problems:
        raise LabError(problems)
    return found


def as_pasted(lab: Lab) -> list[Answer]:
    """An answer for each third hint with blanks, in which nothing is filled in; each must lose points of its task."""
    return [
        Answer(Path(f"hint_of_{task}_as_pasted"), {task: _body(lab, task, code)}, None)
        for task, code in third_hints(lab).items()
        if BLANK in code
    ]


def as_filled(lab: Lab) -> Answer:
    """The answer of an officer who has used every third hint, and filled it rightly; it must lose nothing.

    Raises:
        LabError: hints.toml is missing, or has another number of fillings than a hint has blanks.
    """
    path = lab.folder / "hints.toml"
    try:
        fillings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LabError([f"{path}: cannot be read: {error}"]) from error
    cells, problems = {}, []
    for task, code in third_hints(lab).items():
        fill = fillings.get(task, {}).get("fill", [])
        if code.count(BLANK) != len(fill):
            problems.append(f"{path}: {task} has {code.count(BLANK)} blanks and {len(fill)} fillings")
            continue
        for word in fill:
            code = code.replace(BLANK, word, 1)
        cells[task] = _body(lab, task, code)
    if problems:
        raise LabError(problems)
    return Answer(Path("hints_filled"), cells, frozenset())


def _body(lab: Lab, task: str, code: str) -> str:
    """The solution cell up to its answer, with the hint's code in the answer's place, not indented anew."""
    return lab.cell(task).source.partition("    ### BEGIN SOLUTION")[0] + code
