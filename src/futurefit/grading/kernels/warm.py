"""Warm parents and the kernels forked from them, from the driver's side.

A parent is a long-lived process in a sandbox that has imported what a lab uses; a kernel is a fork of it, ready in
milliseconds, its memory shared until it writes. The way of doing it is a zygote's, as Android starts its programs.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

from futurefit.grading.kernels import sandbox
from futurefit.grading.kernels._channel import BadMessage, Channel, Closed, Message, pair
from futurefit.scratch import Scratch

START = 180.0  # seconds within which a parent must be warm: importing and loading a model are slow on a cold disk
READY = 20.0  # seconds within which a fork must be a kernel
FLOOD = 512 * 2**20  # bytes that a kernel may send while one cell runs
_OUTPUTS, _PARTS = 64 * 2**20, 200_000  # bytes, and parts, of one message of a kernel

# bubblewrap ends with the thread that started it, so one thread that lasts starts them all.
_starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="warm-parents")


class KernelLost(Exception):
    """A kernel is gone: its code ended it, it used too much memory, or it was stopped."""


class ParentLost(Exception):
    """A warm parent could not be started, or is gone. The message says what it said last."""


class Kernel:
    """One kernel, forked from a parent.

    Not for use by two threads at once.
    """

    def __init__(self, parent: WarmParent, channel: Channel, pid: int) -> None:
        self._parent, self._pid = parent, pid
        self.channel = channel
        self.alive = True
        self.broken = False  # whether the line to the other kernel broke in the last cell

    def ask(self, message: Message, files: Sequence[int] = (), *, within: float) -> Message:
        """Send a message and wait for its answer.

        Raises:
            KernelLost: the kernel is gone.
            TimeoutError: no answer came in this time (seconds).
        """
        self._send(message, files)
        return self.wait(within=within)

    def wait(self, *, within: float) -> Message:
        """Wait for one answer; raises as `ask` does."""
        return self._receive(time.monotonic() + within)

    def run(
        self, source: str, emit: Callable[[Any], None], *, within: float, lends: Sequence[str] | None = None
    ) -> bool:
        """Run a cell; `emit` is called with each output, as the kernel gives it: nothing about it is checked.

        Args:
            within: seconds; then TimeoutError is raised, and the cell is still running: interrupt it, and go on with
                `finish`, or kill the kernel.
            lends: of a test, the names that go along with its calls (`crossing._lent`); None for any other cell.

        Returns:
            Whether the kernel says that the cell came to its end without an error.
        """
        self._send({"do": "run", "source": source} | ({} if lends is None else {"lends": list(lends)}))
        self._before = self.channel.taken
        return self.finish(emit, within=within)

    def finish(self, emit: Callable[[Any], None], *, within: float) -> bool:
        """Wait on for the end of a cell that is running; see `run`."""
        until = time.monotonic() + within
        while True:
            reply = self._receive(until)
            if "out" in reply:
                emit(reply["out"])
            elif "done" in reply:
                self.broken = bool(reply.get("broken"))
                return bool(reply.get("ok"))
            if self.channel.taken - self._before > FLOOD:
                self.kill()
                raise KernelLost("it sent more than can be read")

    def interrupt(self) -> None:
        """Stop the cell that is running, as Ctrl-C does."""
        self.signal(signal.SIGINT)

    def signal(self, number: int) -> None:
        """Send it a signal. But for SIGKILL, it has been sent when this returns."""
        self._parent.signal(self._pid, number)

    def kill(self) -> None:
        """End the kernel, with everything that it started."""
        if self.alive:
            self.alive = False
            self.signal(signal.SIGKILL)
            self.channel.close()

    def _send(self, message: Message, files: Sequence[int] = ()) -> None:
        try:
            if not self.alive:
                raise Closed("it was ended")
            self.channel.send(message, files, within=READY)
        except (Closed, ValueError) as error:
            self.kill()
            raise KernelLost(str(error)) from None

    def _receive(self, until: float) -> Message:
        try:
            return self.channel.receive(max(0.0, until - time.monotonic()))[0]
        except (Closed, BadMessage) as error:
            self.kill()
            raise KernelLost(str(error)) from None


class WarmParent:
    """A parent process, started and warm when the constructor returns. Several threads may use it.

    Args:
        policy: what its kernels may see and use.
        preload: modules to import; one that cannot be imported is left for the cells to complain about.
        setup: sources of cells to run in the parent; each fork begins where they ended.
        files: what is in the working folder of each kernel: relative path -> content.

    Attributes:
        outputs: what each set-up cell gave, in nbformat's form.
        ran_setup: whether the set-up cells were run. Not where they left a thread running or failed, since then
            each kernel has to run them itself.

    Raises:
        ParentLost: it did not come up.
        sandbox.SandboxError: the policy's walls cannot be had on this machine.
    """

    _program = "futurefit.grading.kernels._parent"  # the module that runs in the process

    def __init__(
        self,
        policy: sandbox.Policy,
        preload: Iterable[str] = (),
        setup: Sequence[str] = (),
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        self._policy = policy
        self._turn = threading.RLock()  # a question and its answer stay together on the line to the process
        self.outputs: list[list[Any]] = []
        self.ran_setup = False
        # Without walls, kernels work in folders below this one; with walls, each has a folder that nobody else sees.
        apart = policy.mode == "bubblewrap"
        self._folder = None if apart else Scratch("kernels")
        start: Message = {"do": "start", "policy": policy.as_dict(), "preload": list(preload)}
        start |= {"files": dict(files or {}), "folder": str(self._folder.path) if self._folder else sandbox.FOLDER}
        reply = self._start(start | {"setup": list(setup)})
        if reply.get("trouble") and setup:
            self._end()
            reply = self._start(start | {"setup": []})
        elif setup:
            self.outputs, self.ran_setup = reply["outputs"], True

    def _start(self, message: Message) -> Message:
        ours, theirs = pair()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the parent
        program = [sys.executable, "-P", "-m", self._program, str(theirs.fileno())]
        with theirs:
            self._process = _starter.submit(
                subprocess.Popen,
                sandbox.command(self._policy, program),
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=self._said,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C in a terminal is for the driver
            ).result()
        self._control = Channel(ours)
        with ThreadPoolExecutor(1) as aside:
            walls = aside.submit(sandbox.check, self._policy)  # takes as long as a small parent's start
            try:
                return self._ask(message, START)
            finally:  # nothing of a submission's has run yet
                if trouble := walls.exception():
                    self._end()
                    raise trouble

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def fork(self, *, examiner: bool, files: Mapping[str, bytes] | None = None) -> Kernel:
        """A new kernel.

        Args:
            examiner: whether it decides marks; else it runs an officer's code.
            files: further files in its working folder.

        Raises:
            ParentLost: the parent is gone, or could not make one.
        """
        ours, theirs = pair()
        with theirs:
            reply = self._ask({"do": "fork", "examiner": examiner}, READY, theirs.fileno())
        kernel = Kernel(self, Channel(ours, largest=_OUTPUTS, parts=_PARTS), int(reply["pid"]))
        try:
            if failed := kernel.wait(within=READY).get("failed"):
                raise KernelLost(str(failed))
            if files:  # not through the parent: what it has held, later kernels could find in their memory
                kernel.ask({"do": "files", "files": dict(files)}, within=READY)
        except (KernelLost, TimeoutError) as error:
            kernel.kill()
            raise ParentLost(f"a kernel did not start ({error}). {self._last_words()}".strip()) from None
        return kernel

    def signal(self, pid: int, number: int) -> None:
        """As `Kernel.signal`; nothing happens where the kernel is gone."""
        message: Message = {"do": "signal", "pid": pid, "number": int(number)}
        try:
            if number == signal.SIGKILL:
                with self._turn:
                    self._control.send(message, within=READY)
            else:  # sent for certain when this returns: a late one would stop the next cell
                self._ask(message | {"answer": True}, READY)
        except (Closed, ValueError, ParentLost):
            pass

    def close(self) -> None:
        """End the parent and all its kernels."""
        self._end()
        if self._folder:
            self._folder.close()

    def _end(self) -> None:
        self._control.close()
        try:
            self._process.wait(0.5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._said.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, message: Message, within: float, *files: int) -> Message:
        try:
            with self._turn:
                self._control.send(message, files, within=within)
                return self._control.receive(within)[0]
        except (Closed, BadMessage, TimeoutError, ValueError) as error:
            words = self._last_words()
            self._process.kill()
            raise ParentLost(f"the grading's warm parent is gone ({error or 'no answer'}). {words}".strip()) from None

    def _last_words(self) -> str:
        size = os.fstat(self._said.fileno()).st_size
        said = os.pread(self._said.fileno(), 2000, max(0, size - 2000)).decode(errors="replace").strip().splitlines()
        return f"It said: {said[-1]}" if said else ""
