"""Notebooks for tests of the engine, written as short texts: a line `## kind name {…}` begins a cell."""

from __future__ import annotations

import json
from typing import Any

from futurefit.grading.engine import Examined, Job, Kernels, Settings, examine

KINDS: dict[str, dict[str, Any]] = {
    "setup": {"grade": False, "solution": False, "locked": True},
    "answer": {"grade": False, "solution": True, "locked": False},
    "test": {"grade": True, "solution": False, "locked": True, "points": 1},
}


def cells(text: str) -> list[dict[str, Any]]:
    """The cells of a text; kinds: those above, explore, and own (an officer's, without any mark)."""
    made: list[dict[str, Any]] = []
    for part in text.split("\n## ")[1:] if not text.startswith("## ") else ("\n" + text).split("\n## ")[1:]:
        head, _, source = part.partition("\n")
        kind, name, *more = head.split(" ", 2)
        metadata: dict[str, Any] = json.loads(more[0]) if more else {}
        if kind in KINDS:
            metadata["nbgrader"] = KINDS[kind] | {"grade_id": name, "schema_version": 3, "cell_type": "code"}
        elif kind == "explore":
            metadata["tags"] = ["explore"]
        made.append(
            {"cell_type": "code", "id": name, "metadata": metadata, "source": source.rstrip("\n"), "outputs": []}
        )
    return made


def notebook(text: str, **metadata: Any) -> str:
    """JSON of a notebook."""
    return json.dumps({"cells": cells(text), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def job(source: str, submission: str = "", settings: Settings | None = None, **more: Any) -> Job:
    """A job: the submission's cells take the place of the source's of the same name, or are added where they stand.

    Args:
        source, submission: texts as `cells` reads them. Tests and set-up of the submission are the source's.
    """
    metadata = more.pop("metadata", {})
    text = notebook(source, **metadata)
    given = cells(submission) if submission else []
    by_name = {cell["id"]: cell for cell in cells(source)}
    if given:
        answers = {cell["id"]: cell for cell in given}
        result = [answers.pop(name, cell) for name, cell in by_name.items()]
        for cell in answers.values():  # the officer's own cells stand before the cell that follows them in the text
            place = given.index(cell)
            after = next((one["id"] for one in given[place + 1 :] if one["id"] in by_name), None)
            index = next((i for i, one in enumerate(result) if one["id"] == after), len(result))
            result.insert(index, cell)
    else:
        result = list(by_name.values())
    whole = json.dumps({"cells": result, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
    return Job("lab", whole, text, settings=settings or Settings(), **more)


def outputs(examined: Examined) -> dict[str, list[dict[str, Any]]]:
    """The outputs of each cell, by name."""
    return {cell["id"]: cell["outputs"] for cell in json.loads(examined.notebook)["cells"]}


def failed(examined: Examined) -> dict[str, str]:
    """What the cells that failed say, by name."""
    found = {}
    for name, list_ in outputs(examined).items():
        if errors := [output for output in list_ if output["output_type"] == "error"]:
            found[name] = " ".join(f"{error['ename']}: {error['evalue']}" for error in errors)
    return found


def said(examined: Examined, name: str) -> str:
    """All that a cell printed or showed as text."""
    return "".join(
        output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs(examined)[name]
    )


def run(kernels: Kernels, source: str, submission: str = "", **more: Any) -> Examined:
    """Examine a submission."""
    return examine(job(source, submission, **more), kernels)
