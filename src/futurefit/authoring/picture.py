"""What a lab shows where an answer is missing, made by the lab itself from its model answer.

The finished picture that opens a lab is what its cell tagged `picture` shows. And each picture that needs an officer's
answer is kept, so that an officer who has skipped a task still sees what the rest of the lab speaks of
(`futurefit.kit.skipped`).
"""

from __future__ import annotations

import base64
import copy
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbformat import NotebookNode
from PIL import Image

from futurefit.authoring.answers import apply
from futurefit.authoring.empties import blank
from futurefit.authoring.lab import Lab, LabError
from futurefit.course import Course
from futurefit.kit.skipped import SHOWN, WAITS

NAME = "finished.png"
COLOURS = 64  # a chart has fewer; a third of the size
_TITLE = re.compile(r'^\s*with explore\(\s*"([^"]+)"\s*,', re.MULTILINE)


def draw_picture(course: Course, lab: Lab) -> Path:
    """Run the lab with its model answer; keep `data/finished.png`, and what its pictures show where a task is skipped.

    Raises:
        LabError: no cell is tagged `picture`, or it showed no picture.
    """
    (lab.folder / "data").mkdir(exist_ok=True)
    finished = _executed(lab.notebook, lab.folder)
    waiting = _executed(apply(lab.notebook, blank(course, lab).cells), lab.folder)
    path = lab.folder / "data" / NAME
    path.write_bytes(base64.b64decode(_finished(lab, finished)))
    shown = {
        title: _kept(cell)
        for cell, unfinished in zip(finished.cells, waiting.cells, strict=True)
        if (title := _title(cell)) and WAITS in json.dumps(unfinished.outputs, ensure_ascii=False)
    }
    kept = lab.folder / "data" / SHOWN
    if shown:
        kept.write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    else:
        kept.unlink(missing_ok=True)
    return path


def _executed(notebook: NotebookNode, folder: Path) -> NotebookNode:
    executed = copy.deepcopy(notebook)
    (folder / "data" / SHOWN).unlink(missing_ok=True)  # what an earlier run kept would be shown in place of a card
    NotebookClient(
        executed,
        timeout=600,
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    ).execute()
    return executed


def _finished(lab: Lab, executed: NotebookNode) -> str:
    for cell in executed.cells:
        if "picture" in cell.metadata.get("tags", []):
            for output in cell.outputs:
                if image := output.get("data", {}).get("image/png"):
                    return str(image)
    raise LabError([f"{lab.folder / 'lab.py'}: no cell tagged “picture” shows a picture"])


def _title(cell: NotebookNode) -> str:
    """What an exploring cell shows, by its first `with explore("…", "Task n")`; "" for any other cell."""
    found = _TITLE.search(cell.source) if cell.cell_type == "code" else None
    return found[1] if found else ""


def _kept(cell: NotebookNode) -> list[dict[str, str]]:
    """The outputs of a cell, each as one kind of data that any page can show."""
    return [kept for output in cell.outputs for kept in _as_data(output)]


def _as_data(output: NotebookNode) -> Iterator[dict[str, str]]:
    if output.output_type == "stream":
        yield {"text/plain": output.text}
        return
    data: dict[str, Any] = output.get("data", {})
    if "image/png" in data:
        yield {"image/png": _small(data["image/png"])}
    elif "text/html" in data or "text/plain" in data:
        kind = "text/html" if "text/html" in data else "text/plain"
        yield {kind: data[kind]}


def _small(png: str) -> str:
    """A chart in few colours, as base64."""
    image = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB").quantize(COLOURS)
    buffer = io.BytesIO()
    image.save(buffer, format="png", optimize=True)
    return base64.b64encode(buffer.getvalue()).decode()
