"""Take in submissions: from nbgrader's exchange, or from files that officers handed in from an offline laptop."""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from futurefit.course import MALAYSIA, Course, CourseError
from futurefit.grading.autograde import submitted

MAX_BYTES = 100 * 1024 * 1024  # a notebook with many pictures has a few
# Without a secret in each submission, nbgrader's release of feedback stops at it. This one's says whence the work came.
AS_FILE = "handed-in-as-a-file-"
_GRADE_ID = re.compile(rb'"grade_id":\s*"([^"]+)"')


@dataclass(frozen=True)
class Collected:
    """One submission that was taken, or one file that was not and why."""

    officer: str
    source: str
    taken: bool
    remark: str = ""


def collect_from_exchange(course: Course, lab: str) -> list[Collected]:
    """Collect what officers submitted through JupyterLab; newer work replaces older.

    Raises:
        CourseError: the lab was never released, or nbgrader could not collect.
    """
    course.need_lab(lab)
    before = {officer: _timestamp(course, lab, officer) for officer in submitted(course, lab)}
    result = course.api.collect(lab, update=True)
    if not result["success"]:
        if not (course.exchange / str(course.config.CourseDirectory.course_id) / "inbound").is_dir():
            raise CourseError(f"{lab} was never released to {course.exchange}. Run: futurefit release {lab}")
        raise CourseError(f"{lab} could not be collected: {result['error'].strip().splitlines()[-1]}")
    return [
        Collected(officer, "exchange", True, "newer than the one before" if officer in before else "")
        for officer in submitted(course, lab)
        if _timestamp(course, lab, officer) != before.get(officer)
    ]


def collect_from_files(
    course: Course,
    lab: str,
    source: Path,
    officers: Collection[str],
    received: datetime | None = None,
) -> list[Collected]:
    """Collect notebooks from a folder or a zip file.

    A file belongs to the officer whose id is the name of a folder above it, or the start of its own name:
    `officer07/net-1-packets.ipynb`, `officer07_net-1-packets.ipynb`, `officer07 my copy.ipynb`. It belongs to the lab
    that its name names, or whose tasks it holds. What was taken before, unchanged, is left as it is, so that the same
    folder can be collected again when more has come in.

    Args:
        officers: ids of the roster.
        received: when the work came in, aware; now where it is not given. Older work never replaces newer.

    Raises:
        CourseError: there is no such folder or zip, or it is damaged.
    """
    course.need_lab(lab)
    by_officer: dict[str, list[tuple[str, bytes | None]]] = {}
    results: list[Collected] = []
    for name, content in _notebooks(source):
        found = _officers_of(name, officers)
        if not found:
            results.append(Collected("", name, False, "no officer's id of the roster in its name or folder"))
        elif len(found) > 1:
            results.append(Collected("", name, False, f"it names several officers: {', '.join(sorted(found))}"))
        else:
            by_officer.setdefault(found.pop(), []).append((name, content))
    for officer, files in sorted(by_officer.items()):
        results += _take(course, lab, officer, files, received)
    return results


