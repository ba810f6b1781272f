"""The worker of this machine: a process of its own, started first of all, which joins the run's scheduler when it can.

All that is slow goes on at once so: the driver loads nbgrader, the worker loads Dask, and a third process, the lab's
warm parent, loads what the lab uses. Dask's own local cluster starts one after the other.

Both ends stand here: `LocalWorker` is the driver's, `main` the process's. It ends with its standard input, and so with
the driver, whatever ends that.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

_JOIN = 180.0  # seconds within which it must have joined
_END = 5.0  # seconds that the process may take to end
_JOINED = b"joined\n"


@dataclass(frozen=True)
class Material:
    """What a lab's warm parent is made of, so that it can start before the first submission is ready.

    Attributes:
        source: JSON of the source notebook.
        files: the lab's own files: relative path -> content.
        policy: `sandbox.Policy.as_dict`.
    """

    source: str
    files: Mapping[str, bytes]
    policy: Mapping[str, Any]


class LocalWorker:
    """A worker's process, as the driver has it; started when the constructor returns. If it dies, there is another.

    Args:
        threads: how many submissions run at once.
        engine: the module that examines.
        lab: to be made warm at once; None waits for the first submission.
        folder: for its temporary files, so that they can be removed however it ends.

    Attributes:
        trouble: why there is no worker; "" while all is well.
    """

    def __init__(self, threads: int, engine: str, lab: Material | None = None, *, folder: Path) -> None:
        self._orders: list[object] = [(threads, engine, lab)]
        self._environment = os.environ | {"TMPDIR": str(folder)}
        self._turn = threading.Lock()
        self._closed = False
        self.trouble = ""
        self._start()
        # Not when somebody looks: the driver may be waiting for a result that died with the worker.
        threading.Thread(target=self._keep, daemon=True).start()

    def join(self, address: str, security: Any) -> None:
        """Have it join a scheduler, with this Security of Dask's."""
        with self._turn:
            self._orders.append((address, security))
            self._send(self._orders[-1])

    def restart(self) -> None:
        """End the process with whatever runs in it; another one takes its place."""
        with self._turn:
            self._process.kill()

    def close(self) -> None:
        """End it in order: it closes its kernels first."""
        with self._turn:
            self._closed = True
            _close(self._process.stdin)
        try:
            self._process.wait(_END)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it at once; its kernels end with it."""
        with self._turn:
            self._closed = True
            self._process.kill()
        self._process.wait()

    def _start(self) -> None:
        # Not in a session of its own: a terminal that is closed ends it, too.
        program = [sys.executable, "-P", "-m", __name__]
        self._process = subprocess.Popen(program, env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for order in self._orders:
            self._send(order)

    def _send(self, order: object) -> None:
        assert self._process.stdin
        with suppress(OSError, ValueError):  # it has ended; `_keep` sees that
            pickle.dump(order, self._process.stdin)
            self._process.stdin.flush()

    def _keep(self) -> None:
        """Start another process where one dies that had joined; where it had not, the next would fare no better."""
        while True:
            process = self._process
            assert process.stdout
            in_time = bool(select.select([process.stdout], [], [], _JOIN)[0])
            joined = in_time and process.stdout.readline() == _JOINED
            if not in_time:
                process.kill()
            process.wait()
            with self._turn:
                for file in (process.stdin, process.stdout):
                    _close(file)
                if self._closed:
                    return
                if not joined:
                    self.trouble = "its process has ended" if in_time else "it does not join"
                    return
                self._start()


def _close(file: IO[bytes] | None) -> None:
    with suppress(OSError):  # what was not sent yet, cannot be sent any more
        if file:
            file.close()


def main() -> None:
    """Be a worker: standard input says what to be ready for, then which scheduler to join."""
    # Ctrl-C at the terminal reaches this process too; it is the driver that ends it then. A handler is set, rather than
    # the signal ignored, since what a process ignores its children ignore, and cells are stopped with this signal.
    signal.signal(signal.SIGINT, lambda *_: None)
    gc.disable()  # until Dask has begun to watch it: that fails where another thread's is just going on
    orders, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    threads, engine, lab = pickle.load(orders)
    from futurefit.grading.batch import worker

    threading.Thread(target=worker.make_warm, args=(engine, lab), daemon=True).start()
    import distributed  # noqa: F401 - while the driver does the same

    try:
        address, security = pickle.load(orders)
    except EOFError:
        _end(worker.rest)
    threading.Thread(target=_end_with, args=(orders, worker.rest), daemon=True).start()
    asyncio.run(_serve(address, security, threads, answers))
    _end(worker.rest)


async def _serve(address: str, security: Any, threads: int, answers: IO[bytes]) -> None:
    import dask
    from distributed import Worker

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what a person needs to know, the driver says
    with dask.config.set({"distributed.worker.http.routes": []}):
        one = await Worker(
            address,
            nthreads=threads,  # they wait for kernels, all of one warm parent
            host="127.0.0.1",
            protocol="tls://",
            security=security,
            memory_limit=0,  # what takes memory are the kernels, which have limits of their own
            dashboard=False,
        )
    gc.enable()
    answers.write(_JOINED)
    await one.finished()


def _end_with(orders: IO[bytes], rest: Any) -> None:
    orders.read()  # nothing comes, until the driver closes it or is gone
    _end(rest)


def _end(rest: Any) -> None:
    closing = threading.Thread(target=rest, daemon=True)
    closing.start()
    closing.join(_END / 2)  # a warm parent that is just starting ends with this process all the same
    os._exit(0)


if __name__ == "__main__":
    main()
