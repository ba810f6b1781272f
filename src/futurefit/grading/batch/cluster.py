"""What runs the submissions of a run: a process of this machine, or workers that joined a Dask scheduler elsewhere."""

from __future__ import annotations

import gc
import logging
import os
import queue
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import Future as Started
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from futurefit.errors import FutureFitError
from futurefit.grading.batch import worker
from futurefit.grading.batch.local import LocalWorker, Material
from futurefit.scratch import Scratch

_JOIN = 15.0  # seconds within which a scheduler must answer, and have a worker
_NO_WORKERS = 60.0  # seconds that a scheduler may be without any: one may be starting
_LOOK = 5.0  # seconds between looks at whether it has some
_HANDS_IN = 3  # jobs a thread that are on their way at once: one runs, one waits, one is being written down
_DEATHS = 1  # of workers that a job may be in when they die, before it is given back


class ClusterError(FutureFitError):
    """There are no workers, or they were lost; the message ends with what to do. What is graded is kept."""


class WorkerDied(Exception):
    """The workers that had this job died."""


class Workers:
    """Runs jobs in threads of workers. Close it, or use it in a `with`; an exception there ends all work at once.

    Args:
        count: how many threads the worker on this machine has: so many submissions run at once.
        scheduler: address of a Dask scheduler (tcp://host:8786) whose workers are used instead.
        engine: the module that examines.
        lab: what the worker on this machine makes warm while everything else starts.
    """

    def __init__(
        self, count: int = 1, scheduler: str = "", engine: str = worker.ENGINE, lab: Material | None = None
    ) -> None:
        self._count, self._scheduler, self._engine, self._lab = max(1, count), scheduler, engine, lab
        self._starting: Started[None] | None = None
        self._own: LocalWorker | None = None  # the worker on this machine
        self._scratch: Scratch | None = None  # for whatever it and Dask write
        self._cluster: Any = None
        self._client: Any = None
        self._done: queue.SimpleQueue[tuple[int, Any]] = queue.SimpleQueue()
        self._flying: dict[int, Any] = {}
        self._looked = self._had_workers = time.monotonic()
        self.began: dict[int, tuple[float, str]] = {}  # number of a job -> when (monotonic), and the worker's address

    def start(self) -> None:
        """Begin to start the workers; returns at once."""
        if self._starting is None:
            if not self._scheduler:
                self._scratch = Scratch("run")
                self._own = LocalWorker(self._count, self._engine, self._lab, folder=self._scratch.path)
            # Dask, when it starts, begins to watch the collecting of garbage, and fails where that is just going on.
            gc.disable()
            self._starting = ThreadPoolExecutor(1, "futurefit-workers").submit(self._start)
            self._starting.add_done_callback(lambda _: gc.enable())

    def _start(self) -> None:
        import dask
        from distributed import Client, LocalCluster

        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what a person needs to know, the driver says
        if self._scheduler:
            self._join(Client)
            return
        assert self._own and self._scratch
        settings = {
            "distributed.scheduler.allowed-failures": _DEATHS,
            "distributed.scheduler.http.routes": [],
            "temporary-directory": str(self._scratch.path),
        }
        security = _only_this_run()
        try:
            with dask.config.set(settings):
                self._cluster = LocalCluster(
                    n_workers=0,
                    host="127.0.0.1",
                    protocol="tls://",
                    security=security,
                    dashboard_address=None,
                    scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
                    silence_logs=logging.CRITICAL,
                )
                self._client = Client(self._cluster, set_as_default=False)
        except (RuntimeError, OSError, TimeoutError) as error:
            raise _not_started(error) from error
        self._own.join(self._cluster.scheduler_address, security)
        self._client.subscribe_topic(worker.TOPIC, self._began)

    def _join(self, client: Any) -> None:
        again = "Then run the same command again."
        try:
            self._client = client(self._scheduler, timeout=_JOIN, set_as_default=False)
            self._client.wait_for_workers(1, timeout=_JOIN)
        except TimeoutError:
            what = "no worker has joined it" if self._client else "it does not answer"
            start = f"dask worker {self._scheduler} --nworkers 1" if self._client else "dask scheduler"
            raise ClusterError(f"{self._scheduler} cannot be used: {what}. Start one with: {start}. {again}") from None
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"{self._scheduler} cannot be used ({error}). Is it the address that `dask scheduler` has printed, and "
                f"of the same version of Dask? {again}"
            ) from None
        from futurefit.grading.versions import grader_version

        try:
            self._client.run(worker.about, grader_version())
        except ImportError as error:
            raise ClusterError(
                f"A worker of {self._scheduler} cannot grade: {error}. Install futurefit there, as it is here, and "
                f"start the worker in that environment. {again}"
            ) from None
        self._count = sum(self._client.nthreads().values())
        self._had_workers = time.monotonic()
        self._client.subscribe_topic(worker.TOPIC, self._began)

    def _ready(self) -> Any:
        self.start()
        assert self._starting is not None
        self._starting.result()
        return self._client

    @property
    def room(self) -> int:
        """How many more jobs to send now: enough that no worker waits, and not so many that they fill the memory."""
        return self._count * _HANDS_IN - len(self._flying)

    def submit(self, number: int, job: Any) -> None:
        """Send a job. `landed` gives what came of it, by its number."""
        import dask

        from futurefit.grading.versions import grader_version

        client = self._ready()
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"}):
            future = client.submit(
                worker.run,
                number,
                job,
                self._engine,
                grader_version(),
                key=f"futurefit-{os.getpid()}-{number}-{id(self)}",
            )
        self._flying[number] = future
        future.add_done_callback(lambda done: self._done.put((number, done)))

    def landed(self, within: float) -> Iterator[tuple[int, Any]]:
        """Jobs that have ended: their numbers, each with what was examined or the error. Waits for the first one.

        Errors are `WorkerDied`, the engine's own, and whatever else went wrong in the worker.

        Raises:
            ClusterError: the scheduler was lost, or a worker is of another version.
        """
        try:
            found = self._done.get(timeout=within)
        except queue.Empty:
            self._need_scheduler()
            return
        while True:
            number, future = found
            if self._flying.pop(number, None) is not None:
                self.began.pop(number, None)
                yield number, self._outcome(future)
            try:
                found = self._done.get_nowait()
            except queue.Empty:
                return

    def _outcome(self, future: Any) -> Any:
        from distributed import CancelledError, KilledWorker

        try:
            return future.result(timeout=600)
        except KilledWorker:
            return WorkerDied()
        except (CancelledError, TimeoutError, OSError) as error:
            if future.status == "error":  # it is the job's own
                return error
            raise self._lost() from None
        except worker.OtherVersion:
            raise
        except Exception as error:  # whatever went wrong in the worker is that job's
            return error
        finally:
            future.release()

    def _need_scheduler(self) -> None:
        """Raise ClusterError where the scheduler is gone, or has had no worker for long."""
        if self._client is None:
            return
        if self._client.status not in ("running", "connecting"):
            raise self._lost()
        if self._own and self._own.trouble:
            raise _not_started(self._own.trouble)
        now = time.monotonic()
        if self._scheduler and now - self._looked > _LOOK:
            self._looked = now
            try:
                self._had_workers = now if self._client.nthreads() else self._had_workers
            except (OSError, TimeoutError):
                raise self._lost() from None
            if now - self._had_workers > _NO_WORKERS:
                raise ClusterError(
                    f"All workers of {self._scheduler} are gone. What is graded is kept. Start workers with: "
                    f"dask worker {self._scheduler} --nworkers 1. Then run the same command again: it goes on."
                )

    def _lost(self) -> ClusterError:
        where = f"The scheduler {self._scheduler} was" if self._scheduler else "The workers were"
        return ClusterError(f"{where} lost. What is graded is kept. Run the same command again: it goes on.")

    def _began(self, event: tuple[float, dict[str, Any]]) -> None:
        """Called by Dask, in its own thread, when a job begins to run."""
        said = event[1]
        if said["job"] in self._flying:
            self.began[said["job"]] = (time.monotonic(), said["worker"])

    def stop(self, number: int, *, restart: bool = False) -> None:
        """Give up a job; `restart` its worker where it would run on without end."""
        future, (_, address) = self._flying.pop(number), self.began.pop(number, (0.0, ""))
        future.cancel()
        if restart and self._own:
            self._own.restart()
        elif restart and address:
            with suppress(Exception):  # a worker without a nanny cannot be restarted from here
                self._client.restart_workers([address], timeout=10, raise_for_error=False)

    def close(self) -> None:
        """End in order: the workers close their kernels first."""
        if self._starting is None:
            return
        with suppress(Exception):
            self._starting.result()
        with suppress(Exception):
            if self._scheduler:
                self._client.run(worker.rest)
        self._end()

    def kill(self) -> None:
        """End everything at once."""
        if self._own:
            self._own.kill()
        if self._starting is not None:
            with suppress(Exception):
                self._starting.result(timeout=5)
            self._end()

    def _end(self) -> None:
        if self._own:
            self._own.close()
        for each in (self._client, self._cluster):
            if each is not None:
                with suppress(Exception):
                    each.close(timeout=5)
        if self._scratch:
            self._scratch.close()
        self._client = self._cluster = self._starting = self._own = self._scratch = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self.kill()