def _take(
    course: Course, lab: str, officer: str, files: list[tuple[str, bytes | None]], received: datetime | None
) -> Iterator[Collected]:
    """Choose the officer's notebook of this lab among the files, and put it into submitted/."""
    labs = course.labs()
    unnamed = [file for file in files if _named_lab(file[0], labs) is None]
    chosen = [file for file in files if _named_lab(file[0], labs) == lab]
    if not chosen:
        by_cells = {name: _lab_of_cells(course, content) for name, content in unnamed}
        chosen = [file for file in unnamed if by_cells[file[0]] == lab]
    if not chosen:
        for name in (name for name, found in by_cells.items() if found is None):
            yield Collected(officer, name, False, "neither its name nor its cells say which lab it is")
        return
    if len(chosen) > 1:
        for name, _ in chosen:
            yield Collected(
                officer, name, False, f"one of {len(chosen)} notebooks of this officer: leave only one of them"
            )
        return
    name, content = chosen[0]
    if content is None:
        yield Collected(officer, name, False, f"larger than {MAX_BYTES // 2**20} MB: ask for it without its outputs")
        return
    folder = course.folder / "submitted" / officer / lab
    here, when = folder / f"{lab}.ipynb", (received or datetime.now(UTC)).astimezone(UTC)
    before = course.directory.get_existing_timestamp(str(folder))  # UTC, without a zone
    if here.is_file() and here.read_bytes() == content:
        if received is None or before == when.replace(tzinfo=None):
            return
    elif before and before > when.replace(tzinfo=None):
        stands = before.replace(tzinfo=UTC).astimezone(MALAYSIA)
        yield Collected(officer, name, False, f"what is here is newer, handed in on {stands:%d %B %Y, %H:%M}")
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".collect-") as aside:
        made = Path(aside, lab)
        made.mkdir()
        (made / f"{lab}.ipynb").write_bytes(content)
        (made / "timestamp.txt").write_text(f"{when:%Y-%m-%d %H:%M:%S.%f} UTC", encoding="utf-8")
        (made / "submission_secret.txt").write_text(AS_FILE + secrets.token_hex(64), encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        made.rename(folder)
    renamed = PurePosixPath(name).name != f"{lab}.ipynb"
    yield Collected(officer, name, True, f"taken as {lab}.ipynb" if renamed else "")


def _notebooks(source: Path) -> Iterator[tuple[str, bytes | None]]:
    """(name below the source, content) of each notebook; None for the content of one that is too large.

    Nothing is unpacked, and links are not followed: a name in a zip or a link in a folder could lead anywhere.
    """
    if source.is_dir():
        for path in sorted(p for p in source.rglob("*") if p.suffix.lower() == ".ipynb"):
            if path.is_file() and not path.is_symlink() and not _hidden(path.relative_to(source).parts):
                large = path.stat().st_size > MAX_BYTES
                yield path.relative_to(source).as_posix(), None if large else path.read_bytes()
        return
    try:
        with zipfile.ZipFile(source) as archive:
            for entry in sorted(archive.infolist(), key=lambda e: e.filename):
                if entry.filename.lower().endswith(".ipynb") and not _hidden(PurePosixPath(entry.filename).parts):
                    yield entry.filename, None if entry.file_size > MAX_BYTES else archive.read(entry)
    except FileNotFoundError:
        raise CourseError(f"{source} does not exist. Name the folder or the zip file with the notebooks.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise CourseError(
            f"{source} cannot be read as a zip file ({error}). Unpack it yourself and name the folder."
        ) from None


def _hidden(parts: Iterable[str]) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _officers_of(name: str, officers: Collection[str]) -> set[str]:
    """The officers whose id a folder of the path bears, and the one with whose id the file's name starts."""
    path = PurePosixPath(name)
    folders = [part.lower() for part in path.parts[:-1]]
    found = {officer for officer in officers if officer.lower() in folders}
    starts = [id for id in officers if re.match(rf"{re.escape(id)}(?![a-z0-9])", path.name, re.IGNORECASE)]
    if starts:
        found.add(max(starts, key=len))  # of “ali” and “ali.hassan”, the one who is meant by “ali.hassan_net-1.ipynb”
    return found


def _named_lab(name: str, labs: Collection[str]) -> str | None:
    """The lab that a file's name names; of “net-1” and “net-1-more”, the longer."""
    stem = PurePosixPath(name).stem.lower()
    return max((lab for lab in labs if lab in stem), key=len, default=None)


def _lab_of_cells(course: Course, content: bytes | None) -> str | None:
    """The lab whose cells a notebook holds; those that all labs have, such as the reflection, say nothing."""
    labs = course.labs()
    sources = {lab: (course.folder / "source" / lab / f"{lab}.ipynb").read_bytes() for lab in labs}
    ids = {lab: set(_GRADE_ID.findall(source)) for lab, source in sources.items()}
    found = set(_GRADE_ID.findall(content or b""))
    for lab in labs:
        if found & ids[lab].difference(*(ids[other] for other in labs if other != lab)):
            return lab
    return None


def _timestamp(course: Course, lab: str, officer: str) -> str:
    path = course.folder / "submitted" / officer / lab / "timestamp.txt"
    return path.read_text(encoding="utf-8") if path.is_file() else ""
