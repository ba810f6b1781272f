"""The warm parent's program for Jupyter's kernels: its forks run a real ipykernel.

The sockets on which a kernel answers are made by the driver, in a folder that only it can see, and handed over open.
So a kernel needs no place in common with anybody, and finds nobody else's sockets.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import zmq
from ipykernel.heartbeat import Heartbeat
from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

from futurefit.grading.kernels import _isolate
from futurefit.grading.kernels._channel import Channel, Message
from futurefit.grading.kernels._kernel import write_files
from futurefit.grading.kernels._parent import Parent, main
from futurefit.grading.kernels.provisioner import PORTS

# What a kernel imports when it starts; here, it is imported once for all.
_ALWAYS = (
    *("debugpy", "ipykernel.debugger", "ipykernel.zmqshell", "ipykernel.ipkernel", "matplotlib_inline"),
    *("IPython.core.completerlib", "IPython.extensions.storemagic", "comm", "jedi", "pexpect", "psutil"),
)


class JupyterParent(Parent):
    """Answers the provisioner as a warm parent answers the grader."""

    def _start(self, message: Message) -> None:
        self._policy, self._folder, self._files = message["policy"], message["folder"], {}
        os.chdir(self._folder)
        if self._policy["mode"] == "bubblewrap":
            _isolate.prepare()
        failed = []
        for name in (*_ALWAYS, *message["preload"]):
            try:
                importlib.import_module(name)
            except Exception as error:  # a notebook that needs it will say so itself
                failed.append(f"{name}: {type(error).__name__}: {error}")
        if "torch" in sys.modules:  # its pool of threads would be missing in every fork
            sys.modules["torch"].set_num_threads(1)
        threads = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
        gc.collect()
        self._shared = _isolate.own_memory()
        gc.freeze()
        self._control.send({"ready": True, "failed": failed, "threads": threads})

    def _become(self, message: Message, files: list[int]) -> None:
        self._control.close()
        if self._policy["mode"] == "bubblewrap":
            _isolate.isolate(self._policy, keep=files)
        else:
            _isolate.limit(self._policy, tempfile.mkdtemp(dir=self._folder), keep=files)
        channel = Channel(socket.socket(fileno=files[0]), take_files=True)
        channel.send({"ready": True})
        run_ipykernel(channel)

    def _signal(self, pid: int, number: int) -> None:
        """As Jupyter's own provisioner does, to the programs that a cell runs as well."""
        apart = self._policy["mode"] == "bubblewrap"
        target = _isolate.kernel_of(pid) if apart else pid
        if number == signal.SIGKILL or pid not in self._kernels or not target:
            super()._signal(pid, number)
            return
        try:
            os.killpg(target, number)
        except ProcessLookupError:
            pass


def run_ipykernel(channel: Channel) -> None:
    """Be an ipykernel until it is shut down. The channel stays open as long, so that its end is seen."""
    sockets: dict[int, int] = {}
    while "connection" not in (received := channel.receive())[0]:
        message, files = received
        if "socket" in message:
            sockets[int(message["socket"])] = files[0]
        else:
            write_files(message["files"])
            channel.send({"done": True})
    message = received[0]
    os.environ.update(message["environment"])
    # What a cell forks must not hold the line on which the driver sees the kernel's end.
    os.register_at_fork(after_in_child=channel.close)
    place = Path(tempfile.mkdtemp(prefix="kernel-"))
    connection = message["connection"] | PORTS | {"transport": "ipc", "ip": str(place / "socket")}
    (place / "connection.json").write_text(json.dumps(connection), encoding="utf-8")
    for name in ("__stdin__", "__stdout__", "__stderr__"):  # the parent's, into which something may be written still
        setattr(sys, name, open(os.devnull, "r" if name == "__stdin__" else "w", closefd=True))  # noqa: SIM115
    sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__
    config = Config()
    config.HistoryManager.enabled = False  # it would open a database on a disk that nobody sees
    app = _App.instance(sockets=sockets, config=config, connection_file=str(place / "connection.json"))
    app.initialize([])
    channel.send({"ready": True})
    app.start()
    app.close()


class _App(IPKernelApp):
    """An ipykernel that also listens on the sockets that it was given, by number."""

    def __init__(self, sockets: dict[int, int], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._given = sockets

    def _bind_socket(self, s: zmq.Socket[bytes], port: int) -> int:
        _listen_on(self._given[port], s)
        # Its own comes last, for the kernel's debugger goes by the last.
        return int(super()._bind_socket(s, port))

    def init_heartbeat(self) -> None:
        self.heartbeat = _Heartbeat(zmq.Context(), (self.transport, self.ip, self.hb_port))
        self.heartbeat.given = self._given[self.hb_port]
        self.heartbeat.start()


class _Heartbeat(Heartbeat):
    given: int

    def _try_bind_socket(self) -> None:
        _listen_on(self.given, self.socket)


def _listen_on(given: int, s: zmq.Socket[bytes]) -> None:
    s.setsockopt(zmq.USE_FD, given)
    s.bind("ipc://given")  # a name is asked for, and not used
    s.setsockopt(zmq.USE_FD, -1)


if __name__ == "__main__":
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # the debugger warns of modules frozen into Python, always
    main(JupyterParent)
