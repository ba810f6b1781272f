"""Run one submission in two kernels: the officer's runs the answers, the examiner's the tests.

Nothing that an officer wrote runs where marks are decided, and no hidden test is ever where an officer's code runs.
A cell that hangs or ends Python loses what was running and nothing else. Neither nbgrader nor nbformat is needed here,
so that a worker starts fast.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from futurefit.errors import FutureFitError
from futurefit.grading.engine import plan as plans
from futurefit.grading.engine._submission import Submission
from futurefit.grading.engine.job import Job, Settings, Ways
from futurefit.grading.engine.plan import Plan
from futurefit.grading.kernels.sandbox import Policy
from futurefit.grading.kernels.warm import ParentLost, WarmParent

__all__ = ["ExamineError", "Examined", "Job", "Kernels", "Settings", "Ways", "examine"]


class ExamineError(FutureFitError):
    """The grader failed, not the officer: the submission is not graded. The message says why."""


@dataclass(frozen=True)
class Examined:
    """A notebook that was run.

    Attributes:
        notebook: JSON of it with its outputs.
        inside: whether any of its tests ran in the officer's own process.
        notes: what the instructor should know, each a sentence.
        seconds: wall time of it all.
        cell_seconds: of that, the cells' own.
    """

    notebook: str
    inside: bool
    notes: tuple[str, ...]
    seconds: float
    cell_seconds: float


class Kernels:
    """Keeps parents warm, one for each lab, its files and policy; at most `most` of them that nobody uses.

    Several threads may use it: they fork their kernels from the same parents. Close it, or use it in a `with`.
    """

    def __init__(self, most: int = 2) -> None:
        self._most = most
        self._plans: dict[str, Plan] = {}
        self._parents: dict[str, WarmParent] = {}
        self._users: Counter[WarmParent] = Counter()
        self._turn = threading.RLock()

    def plan(self, job: Job) -> Plan:
        """The plan of the job's lab.

        Raises:
            ExamineError: its source is no notebook of Python.
        """
        key = hashlib.sha256(job.source.encode(errors="surrogatepass")).hexdigest()
        with self._turn:
            if key not in self._plans:
                try:
                    self._plans[key] = plans.read_plan(job.source)
                except (ValueError, TypeError, AttributeError) as error:
                    raise ExamineError(
                        f"The source of {job.lab} cannot be used: {error}. Build the lab again."
                    ) from None
            return self._plans[key]

    def warm(self, source: str, files: Mapping[str, bytes], policy: Mapping[str, Any]) -> None:
        """Have a parent warm for the jobs of this lab, before there is one.

        Args:
            source, files: as a `Job` has them.
            policy: `Policy.as_dict`.

        Raises:
            ExamineError, ParentLost, SandboxError: as `examine`.
        """
        with self.parent(Job("", "", source, files, settings=Settings(Policy.from_dict(policy)))):
            pass

    @contextmanager
    def parent(self, job: Job) -> Iterator[WarmParent]:
        """A warm parent for the job's lab, to fork from within the `with`: the one there is, or a new one."""
        total = hashlib.sha256(repr(job.settings.policy).encode() + job.source.encode(errors="surrogatepass"))
        for name, content in sorted(job.lab_files.items()):
            total.update(name.encode(errors="surrogatepass") + b"\0" + hashlib.sha256(content).digest())
        key = total.hexdigest()
        with self._turn:
            parent = self._parents.pop(key, None)
            if parent and not parent.alive:
                parent.close()
                parent = None
            if parent is None:
                idle = [each for each, one in self._parents.items() if not self._users[one]]
                for each in idle[: len(self._parents) + 1 - self._most]:
                    self._parents.pop(each).close()
                plan = self.plan(job)
                preload = ["futurefit.kit", *plan.preload]
                parent = WarmParent(job.settings.policy, preload, plan.leading, job.lab_files)
            self._parents[key] = parent  # the last one used stands last
            self._users[parent] += 1
        try:
            yield parent
        finally:
            with self._turn:
                self._users -= Counter([parent])

    def close(self) -> None:
        """End all parents, with whatever still runs in their kernels."""
        with self._turn:
            while self._parents:
                self._parents.popitem()[1].close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def examine(job: Job, kernels: Kernels) -> Examined:
    """Run a notebook.

    Raises:
        ExamineError: the grader failed; nothing is known about the submission.
        sandbox.SandboxError: submissions cannot be kept apart here.
    """
    start = time.monotonic()
    plan = kernels.plan(job)
    for last_try in (False, True):
        try:
            with kernels.parent(job) as parent:
                run = Submission(job, plan, parent)
                try:
                    run.all()
                finally:
                    run.close()
        except ParentLost as error:  # it is replaced, and its work is done again
            if last_try:
                raise ExamineError(
                    f"The kernels of {job.lab} cannot be started: {error}. Run: futurefit doctor"
                ) from None
            continue
        notebook = json.dumps(run.notebook, ensure_ascii=False)
        return Examined(notebook, bool(run.inside), tuple(run.notes), time.monotonic() - start, run.cell_seconds)
    raise AssertionError("not reached")
