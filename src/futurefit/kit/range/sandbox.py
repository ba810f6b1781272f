"""The sandbox of a range: an ordinary user starts it, talks to it in lines of JSON, and it leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Self

from futurefit.kit.bubblewrap import find_bubblewrap

#: Seconds that a network may live at most, so that one that was forgotten goes away by itself.
LIFETIME = 180
#: Seconds to wait for an answer from inside; the slowest, the start, takes about one.
PATIENCE = 20
# What root of a namespace of its own needs: to make network cards, to listen on them, to make more namespaces, and to
# offer services on the ports where they belong.
_CAPABILITIES = ("CAP_NET_ADMIN", "CAP_NET_RAW", "CAP_SYS_ADMIN", "CAP_NET_BIND_SERVICE")


class RangeUnavailable(RuntimeError):
    """There is no private network on this machine, or it has ended; the message says why and what to do."""


class Sandboxed:
    """A network in a sandbox of its own."""

    live = True
    why = ""
    #: What runs inside, a file beside this one.
    program: ClassVar[str]

    def __init__(self, lifetime: int = LIFETIME) -> None:
        """Nothing is started yet; `lifetime` is in seconds from `start` on."""
        self.lifetime = lifetime
        self._process: subprocess.Popen[bytes] | None = None
        self._end: Callable[[], Any] = lambda: None

    def start(self) -> None:
        """Build the network. It takes about a second.

        Raises:
            RangeUnavailable: this machine does not allow it.
        """
        self.stop()
        program = Path(__file__).with_name(self.program)
        self._process = subprocess.Popen(
            [_bubblewrap(), *_sandbox(), sys.executable, "-I", str(program), *self._told()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # so that Interrupt Kernel does not reach it, and that it can be ended as one
        )
        self._end = weakref.finalize(self, _end, self._process)  # also when the kernel ends
        try:
            self._answer()
        except RangeUnavailable as error:
            raise RangeUnavailable(
                f"This machine does not allow a private network ({error}). Its administrator can allow user namespaces "
                "for bubblewrap; until then, work with the recorded capture."
            ) from None

    def _told(self) -> list[str]:
        """What the program inside is started with; the last word is always the lifetime."""
        return [str(self.lifetime)]

    def stop(self) -> None:
        """End the network and everything in it. Harmless when it has ended already."""
        self._end()
        self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _ask(self, request: dict[str, Any]) -> Any:
        if self._process is None:
            raise RangeUnavailable("The private network is not running. Start it first.")
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            pass  # it has ended, which reading the answer finds out
        return self._answer()

    def _answer(self) -> Any:
        process = self._process
        assert process is not None and process.stdout is not None and process.stderr is not None
        impatient = threading.Timer(PATIENCE, _kill, [process])
        impatient.start()
        try:
            line = process.stdout.readline()
        finally:
            impatient.cancel()
        if not line:
            said = process.stderr.read().decode(errors="replace").strip().splitlines()
            self.stop()
            raise RangeUnavailable(
                said[-1] if said else "The private network has ended: its time was up. Start it again."
            )
        reply = json.loads(line)
        if "error" in reply:
            raise RangeUnavailable(
                f"The private network could not do this: {reply['error']}. Stop it and start it again."
            )
        return reply["answer"]


def _bubblewrap() -> str:
    if not sys.platform.startswith("linux"):
        raise RangeUnavailable("A private network needs Linux. Work with the recorded capture here.")
    found = find_bubblewrap()
    if found is None:
        raise RangeUnavailable(
            "A private network needs the program bubblewrap, which is not on this machine (on Debian and Ubuntu, an "
            "administrator runs: apt install bubblewrap). Until then, work with the recorded capture."
        )
    return found


def _sandbox() -> Sequence[str]:
    """bubblewrap's arguments: the system read-only, no network, no other processes, root only of its own namespaces."""
    capabilities = [word for name in _CAPABILITIES for word in ("--cap-add", name)]
    # fmt: off
    return [
        "--unshare-user", "--uid", "0", "--gid", "0",
        "--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts",
        "--cap-drop", "ALL", *capabilities,
        "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc",
        "--as-pid-1",  # so that everything in the sandbox ends with our program
    ]
    # fmt: on


def _kill(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the sandbox and everything in it."""
    _kill(process)
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            try:
                stream.close()
            except OSError:  # an unwritten request to a sandbox that is gone
                pass
