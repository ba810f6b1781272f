"""The warm parent's program: imports what a lab uses, runs its first set-up cells, and from then on only forks.

Nothing of an officer's ever runs here, and nothing secret is here: the set-up cells are those that officers have, too.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import socket
import sys
import tempfile
import threading
import time
import warnings
from typing import Any

from futurefit.grading.kernels import _isolate
from futurefit.grading.kernels._channel import Channel, Closed, Message
from futurefit.grading.kernels._kernel import Programs, run_kernel, write_files
from futurefit.grading.kernels._shell import GradingShell

_WATCH = 0.2  # seconds between two looks at the kernels' memory


class Parent:
    """Answers the driver: start once, then fork, signal and forget kernels."""

    def __init__(self, control: Channel) -> None:
        self._control = control
        self._policy: dict[str, Any] = {}
        self._folder = ""
        self._files: dict[str, bytes] = {}
        self._kernels: set[int] = set()  # pids of this parent's own children; the kernel is the child of each
        self._shared = 0  # bytes of memory that each fork shares with this process
        self._shell: GradingShell

    def loop(self) -> None:
        looked = 0.0
        while True:
            if not self._control.waiting():
                ready, _, _ = select.select([self._control], [], [], _WATCH if self._kernels else None)
                self._reap()
                if time.monotonic() - looked >= _WATCH:  # however much there is to do for other kernels
                    self._watch_memory()
                    looked = time.monotonic()
                if not ready:
                    continue
            message, files = self._control.receive()
            self._do(message, files)

    def _do(self, message: Message, files: list[int]) -> None:
        match message.get("do"):
            case "start":
                self._start(message)
            case "fork":
                self._fork(message, files)
            case "signal":
                self._signal(int(message["pid"]), int(message["number"]))
                if message.get("answer"):
                    self._control.send({"signalled": True})

    def _start(self, message: Message) -> None:
        self._policy = message["policy"]
        self._folder = message["folder"]
        os.chdir(self._folder)
        if self._policy["mode"] == "bubblewrap":
            _isolate.prepare()
        self._files = message["files"]
        write_files(self._files)
        sys.path.append("")  # a lab may bring modules of its own
        failed = _preload(message["preload"])
        self._shell = GradingShell.instance()
        self._shell.run("1/0", lambda _: None)  # the first error is slow to show, in each kernel
        self._shell.reset(new_session=True)
        outputs, trouble = [], ""
        own, programs = [os.dup(1), os.dup(2)], Programs()
        for source in message["setup"]:
            cell: list[Message] = []
            if not self._shell.run(source, cell.append):
                trouble = "a set-up cell of the lab ended in an error"
            outputs.append(cell + programs.said())
        for number, file in enumerate(own, 1):
            os.dup2(file, number)
        if threading.active_count() > 1:  # a thread would be missing in every fork
            trouble = "the set-up cells left a thread running"
        gc.collect()
        self._shared = _isolate.own_memory()
        gc.freeze()  # so that collecting garbage does not copy what forks share
        self._control.send({"ready": True, "outputs": outputs, "failed": failed, "trouble": trouble})

    def _fork(self, message: Message, files: list[int]) -> None:
        pid = _isolate.fork()
        if pid:
            for file in files:
                os.close(file)
            self._kernels.add(pid)
            self._control.send({"pid": pid})
            return
        try:
            self._become(message, files)
        except BaseException as error:
            Channel(socket.socket(fileno=files[0])).send({"failed": f"{type(error).__name__}: {error}"})
        finally:
            os._exit(1)

    def _become(self, message: Message, files: list[int]) -> None:
        """In the fork: the kernel."""
        self._control.close()

        if self._policy["mode"] == "bubblewrap":
            _isolate.isolate(self._policy, keep=files)
        else:
            _isolate.limit(self._policy, tempfile.mkdtemp(dir=self._folder), keep=files)
        write_files(self._files)
        run_kernel(self._shell, socket.socket(fileno=files[0]), bool(message["examiner"]))

    def _signal(self, pid: int, number: int) -> None:
        if pid not in self._kernels:
            return
        if number == signal.SIGKILL:
            _isolate.end(pid)
            return
        apart = self._policy["mode"] == "bubblewrap"
        if target := _isolate.kernel_of(pid) if apart else pid:
            try:
                os.kill(target, number)
            except ProcessLookupError:
                pass

    def _reap(self) -> None:
        for pid in list(self._kernels):
            done, _ = os.waitpid(pid, os.WNOHANG)
            if done:
                self._kernels.discard(pid)

    def _watch_memory(self) -> None:
        for pid in self._kernels:
            most = int(self._policy["memory"])
            if _isolate.memory_of(pid, self._shared, most) > most:
                _isolate.end(pid)


def _preload(names: list[str]) -> list[str]:
    """Import the modules of these names; those that failed are returned.

    Almost nothing that an import makes is garbage: looking for it there takes a tenth of the time, and does so again at
    each later collection.
    """
    gc.disable()
    failed = [name for name in names if not _imported(name)]
    _one_thread_of_torch()
    gc.freeze()
    gc.enable()
    return failed


def _imported(name: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            importlib.import_module(name)
    except Exception:  # a submission that needs it will say so itself
        return False
    return True


def _one_thread_of_torch() -> None:
    """Pools of threads do not survive a fork: PyTorch must not make one before it."""
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)


def main(kind: type[Parent]) -> None:
    """Be a parent of this kind, which answers on the socket that the command line names, until that is closed."""
    control = Channel(socket.socket(fileno=int(sys.argv[1])), take_files=True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the driver
    try:
        kind(control).loop()
    except Closed:
        os._exit(0)


if __name__ == "__main__":
    main(Parent)
