"""A kernel and all processes that it started, as their warm parent sees them: how much they use, and their end.

Read from /proc, several times a second. Facts are from the man page proc(5).
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import NamedTuple


class Usage(NamedTuple):
    """What a kernel and all processes that it started use at this moment."""

    memory: int  # bytes, at most; beyond what it shares with the parent
    threads: int  # processes count as one each


def usage_of(pid: int, shared: int = 0, enough: int = 0) -> Usage:
    """What the kernel uses that was forked as `pid`, and all below it; (0, 0) if it is gone.

    Args:
        pid: of the fork, as the parent sees it.
        shared: bytes that the parent had to share when it forked, by `own_memory`.
        enough: bytes. The figure is read from totals, in which memory that processes share counts for each of them.
            Only when that is more than this many bytes it is counted page by page, which takes milliseconds.
    """
    family = _family(pid)
    kernel = next((one for one, status in family.items() if status["Deep"]), pid)
    # The kernel, and the one that may wait for it, share the parent's memory; others may have begun a new program.
    totals = [
        max(0, status["RssAnon"] - (shared if one in (pid, kernel) else 0)) + status["RssShmem"]
        for one, status in family.items()
    ]
    memory = sum(totals)
    if memory > enough:
        exact = [_pages_of(one, total) for one, total in zip(family, totals, strict=True)]
        memory = min(memory, max(0, sum(exact) - shared))
    return Usage(memory, sum(status["Threads"] for one, status in family.items() if status["Deep"] or kernel == pid))


def memory_of(pid: int, shared: int = 0, enough: int = 0) -> int:
    """The memory of `usage_of`."""
    return usage_of(pid, shared, enough).memory


def own_memory() -> int:
    """Bytes of memory that a fork of this process would share with it at first."""
    return status_of("self").get("RssAnon", 0)


def kernel_of(pid: int) -> int | None:
    """The process that `isolate` returned in, as the parent sees it, of the fork `pid`. Signals go there."""
    return next((one for one, status in _family(pid).items() if status["Deep"]), None)


def end(pid: int) -> None:
    """End the kernel that was forked as `pid`, and all below it. The caller then waits for `pid` itself.

    A kernel may have told the system not to end it with the process that waits for it, so it is ended first.
    """
    for one in reversed(_family(pid)):
        _kill(one)
    _kill(-pid)  # after `limit`, its session


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def status_of(pid: int | str) -> dict[str, int]:
    """The numbers in /proc/<pid>/status, sizes in bytes; an empty dict when there is no such process."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return {}
    numbers = {"RssAnon": 0, "RssShmem": 0, "Threads": 0, "VmData": 0, "Deep": 0}  # a dead one has no memory
    for line in lines:
        name, _, value = line.partition(":")
        if name == "NSpid":  # its number in each namespace that it is in: here, and in one of its own
            numbers["Deep"] = len(value.split()) - 1
        elif name in ("PPid", *numbers):
            words = value.split()
            numbers[name] = int(words[0]) * (1024 if words[-1] == "kB" else 1)
    return numbers


def _family(pid: int) -> dict[int, dict[str, int]]:
    """A process and all below it, each with its numbers; a parent comes before its children."""
    everyone = {int(name): status for name in os.listdir("/proc") if name.isdigit() and (status := status_of(name))}
    children: dict[int, list[int]] = {}
    for one, status in everyone.items():
        children.setdefault(status["PPid"], []).append(one)
    family: dict[int, dict[str, int]] = {}
    ahead = [pid] if pid in everyone else []
    while ahead:
        one = ahead.pop(0)
        family[one] = everyone[one]
        ahead += children.get(one, [])
    return family


def _pages_of(pid: int, otherwise: int) -> int:
    """Bytes of memory without files, each page divided by the number of processes that have it."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:  # gone, or closed to others
        return otherwise
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(("Pss_Anon", "Pss_Shmem")))
