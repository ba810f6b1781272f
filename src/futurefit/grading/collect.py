"""Take in submissions: from nbgrader's exchange, or from files that officers handed in from an offline laptop."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from futurefit.course import Course, CourseError
from futurefit.grading.autograde import submitted

MAX_BYTES = 100 * 1024 * 1024  # a notebook with many pictures has a few


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
    `officer07/net-1-packets.ipynb`, `officer07_net-1-packets.ipynb`, `officer07 my copy.ipynb`.

    Args:
        officers: ids of the roster.
        received: when the work came in, aware; now where it is not given.

    Raises:
        CourseError: there is no such folder or zip, or it is damaged.
    """
    course.need_lab(lab)
    received = (received or datetime.now(UTC)).astimezone(UTC)
    by_officer: dict[str, list[tuple[str, bytes | None]]] = {}
    results: list[Collected] = []
    for name, content in _notebooks(source):
        officer = _officer_of(name, officers)
        if officer is None:
            results.append(Collected("", name, False, "no officer's id of the roster in its name or folder"))
        else:
            by_officer.setdefault(officer, []).append((name, content))
    for officer, files in sorted(by_officer.items()):
        results += _take(course, lab, officer, files, received)
    return results


def _take(
    course: Course, lab: str, officer: str, files: list[tuple[str, bytes | None]], received: datetime
) -> Iterator[Collected]:
    """Choose the officer's notebook of this lab among the files, and put it into submitted/."""
    others = [other for other in course.labs() if other != lab]
    own = [file for file in files if not any(other in PurePosixPath(file[0]).stem for other in others)]
    chosen = [file for file in own if lab in PurePosixPath(file[0]).stem] or own
    if not chosen:
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
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".collect-") as aside:
        made = Path(aside, lab)
        made.mkdir()
        (made / f"{lab}.ipynb").write_bytes(content)
        (made / "timestamp.txt").write_text(f"{received:%Y-%m-%d %H:%M:%S.%f} UTC", encoding="utf-8")
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
        for path in sorted(source.rglob("*.ipynb")):
            if path.is_file() and not path.is_symlink() and not _hidden(path.relative_to(source).parts):
                large = path.stat().st_size > MAX_BYTES
                yield path.relative_to(source).as_posix(), None if large else path.read_bytes()
        return
    try:
        with zipfile.ZipFile(source) as archive:
            for entry in sorted(archive.infolist(), key=lambda e: e.filename):
                if entry.filename.endswith(".ipynb") and not _hidden(PurePosixPath(entry.filename).parts):
                    yield entry.filename, None if entry.file_size > MAX_BYTES else archive.read(entry)
    except FileNotFoundError:
        raise CourseError(f"{source} does not exist. Name the folder or the zip file with the notebooks.") from None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise CourseError(
            f"{source} cannot be read as a zip file ({error}). Unpack it yourself and name the folder."
        ) from None


def _hidden(parts: Iterable[str]) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _officer_of(name: str, officers: Collection[str]) -> str | None:
    """The officer whose id a folder of the path bears, or with whose id the file's name starts."""
    path = PurePosixPath(name)
    folders = [part.lower() for part in path.parts[:-1]]
    for officer in officers:
        if officer.lower() in folders or re.match(rf"{re.escape(officer)}(?![a-z0-9])", path.name, re.IGNORECASE):
            return officer
    return None


def _timestamp(course: Course, lab: str, officer: str) -> str:
    path = course.folder / "submitted" / officer / lab / "timestamp.txt"
    return path.read_text(encoding="utf-8") if path.is_file() else ""
