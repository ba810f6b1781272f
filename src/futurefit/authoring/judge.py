"""Run a lab's tests against answers, in one process each: the author's quick check.

A parent imports what the lab imports; each answer then runs in a fork of it, cell by cell through IPython as in an
officer's notebook, so that judging one takes tens of milliseconds. Answers are the author's own and are trusted.
"""

from __future__ import annotations

import ast
import importlib
import io
import json
import os
import select
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from futurefit.authoring.answers import Answer, apply, read_answers
from futurefit.authoring.lab import Lab


@dataclass(frozen=True)
class Verdict:
    """What one answer earned: points and, where a test failed, its message, by test id."""

    name: str
    points: dict[str, float]
    messages: dict[str, str]
    expected: frozenset[str] | None  # the tests that it must lose; None: no expectation
    seconds: float

    @property
    def lost(self) -> frozenset[str]:
        return frozenset(self.messages)

    @property
    def as_expected(self) -> bool:
        return self.expected is None or self.lost == self.expected


def judge_lab(lab: Lab, folder: Path | None = None, *, explore: bool = False) -> Iterator[Verdict]:
    """Judge the model answer and all answer files of a lab, or only the files of another folder.

    Raises:
        LabError: an answer file cannot be read.
    """
    model = [] if folder else [Answer(Path("model"), {}, frozenset())]
    yield from judge(lab, [*model, *read_answers(lab, folder)], explore=explore)


def judge(lab: Lab, answers: Iterable[Answer], *, timeout: float = 60.0, explore: bool = False) -> Iterator[Verdict]:
    """Judge answers one after the other; the model answer is `Answer(path, {}, frozenset())`.

    Args:
        timeout: seconds for one answer; what was not reached by then has failed.
        explore: also run the cells tagged `explore`, on which no test may depend.
    """
    _import_what_it_imports(lab)
    for answer in answers:
        start = time.monotonic()
        results = _run_forked(lab, apply(lab.notebook, answer.cells), timeout, explore)
        points, messages = {}, {}
        for test, worth in lab.tests.items():
            message = results.get(test, "not reached: a cell before it ended the run, or the time was up")
            points[test] = 0.0 if message else worth
            if message:
                messages[test] = message
        yield Verdict(answer.name, points, messages, answer.loses, time.monotonic() - start)


def _import_what_it_imports(lab: Lab) -> None:
    for cell in lab.notebook.cells:
        if cell.cell_type != "code":
            continue
        for node in ast.walk(ast.parse(cell.source)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                importlib.import_module(name)


def _run_forked(lab: Lab, notebook: NotebookNode, timeout: float, explore: bool) -> dict[str, str]:
    """Message of each test that was reached ("" when it passed), from a fork of this process."""
    read_end, write_end = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        try:
            os.setsid()
            os.chdir(lab.folder)
            _run_cells(notebook, write_end, explore)
        finally:
            os._exit(0)
    os.close(write_end)
    received, deadline = b"", time.monotonic() + timeout
    try:
        while (left := deadline - time.monotonic()) > 0 and select.select([read_end], [], [], left)[0]:
            block = os.read(read_end, 65536)
            if not block:
                break
            received += block
    finally:
        os.close(read_end)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return dict(json.loads(line) for line in received.decode().splitlines())


def _run_cells(notebook: NotebookNode, write_end: int, explore: bool) -> None:
    os.environ["MPLBACKEND"] = "agg"
    from IPython.core.interactiveshell import InteractiveShell

    # Files opened by name, not descriptor 1: what a cell prints is thrown away.
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        shell = InteractiveShell.instance()
        shell.history_manager.enabled = False
        shell.display_pub.publish = lambda *args, **kwargs: None
        for cell in notebook.cells:
            if cell.cell_type != "code" or ("explore" in cell.metadata.get("tags", []) and not explore):
                continue
            result = shell.run_cell(cell.source, store_history=False)
            error = result.error_before_exec or result.error_in_exec
            settings = cell.metadata.get("nbgrader", {})
            if settings.get("grade") and not settings.get("solution"):
                message = "" if error is None else f"{type(error).__name__}: {error}"
                os.write(write_end, (json.dumps([settings["grade_id"], message]) + "\n").encode())
            elif error is not None and "explore" in cell.metadata.get("tags", []):
                os.write(write_end, (json.dumps([cell.id, f"{type(error).__name__}: {error}"]) + "\n").encode())
