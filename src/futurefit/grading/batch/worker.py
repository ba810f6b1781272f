"""What runs in a Dask worker: a submission in each of its threads, in kernels forked from parents that stay warm.

A worker needs this package and what the labs import, and nothing of the course: no folder, no gradebook, no nbgrader.
"""

from __future__ import annotations

import atexit
import signal
import threading
from importlib import import_module
from typing import Any

from distributed import Worker, get_worker

from futurefit.errors import FutureFitError
from futurefit.grading.versions import grader_version

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
    about(version)
    worker = get_worker()
    worker.log_event(TOPIC, {"job": number, "worker": worker.address})
    module = import_module(engine)
    with _turn:  # a worker's threads share what is warm
        if engine not in _kernels:
            _kernels[engine] = module.Kernels()
            atexit.register(rest)
        kernels = _kernels[engine]
    return module.examine(job, kernels)


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


def dask_setup(worker: Worker) -> None:
    """Called by Dask in each worker that the driver starts on its own machine, before it takes work.

    Ctrl-C at the terminal reaches these workers too; it is the driver that ends them then. A handler is set, rather
    than the signal ignored, since what a process ignores its children ignore, and cells are stopped with this signal.
    """
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, lambda *_: None)
    import_module(ENGINE)
