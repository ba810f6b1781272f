"""What became of the last grading of each submission: gradings/<lab>/<officer>.json.

nbgrader's gradebook cannot say "this could not be graded, and why": after a failed autograde it holds 0.0, or the
points of an earlier submission. So the grading room saves an `Outcome` beside it: one that says "begun" before anything
runs, and the end in its place. An nbgrader that was not configured by this project saves none, and an outcome speaks
only for the very files that were graded, which it knows by their `fingerprint`.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from futurefit.records._files import write_files
from futurefit.records.model import RecordsError


@dataclass(frozen=True)
class Outcome:
    """The end of one grading.

    Attributes:
        officer, lab: ids, as in the folders' names.
        graded: whether grading came to its end, so that the points in the gradebook are this submission's.
        reason: one sentence for people. Not graded: why, and what to do. Graded: anything worth knowing, or "".
        cell: grade_id of the cell where it stopped, or "".
        at: when grading ended; aware.
        submission: `fingerprint` of the folder that was graded.
        lab_version: `futurefit.records.lab_version` of the lab that graded it; "" where it is not known.
        grader_version: of what graded it: this package, its libraries; "" where it is not known.
        inside: whether tests ran in the officer's own process.
        notes: what the instructor should know, sentence by sentence.
        told: what stands beside the points wherever they are shown, in the same words for many results.
        finished: names of the lab's notebooks whose grading came to its end; `graded` when all of them did.
        result: name of the stored result that was scored (`grading.batch.store.key_of`); "" where none was stored.
        graded_before: whether an earlier grading came to its end. Where this one did not, that one's points are stale.

    Raises:
        ValueError: `at` has no time zone, or an id cannot be a file's name.
    """

    officer: str
    lab: str
    graded: bool
    reason: str
    cell: str
    at: datetime
    submission: str
    lab_version: str = ""
    grader_version: str = ""
    inside: bool = False
    notes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    graded_before: bool = False
    result: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"the time of the grading of {self.officer}, {self.lab} has no time zone")
        for name in (self.officer, self.lab):
            if not name or name in (".", "..") or "/" in name or "\\" in name or "\0" in name:
                raise ValueError(f"{name!r} cannot be the name of an officer or a lab")


def save(course: Path, outcome: Outcome) -> Path:
    """Write the outcome, in place of the last one for this officer and lab. Returns its file.

    Raises:
        RecordsError: the file cannot be written; the last outcome stands.
    """
    path = _file(course, outcome.officer, outcome.lab)
    text = json.dumps({**asdict(outcome), "at": outcome.at.isoformat()}, indent=1, ensure_ascii=False)
    write_files({path: f"{text}\n".encode(errors="replace")})
    return path


def forget(course: Path, officer: str, lab: str) -> None:
    """Remove the outcome of an earlier grading, before a new one starts: a killed run must leave none behind."""
    _file(course, officer, lab).unlink(missing_ok=True)


def _file(course: Path, officer: str, lab: str) -> Path:
    return course / "gradings" / lab / f"{officer}.json"


def load(course: Path) -> dict[tuple[str, str], Outcome]:
    """All saved outcomes by (officer, lab); empty where nothing was graded yet.

    Raises:
        RecordsError: a file is not an outcome of the officer and lab that its name says.
    """
    found = {}
    for path in sorted((course / "gradings").glob("*/*.json")):
        found[path.stem, path.parent.name] = _read(path)
    return found


def load_one(course: Path, officer: str, lab: str) -> Outcome | None:
    """The saved outcome of one officer's lab, if there is one.

    Raises:
        RecordsError: the file is not such an outcome.
    """
    path = _file(course, officer, lab)
    return _read(path) if path.is_file() else None


def _read(path: Path) -> Outcome:
    officer, lab = path.stem, path.parent.name
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        texts = {name: tuple(map(str, fields.get(name, ()))) for name in ("notes", "told", "finished")}
        outcome = Outcome(**{**fields, **texts, "at": datetime.fromisoformat(fields["at"])})
        if (outcome.officer, outcome.lab) != (officer, lab):
            raise ValueError(f"it speaks of {outcome.officer}, {outcome.lab}")
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise RecordsError(
            f"{path} is not the record of a grading ({error}). Delete it, then run: "
            f"futurefit grade {lab} --officer {officer}"
        ) from error
    return outcome


def fingerprint(folder: Path) -> str:
    """SHA-256 (hex) over the names and contents of all files below `folder`; not over times or permissions.

    A link counts as the path that it holds and is not followed: it could lead out of the folder, or nowhere.

    Raises:
        NotADirectoryError: `folder` is not a folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is not a folder")
    total = hashlib.sha256()
    files = [Path(where, name) for where, folders, names in os.walk(folder) for name in (*folders, *names)]
    for path in sorted(files, key=lambda path: path.relative_to(folder).as_posix()):
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            continue
        if stat.S_ISREG(mode):
            with path.open("rb") as file:
                kind, content = b"file", hashlib.file_digest(file, "sha256").digest()
        elif stat.S_ISLNK(mode):
            kind, content = b"link", os.fsencode(os.readlink(path))
        else:  # a pipe or a device: opening it could wait for ever
            kind, content = b"special", b""
        # The length goes first, so that no two different folders can feed in the same bytes.
        for part in (os.fsencode(path.relative_to(folder).as_posix()), kind, content):
            total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()
