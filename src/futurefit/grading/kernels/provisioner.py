"""Warm, walled-in kernels for any program that speaks to Jupyter kernels: nbclient, nbconvert, nbgrader, a server.

A kernelspec of Python asks for them in its `kernel.json`:

    "metadata": {"kernel_provisioner": {"provisioner_name": "futurefit-warm",
                                        "config": {"preload": ["pandas", "sklearn"], "memory": 1073741824}}}

Its kernels are forks of a parent that this process starts once for each configuration and keeps, so that imports are
paid for once; each runs a real ipykernel behind walls of its own (see `sandbox`).

Nothing has to be set for the sockets. A kernel has a network of its own, so it answers on sockets of the file system,
in a folder that only this account can enter. (`KernelManager.transport = "ipc"` alone does not do: where no connection
file is named beforehand, as by nbclient, jupyter_client calls the sockets `kernel-ipc-1` and so on, and the kernel
makes them in the notebook's folder while the client looks in its own.)
"""

from __future__ import annotations

import asyncio
import atexit
import os
import signal
import socket
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerBase
from traitlets import Integer, List, Unicode

from futurefit.grading.kernels import sandbox
from futurefit.grading.kernels._channel import Closed, Message
from futurefit.grading.kernels.sandbox import Policy
from futurefit.grading.kernels.warm import READY, Kernel, KernelLost, ParentLost, WarmParent
from futurefit.scratch import Scratch

__all__ = ["PORTS", "WarmProvisioner"]

#: A kernel's sockets by the names of Jupyter's connection file, each with a number in place of a port.
PORTS = {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5}
_DEFAULT = Policy()


