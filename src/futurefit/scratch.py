"""Temporary folders that do not outlive their work, whatever ends it.

A folder goes when its work is done, and at the latest when its process ends. A process that is killed can remove
nothing: so it holds a lock on each of its folders, and the next process that needs one first removes those that nobody
holds. (A lock, and not the process's number in the name: the system itself lets go of it, and it also counts between
containers that share a temporary directory and do not see each other's processes.)
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

PREFIX, SUFFIX = "futurefit-", ".tmp"  # of every folder's name; both, so that nobody's own folder is taken for one


class Scratch:
    """A new temporary folder that only this account can enter. Close it, or use it in a `with`, which gives its path.

    Args:
        purpose: a word for people who look at the folder's name.

    Attributes:
        path: where it is; short enough for a socket in it.
        lock: a file descriptor. A program that gets it as well holds the folder for as long as it runs.
    """

    def __init__(self, purpose: str) -> None:
        _sweep_once()
        self.path, self.lock = _new(purpose)
        self._owner = os.getpid()
        _held.add(self)

    def close(self) -> None:
        """Remove the folder with all that is in it. Closing twice does nothing, nor does it in a fork."""
        if self in _held and self._owner == os.getpid():
            _held.discard(self)
            _remove(self.path)
            os.close(self.lock)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.close()


_held: set[Scratch] = set()  # of this process


@atexit.register
def close_all() -> None:
    """Remove what this process still holds: for a process that ends on the spot, with `os._exit`."""
    for one in list(_held):
        one.close()


def sweep() -> None:
    """Remove the folders of processes that were killed."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError):
            if path.lstat().st_uid == os.getuid():
                _remove_unless_held(path)


_sweep_once = cache(sweep)  # when a process makes its first one


def _new(purpose: str) -> tuple[Path, int]:
    while True:
        path = Path(tempfile.mkdtemp(SUFFIX, f"{PREFIX}{purpose}-"))
        with suppress(FileNotFoundError):  # taken for a left one and removed, before it was locked
            lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
            with suppress(OSError):  # a file system without locks: nobody can lock it there, so nobody removes it
                fcntl.flock(lock, fcntl.LOCK_EX)
            if path.exists():
                return path, lock
            os.close(lock)


def _remove_unless_held(path: Path) -> None:
    lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _remove(path)
    finally:
        os.close(lock)


def _remove(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
    if path.exists():  # what ran there may have closed folders even to its own account
        for place, folders, _ in os.walk(path):
            for name in folders:
                if not os.path.islink(inner := os.path.join(place, name)):
                    with suppress(OSError):
                        os.chmod(inner, 0o700)
        shutil.rmtree(path, ignore_errors=True)
