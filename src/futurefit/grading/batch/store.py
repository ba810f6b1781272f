"""What examining a submission gave, kept in results/<lab>/ of the course folder; and the lock of a run.

A result is found by the content of everything that decides it (`key_of`), so what has not changed is never examined
twice, whatever ended the run in between. The folder holds officers' work: it is personal data. It can be deleted at any
time, at the price of examining again.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import os
import socket
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from futurefit.errors import FutureFitError

FOLDER = "results"
LOCK = ".lock"
_FORM = 1  # of the files; another number is not read
_SHORT = 32  # hexadecimal digits of each part of a file's name; the file holds the whole key


class StoreError(FutureFitError):
    """A result cannot be kept, or the course is being graded already; the message ends with what to do."""


@dataclass(frozen=True)
class Stored:
    """One notebook that was examined, as `engine.Examined` says it, with what was said of it before it ran.

    `remarks` are all of that; `told` are those that stand beside the points wherever they are shown.
    """

    notebook: str
    inside: bool
    notes: tuple[str, ...]
    seconds: float
    cell_seconds: float
    remarks: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def key_of(*parts: str) -> str:
    """A name for a result, made of all that decides it (hex)."""
    total = hashlib.sha256()
    for part in parts:
        content = part.encode(errors="surrogatepass")
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()


class Results:
    """The results of one lab, by the submission (its `fingerprint`) and the key."""

    def __init__(self, course: Path, lab: str) -> None:
        self.folder = course / FOLDER / lab

    def any_of(self, submission: str) -> bool:
        """Whether there is any result of this submission."""
        return any(self.folder.glob(f"{submission[:_SHORT]}-*.json.gz"))

    def get(self, submission: str, key: str) -> dict[str, Stored] | None:
        """The notebooks of a result by name; None where it is not there. A damaged file is removed."""
        path = self._file(submission, key)
        try:
            content = json.loads(gzip.decompress(path.read_bytes()))
            if (content["form"], content["key"]) != (_FORM, key):
                raise ValueError("it is another result")
            return {name: _stored(fields) for name, fields in content["notebooks"].items()}
        except FileNotFoundError:
            return None
        except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, AttributeError):
            path.unlink(missing_ok=True)
            return None

    def put(self, submission: str, key: str, notebooks: Mapping[str, Stored]) -> None:
        """Keep a result, whole or not at all.

        Raises:
            StoreError: it cannot be written; nothing of it is left behind.
        """
        content = {"form": _FORM, "key": key, "notebooks": {name: asdict(each) for name, each in notebooks.items()}}
        text = json.dumps(content, ensure_ascii=True).encode()
        try:
            write_whole(self._file(submission, key), gzip.compress(text, 3, mtime=0))
        except OSError as error:
            raise StoreError(
                f"The result of a submission cannot be written to {self.folder} ({error.strerror or error}). Make room "
                "there, or see to it that you may write there; then run the same command again: it goes on."
            ) from error

    def _file(self, submission: str, key: str) -> Path:
        return self.folder / f"{submission[:_SHORT]}-{key[:_SHORT]}.json.gz"


def _stored(fields: dict[str, Any]) -> Stored:
    return Stored(**{**fields, **{name: tuple(fields[name]) for name in ("notes", "remarks", "told")}})


def write_whole(path: Path, content: bytes, *, wait: bool = True) -> None:
    """Write a file so that it is either all there or as it was, even after a power cut.

    Args:
        wait: for the disk. Without, the file may be empty after a power cut, for others it is whole or not there.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    number, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            if wait:
                os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise


@contextmanager
def lock(course: Path, lab: str) -> Iterator[None]:
    """Be the only one who grades this course. The system takes the lock back from a process that has died.

    Raises:
        StoreError: another process grades it; the message says which.
    """
    path = course / FOLDER / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            who = file.read().strip() or "another process"
            raise StoreError(
                f"This course is being graded already: {who}. Wait until that has ended, or end it with Ctrl-C, and "
                "run the same command again. (Formgrader and `nbgrader autograde` cannot be locked out: do not "
                "autograde with them meanwhile.)"
            ) from None
        since = datetime.now(UTC)
        file.truncate(0)
        file.write(f"{lab}, by process {os.getpid()} on {socket.gethostname()}, since {since:%Y-%m-%d %H:%M} UTC")
        file.flush()
        yield
        file.truncate(0)
