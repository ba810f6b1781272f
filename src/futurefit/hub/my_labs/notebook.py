"""How far an officer has come, read from the notebook on disk: nothing is run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from futurefit.hub.my_labs.standing import Task, TaskState, Work

LARGEST = 50_000_000  # bytes; reading more would keep the page waiting for seconds
_HEADING = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)
_POINTS = re.compile(r"\s*\([^()]*\b(points?|mata)\b[^()]*\)$")


def read_work(notebook: Path, handed_in: Path | None = None) -> Work:
    """An officer's copy of a lab.

    Args:
        notebook: where it should be.
        handed_in: the copy of it that was handed in last.
    """
    try:
        stat = notebook.stat()
    except OSError:
        return Work(notebook, problem="gone")
    saved = datetime.fromtimestamp(stat.st_mtime, UTC)
    if stat.st_size > LARGEST:
        return Work(notebook, saved, problem="large", size=stat.st_size)
    try:
        tasks, answers = _read(notebook, stat.st_mtime_ns, stat.st_size)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Work(notebook, saved, problem="damaged")
    return Work(notebook, saved, tasks, changed=answers != _answers_in(handed_in))


def _answers_in(path: Path | None) -> tuple[str, ...] | None:
    try:
        stat = path.stat() if path else None
        return _read(path, stat.st_mtime_ns, stat.st_size)[1] if path and stat and stat.st_size <= LARGEST else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _size: int) -> tuple[tuple[Task, ...], tuple[str, ...]]:
    """The tasks, and the text of all cells; read again when the file's time or size is another one."""
    cells = json.loads(path.read_bytes().decode("utf-8-sig"))["cells"]
    return tuple(_tasks(cells)), tuple("".join(cell["source"]) for cell in cells)


def _tasks(cells: list[dict[str, Any]]) -> Iterator[Task]:
    """The answers that the lab asks for, each with the checks that stand between it and the next one."""
    heading = ""
    answer: dict[str, Any] | None = None
    checks: list[dict[str, Any]] = []
    asked = ""
    for cell in cells:
        about = cell["metadata"].get("nbgrader") or {}
        if cell["cell_type"] == "markdown" and not about.get("solution"):
            heading = (_HEADING.findall("".join(cell["source"])) or [heading])[-1]
        if about.get("solution"):
            if answer:
                yield _task(answer, asked, checks)
            answer, asked, checks = cell, heading, []
        elif about.get("grade"):
            checks.append(cell)
    if answer:
        yield _task(answer, asked, checks)


def _task(answer: dict[str, Any], heading: str, checks: list[dict[str, Any]]) -> Task:
    about = answer["metadata"]["nbgrader"]
    by_person = not checks
    results = [_result(check) for check in checks]
    if _as_released(answer):
        state = TaskState.BLANK
    elif all(result is True for result in results):
        state = TaskState.GREEN
    elif any(result is False for result in results):
        state = TaskState.RED
    else:
        state = TaskState.WRITTEN
    red = next((check["metadata"]["nbgrader"]["grade_id"] for check in checks if _result(check) is False), "")
    return Task(about["grade_id"], _POINTS.sub("", heading) or about["grade_id"], state, by_person, red)


def _as_released(cell: dict[str, Any]) -> bool:
    """nbgrader keeps a checksum of each cell as released."""
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum  # takes a second the first time: not when the server starts

    source = "".join(cell["source"])
    as_read = from_dict({**cell, "source": source})
    return not source.strip() or compute_checksum(as_read) == cell["metadata"]["nbgrader"].get("checksum")


def _result(check: dict[str, Any]) -> bool | None:
    """Whether a check passed when it was run last; None where it has not been run."""
    outputs = check.get("outputs", [])
    if check.get("execution_count") is None and not outputs:
        return None
    shown = ["".join(output.get("data", {}).get("text/plain", "")).lstrip() for output in outputs]
    return not any(output["output_type"] == "error" for output in outputs) and not any(
        text.startswith("✘") for text in shown
    )
