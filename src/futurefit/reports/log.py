"""Who took which export, and when: exports.jsonl of the course, to which lines are only ever added.

Each line holds the SHA-256 of the line before it. So a line that is changed, taken out or put in shows; lines cut off
at the end do not, unless somebody knows the last one's hash (every export tells it).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from futurefit.records import RecordsError

FILE = "exports.jsonl"
_START = "0" * 64


@dataclass(frozen=True)
class Entry:
    """A line of the log. `files` has the SHA-256 of each file by its path; `at` is in UTC; `number` counts from 1."""

    at: str
    by: str
    audience: str
    formats: tuple[str, ...]
    cohort: str
    officers: int
    files: Mapping[str, str] = field(default_factory=dict)
    outcome: str = "written"
    number: int = 0
    before: str = ""
    hash: str = ""

    @classmethod
    def now(
        cls, by: str, audience: str, formats: tuple[str, ...], cohort: str, officers: int, files: Mapping[str, str]
    ) -> Entry:
        """An entry of this moment, not yet in a log."""
        return cls(datetime.now(UTC).isoformat(timespec="seconds"), by, audience, formats, cohort, officers, files)


def append(course: Path, entry: Entry) -> Entry:
    """Add an entry; returned with its number, the hash of the line before, and its own.

    Raises:
        RecordsError: the log cannot be written, or the last line of it is damaged.
    """
    path = course / FILE
    try:
        with _locked(path) as file:
            number, before = _last(path, file)
            line = _line(replace(entry, number=number + 1, before=before))
            file.seek(0, 2)
            file.write(line)
    except OSError as error:
        raise RecordsError(
            f"{path} could not be written ({error.strerror or error}), and what cannot be logged is not exported. "
            "Make room, or ask whoever owns the course folder for leave to write there. Then run the command again."
        ) from error
    return _entry(line)


def load(course: Path) -> tuple[Entry, ...]:
    """All entries, the oldest first; none where nothing was exported yet.

    Raises:
        RecordsError: the chain is broken: a line was changed, taken out or put in.
    """
    path = course / FILE
    entries: list[Entry] = []
    before = _START
    try:
        lines = path.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return ()
    for number, line in enumerate(lines, 1):
        try:
            entry = _entry(line)
        except (ValueError, TypeError, KeyError):
            entry = None
        if entry is None or entry.before != before or entry.number != number:
            raise RecordsError(
                f"{path}, line {number}, is not the one that was written there, or a line before it is missing. "
                "Keep the file as it is, and compare it with a backup."
            )
        entries.append(entry)
        before = entry.hash
    return tuple(entries)


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    """The log, for one process at a time."""
    with path.open("a+b") as file:
        try:
            import fcntl  # there is none on Windows

            fcntl.flock(file, fcntl.LOCK_EX)
        except ImportError:
            pass
        yield file


def _last(path: Path, file: BinaryIO) -> tuple[int, str]:
    """Number and hash of the last line; 0 and the start of the chain for an empty log."""
    file.seek(0)
    lines = file.read().splitlines(keepends=True)
    if not lines:
        return 0, _START
    try:
        last = _entry(lines[-1])
    except (ValueError, TypeError, KeyError) as error:
        raise RecordsError(
            f"The last line of {path} is damaged ({error}). Keep a copy of the file, compare it with a backup, "
            "put a whole line in its place, and run the command again."
        ) from error
    return last.number, last.hash


def _line(entry: Entry) -> bytes:
    fields = asdict(entry)
    del fields["hash"]
    return json.dumps(fields, ensure_ascii=False, sort_keys=True).encode(errors="replace") + b"\n"


def _entry(line: bytes) -> Entry:
    fields = json.loads(line)
    return Entry(**{**fields, "formats": tuple(fields["formats"]), "hash": hashlib.sha256(line).hexdigest()})
