"""Measure a command from outside: wall time from start to end, processor time, and memory of it and its children."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.classes import BenchmarkError

_EVERY = 0.25  # seconds between two looks at memory
_LOOKS = 5  # at once, until no process has ended during one
_SET_CHILD_SUBREAPER = 36  # of prctl, linux/prctl.h
_ORPHANS = 5.0  # seconds that the last children of a command may take to end
_LAST_WORDS = 2000  # characters of a failed command's output that are told


@dataclass(frozen=True)
class Ran:
    """A command that was run.

    Attributes:
        seconds: wall time, the program's start and imports included.
        cpu_seconds: processor time that the machine spent meanwhile, on whatever it was: at least what the command and
            all that it started took. A parent is not told of it by kernels, which are the first processes of
            namespaces of their own and are killed.
        first_seconds: when the first line that was looked for came; None where it did not.
        peak: bytes of memory at the peak, shared pages counted once (PSS); 0 where nobody looked.
    """

    seconds: float
    cpu_seconds: float
    first_seconds: float | None = None
    peak: int = 0


def run(
    command: Sequence[str | Path],
    folder: Path,
    env: Mapping[str, str],
    *,
    look_for: str = "",
    memory: bool = False,
) -> Ran:
    """Run a command to its end.

    Args:
        look_for: regular expression of a line of output whose time is wanted.
        memory: look at the memory meanwhile; it takes some processor time itself.

    Raises:
        BenchmarkError: it failed; the message has its last words.
    """
    _adopt_orphans()
    before = _busy()
    start = time.monotonic()
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=folder,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    reader = _Reader(process, look_for, start)
    watcher = _Watcher(process.pid) if memory else None
    try:
        process.wait()
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        seconds = time.monotonic() - start
        if watcher:
            watcher.stop()
    _wait_for_orphans()
    reader.join(5)
    if process.returncode:
        words = " ".join(str(word) for word in command[1:])
        raise BenchmarkError(f"{words} ended with {process.returncode}: {reader.said[-_LAST_WORDS:].strip()}")
    return Ran(seconds, _busy() - before, reader.first, watcher.peak if watcher else 0)


def _adopt_orphans() -> None:
    """Have processes whose parent has ended, as bubblewrap's do, handed to this one, so that it sees them end."""
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _wait_for_orphans() -> None:
    until = time.monotonic() + _ORPHANS
    while time.monotonic() < until:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.02)
        except ChildProcessError:  # there are none left
            return


def _busy() -> float:
    """Seconds for which this machine's processors have been at work since it started (man 5 proc, /proc/stat)."""
    user, nice, system, _, _, irq, softirq = map(int, Path("/proc/stat").read_text().split()[1:8])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


class _Reader(threading.Thread):
    """Reads what a process says, and notes when the line came that is looked for."""

    def __init__(self, process: subprocess.Popen[str], look_for: str, start: float) -> None:
        super().__init__(daemon=True)
        self.said = ""
        self.first: float | None = None
        self._process, self._start = process, start
        self._look_for = re.compile(look_for) if look_for else None
        self.start()

    def run(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            if self.first is None and self._look_for and self._look_for.search(line):
                self.first = time.monotonic() - self._start
            self.said = (self.said + line)[-10 * _LAST_WORDS :]


class _Watcher(threading.Thread):
    """Looks at the memory of a process and its descendants, again and again, and keeps the most."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid = pid
        self._end = threading.Event()
        self.start()

    def run(self) -> None:
        while not self._end.wait(_EVERY):
            self.peak = max(self.peak, _memory(self._pid))

    def stop(self) -> None:
        self._end.set()
        self.join()


def _memory(root: int) -> int:
    """Bytes of a process and all its descendants; 0 where they never kept still for as long as it takes to look.

    What shares pages with a process that ends is given a larger part of them at once: if it was looked at before, and
    the others after, these pages would be counted twice. So all that were looked at must be there still.
    """
    for _ in range(_LOOKS):
        found = {pid: memory for pid in _tree(root) if (memory := _memory_of(pid))}
        if all(_memory_of(pid) for pid in found):
            return sum(found.values())
    return 0


def _tree(root: int) -> set[int]:
    """A process and all its descendants."""
    parents: dict[int, int] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                # The name in brackets may hold anything; the parent is the second field after it.
                after = Path(f"/proc/{entry}/stat").read_text(errors="replace").rpartition(")")[2].split()
                parents[int(entry)] = int(after[1])
            except OSError:  # it has just ended
                continue
    found, ahead = set(), {root}
    while ahead:
        found |= ahead
        ahead = {pid for pid, parent in parents.items() if parent in ahead} - found
    return found


def _memory_of(pid: int) -> int:
    """Bytes of a process, each page divided by the number of processes that share it."""
    for file, field in (("smaps_rollup", "Pss:"), ("status", "RssAnon:")):  # the second is for all to read
        try:
            for line in Path(f"/proc/{pid}/{file}").read_text(encoding="ascii", errors="replace").splitlines():
                if line.startswith(field):
                    return int(line.split()[1]) * 1024
        except OSError:  # it has ended, or belongs to a kernel that nobody may look into
            continue
    return 0
