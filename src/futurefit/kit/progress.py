"""How many checks of a task have passed, for the foot of each card: “Task 2: 2 of 3 checks passed”.

Which checks belong together stands in the notebook: those between one answer cell and the next. The file lies beside
the kernel under its folder's name; where it does not, cards have no foot.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from futurefit.kit import cells

#: The heading of a task, as every lab writes it.
TASK = re.compile(r"^## (Task \d+)\b", re.MULTILINE)


@dataclass
class _Task:
    name: str
    checks: list[str] = field(default_factory=list)  # the sources of its test cells
    passed: set[str] = field(default_factory=set)


def count(passed: bool) -> str:
    """The foot of the card of the check that runs now: "Task 2: 2 of 3 checks passed", or "" where it is not known.

    Args:
        passed: whether this check holds. A test cell with several checks has passed if its last one has.
    """
    source = cells.running().strip()
    task = _tasks().get(source)
    if task is None:
        return ""
    (task.passed.add if passed else task.passed.discard)(source)
    done, of = len(task.passed), len(task.checks)
    if done < of:
        return f"{task.name}: {done} of {of} check{'s' if of > 1 else ''} passed"
    return f"{task.name}: all checks passed. Marking also tries other cases of what the text says."


@lru_cache(maxsize=1)
def _tasks() -> dict[str, _Task]:
    """The task of each test cell, by the cell's source; empty where the notebook is not found or is no lab."""
    here = Path.cwd()
    try:
        notebook = json.loads((here / f"{here.name}.ipynb").read_text(encoding="utf-8"))
        return _read(notebook["cells"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _read(all_cells: list[dict[str, Any]]) -> dict[str, _Task]:
    found: dict[str, _Task] = {}
    heading, task = "", None
    for cell in all_cells:
        source = "".join(cell["source"]).strip()
        about = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "markdown":
            heading = (TASK.findall(source) or [heading])[-1]
        elif about.get("solution"):
            task = _Task(heading)
        elif about.get("grade") and task is not None and heading:
            task.checks.append(source)
            found[source] = task
    return found