class WarmProvisioner(KernelProvisionerBase):
    """Starts, signals and ends one kernel. The attributes are what `config` in a kernelspec may say."""

    preload = List(Unicode(), help="Modules that every kernel finds imported.")
    files = List(
        Unicode(),
        help="Patterns of files in the notebook's folder (as “data/*.csv”). Each kernel gets copies, and sees no "
        "other file of it.",
    )
    sandbox = Unicode(_DEFAULT.mode, help="bubblewrap, outer or none; see futurefit.grading.kernels.sandbox.")
    memory = Integer(_DEFAULT.memory, help="Bytes, beyond what kernels share.")
    disk = Integer(_DEFAULT.disk, help="Bytes of its folder, /tmp and /dev/shm together.")
    file_size = Integer(_DEFAULT.file_size, help="Bytes of one file.")
    processes = Integer(_DEFAULT.processes, help="Processes and threads at once.")
    cpu_seconds = Integer(_DEFAULT.cpu_seconds, help="Seconds of CPU of each process.")
    open_files = Integer(_DEFAULT.open_files, help="File descriptors of each process.")

    def __init__(self, **kwargs: Any) -> None:
        """Nothing is started yet.

        Raises:
            SandboxError: a setting that there is not, or a value that it cannot have.
        """
        if strange := sorted(set(kwargs) - set(self.trait_names())):
            raise sandbox.SandboxError(
                f"The provisioner futurefit-warm has no setting called {strange[0]!r}.",
                f"Choose from: preload, files, sandbox, {', '.join(_limits())}. Correct the kernelspec's kernel.json.",
            )
        super().__init__(**kwargs)
        self._policy = Policy(mode=self.sandbox, **{name: getattr(self, name) for name in _limits()})
        self._folder: Scratch | None = None  # of the sockets
        self._parent: _JupyterParent | None = None
        self._kernel: Kernel | None = None
        self._code: int | None = None  # how the last kernel ended

    @property
    def has_process(self) -> bool:
        return self._kernel is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the kernel manager where the sockets will be, and write its connection file."""
        kwargs.pop("extra_arguments", None)
        manager = self.parent
        if self._folder is None:
            self._folder = Scratch("sockets")
            manager.cache_ports = False
            manager.transport, manager.ip = "ipc", str(self._folder.path / "kernel")
            # One that nobody has named goes with the sockets: a program may never shut its kernel down.
            manager.connection_file = manager.connection_file or str(self._folder.path / "connection.json")
            for name, number in PORTS.items():
                setattr(manager, name, number)
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        return await super().pre_launch(cmd=[], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """A new kernel, ready to answer; of a new parent, where there is none yet or the one there was is gone.

        Raises:
            SandboxError: this machine cannot keep kernels apart.
            ParentLost: a parent could not be started, or could make no kernel.
        """
        self._code = None
        environment = {
            name: kwargs["env"][name]
            for name in (self.kernel_spec.env if self.kernel_spec else {})
            if name in kwargs["env"]
        }
        files = _copied(kwargs.get("cwd"), self.files)
        self._parent, self._kernel = await asyncio.get_running_loop().run_in_executor(
            None, self._launch, environment, files
        )
        return self.connection_info

    def _launch(self, environment: Mapping[str, str], files: Mapping[str, bytes]) -> tuple[_JupyterParent, Kernel]:
        for attempt in (1, 2):
            parent = _parent_for(self._policy, tuple(self.preload))
            try:
                return parent, self._forked(parent, environment, files)
            except (ParentLost, KernelLost, TimeoutError) as error:
                parent.forget()
                if attempt == 2:
                    raise ParentLost(f"No kernel could be started: {error or 'no answer'}") from error
        raise AssertionError("not reached")

    def _forked(self, parent: _JupyterParent, environment: Mapping[str, str], files: Mapping[str, bytes]) -> Kernel:
        kernel = parent.fork(examiner=False, files=files)
        try:
            for number in PORTS.values():
                with _listening(Path(f"{self.connection_info['ip']}-{number}")) as listening:
                    kernel.channel.send({"socket": number}, [listening.fileno()], within=READY)
            secret = {name: _text(self.connection_info[name]) for name in ("key", "signature_scheme")}
            reply = kernel.ask({"connection": secret, "environment": dict(environment)}, within=READY)
            if failed := reply.get("failed"):
                raise KernelLost(str(failed))
        except (Closed, KernelLost, TimeoutError) as error:
            kernel.kill()
            raise KernelLost(f"a kernel ended while it started ({error or 'no answer'})") from None
        return kernel

    async def poll(self) -> int | None:
        """None while the kernel runs; then 0 if it was asked to end, -9 if it was killed, 1 if it ended by itself."""
        if self._kernel is None:
            return 0 if self._code is None else self._code
        if self._kernel.alive:
            try:
                self._kernel.wait(within=0)  # it has nothing to say any more, until its end closes the line
            except TimeoutError:
                return None
            except KernelLost:
                pass
            self._kernel.kill()  # should it have closed the line and gone on
        if self._code is None:
            self._code = 1
        return self._code

    async def wait(self) -> int | None:
        while (code := await self.poll()) is None:
            await asyncio.sleep(0.02)
        self._kernel = None
        return code

    async def send_signal(self, signum: int) -> None:
        """SIGINT stops what the kernel runs, other programs that it started included; signal 0 does nothing."""
        if self._kernel is None or self._parent is None or signum == 0:
            return
        if signum == signal.SIGKILL:
            await self.kill()
        else:
            self._kernel.signal(signum)

    async def kill(self, restart: bool = False) -> None:
        if self._kernel is not None and self._kernel.alive:
            self._code = -signal.SIGKILL
            self._kernel.kill()

    async def terminate(self, restart: bool = False) -> None:
        """As `kill`: nothing of a kernel is outside its walls that it could clear away."""
        await self.kill(restart)

    async def shutdown_requested(self, restart: bool = False) -> None:
        self._code = 0

    async def cleanup(self, restart: bool = False) -> None:
        await self.kill(restart)
        self._kernel = None
        if self._folder is not None and not restart:  # a client stays on the same sockets when its kernel is restarted
            if Path(self.parent.connection_file).parent == self._folder.path:
                self.parent.connection_file = ""
            self._folder.close()
            self._folder = None


class _JupyterParent(WarmParent):
    """A warm parent whose forks are Jupyter kernels."""

    _program = "futurefit.grading.kernels._jupyter"

    def __init__(self, policy: Policy, preload: tuple[str, ...]) -> None:
        self.failed: list[str] = []  # what could not be imported, and why
        super().__init__(policy, preload)

    def _start(self, message: Message) -> Message:
        reply = super()._start(message)
        self.failed = reply["failed"]
        if reply["threads"]:
            self.close()
            raise ParentLost(
                f"a module to preload leaves a thread running ({reply['threads'][0]}), which no fork would have. "
                "Leave it out of “preload” in the kernelspec."
            )
        return reply

    def forget(self) -> None:
        """Do not start from this one any more. Kernels that it still has go on."""
        with _starting:
            for key, parent in list(_parents.items()):
                if parent is self:
                    del _parents[key]


_parents: dict[tuple[Policy, tuple[str, ...]], _JupyterParent] = {}
_starting = threading.RLock()


def _parent_for(policy: Policy, preload: tuple[str, ...]) -> _JupyterParent:
    with _starting:
        parent = _parents.get((policy, preload))
        if parent is None or not parent.alive:
            parent = _parents[policy, preload] = _JupyterParent(policy, preload)
        return parent


@atexit.register
def _end_all() -> None:
    for parent in list(_parents.values()):
        parent.close()


def _limits() -> list[str]:
    return [name for name in _DEFAULT.as_dict() if name != "mode"]


def _listening(path: Path) -> socket.socket:
    """A new socket at this place; one that a kernel before this left there goes."""
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))
    listening.listen(100)
    return listening


def _copied(folder: str | os.PathLike[str] | None, patterns: list[str]) -> dict[str, bytes]:
    """The notebook's files that a kernel is to have: path below the folder -> content. Links are left out."""
    root = Path(folder or ".").resolve()
    found = {path for pattern in patterns for path in root.glob(pattern)}
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(found)
        if path.is_file() and path.resolve() == path
    }


def _text(value: str | bytes | Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