def _not_started(why: object) -> ClusterError:
    return ClusterError(
        f"The workers cannot be started here ({why}). Look at what stands above this line, and at the machine's "
        "memory; try with fewer: --workers 1."
    )


def _only_this_run() -> Any:
    """A certificate that this run alone has: without it, any account of this machine could give the workers orders.

    Raises:
        ClusterError: none can be made here.
    """
    from distributed import Security

    if openssl := shutil.which("openssl"):  # ten times as fast as the other way
        make = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        make += ["-days", "30", "-subj", "/CN=futurefit", "-keyout", "/dev/stdout", "-out", "/dev/stdout"]
        pem = subprocess.run(make, capture_output=True, text=True, check=False)
        if pem.returncode == 0 and "PRIVATE KEY" in pem.stdout and "CERTIFICATE" in pem.stdout:
            key, _, rest = pem.stdout.partition("-----BEGIN CERTIFICATE-----")
            certificate = f"-----BEGIN CERTIFICATE-----{rest}"
            roles = ("client", "scheduler", "worker")
            given = {
                f"tls_{role}_{kind}": text for role in roles for kind, text in (("key", key), ("cert", certificate))
            }
            return Security(require_encryption=True, tls_ca_file=certificate, **given)
    try:
        return Security.temporary()
    except ImportError:
        raise ClusterError(
            "No certificate can be made, which keeps other accounts of this machine away from the workers. Install "
            "openssl, or the Python package cryptography, then run the same command again."
        ) from None
