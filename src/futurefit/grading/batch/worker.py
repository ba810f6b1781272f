"""What runs in a Dask worker: a submission in each of its threads, in kernels forked from parents that stay warm.

A worker needs this package and what the labs import, and nothing of the course: no folder, no gradebook, no nbgrader.
"""

from __future__ import annotations

import atexit
import threading
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from futurefit.errors import FutureFitError
from futurefit.grading.versions import grader_version

if TYPE_CHECKING:
    from futurefit.grading.batch.local import Material

ENGINE = "futurefit.grading.engine"
TOPIC = "futurefit"  # of the events that tell the driver what runs where

_kernels: dict[str, Any] = {}  # the engine's Kernels, for as long as this process lives
_turn = threading.Lock()


class OtherVersion(FutureFitError):
    """This worker's grader is not the driver's: it could give other points."""


def run(number: int, job: Any, engine: str, version: str) -> Any:
    """Examine a job (`engine.Job`) and return what came out (`engine.Examined`).

    Args:
        number: the driver's number for the job.
        engine: the module that examines.
        version: the driver's `grader_version`.

    Raises:
        OtherVersion: this worker has another one.
        ExamineError: the engine's; the submission is not graded.
    """
    from distributed import get_worker

    about(version)
    worker = get_worker()
    worker.log_event(TOPIC, {"job": number, "worker": worker.address})
    return import_module(engine).examine(job, _kernels_of(engine))


def make_warm(engine: str, lab: Material | None) -> None:
    """Start what the lab's submissions will be forked from, before the first one is there."""
    if lab:
        with suppress(Exception):  # the first submission meets the same, and says so
            _kernels_of(engine).warm(lab.source, lab.files, lab.policy)


def _kernels_of(engine: str) -> Any:
    """The engine's Kernels of this process, whose threads share what is warm."""
    with _turn:
        if engine not in _kernels:
            _kernels[engine] = import_module(engine).Kernels()
            atexit.register(rest)
        return _kernels[engine]


def about(version: str) -> None:
    """Raise OtherVersion unless this worker grades as the driver does."""
    if (own := grader_version()) != version:
        raise OtherVersion(
            f"A worker's grader is another one than this command's (there: {own:.12}, here: {version:.12}). Install "
            "the same version of futurefit for the workers, start them again, then run the same command again."
        )


def rest() -> None:
    """Close the warm kernels: they hold memory, and a worker of a shared scheduler may wait for long."""
    while _kernels:
        _kernels.popitem()[1].close()
