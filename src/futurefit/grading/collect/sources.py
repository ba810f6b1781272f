"""The notebooks in a folder or a zip file that somebody handed in, and those among them that are not read, and why.

Nothing of a zip file is unpacked onto the disk, and no link is followed: both could lead anywhere.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from futurefit.course import CourseError
from futurefit.grading.collect.intake import (
    AGAIN,
    Limits,
    Refused,
    check_kind,
    check_name,
    folded,
    megabytes,
    read_file,
    shown,
)

MOST_AT_ONCE = 1_000_000_000  # bytes of notebooks in one folder or zip file, read into memory
MOST_NAMES = 50_000  # in one zip file
# Deflate makes a notebook some 3 to 30 times smaller; only a trap, or endless output, shrinks a large one like this.
BOMB_RATIO, BOMB_BYTES = 200, 10_000_000


@dataclass(frozen=True)
class Found:
    """A file below the source: its name there, and its content, or else why it is refused.

    Attributes:
        rest: the name without what a learning management system put before it; "" where that is all of it.
        is_notebook: the content of other files is not read.
        late: whether such a system marks it as late.
    """

    name: str
    content: bytes = b""
    refused: str = ""
    rest: str = ""
    is_notebook: bool = True
    late: bool = False

    @property
    def called(self) -> str:
        """The name that its writer gave it."""
        return self.rest or self.name


def files_in(source: Path, limits: Limits) -> list[Found]:
    """What a folder or a zip file holds, by name; hidden files and a Mac's leavings are passed over.

    Raises:
        CourseError: there is no such folder or zip, it is damaged, or it holds far too much.
    """
    return sorted(_in_folder(source, limits) if source.is_dir() else _in_zip(source, limits), key=lambda f: f.name)


def _in_folder(source: Path, limits: Limits) -> Iterable[Found]:
    total = 0
    for where, folders, files, opened in os.fwalk(source):
        above = Path(where).relative_to(source).as_posix()
        prefix = "" if above == "." else f"{above}/"
        folders[:] = sorted(name for name in folders if not _hidden([name]))
        for name in folders:
            if stat.S_ISLNK(os.stat(name, dir_fd=opened, follow_symlinks=False).st_mode):
                yield Found(prefix + name, refused=f"“{shown(prefix + name)}” is a link to another place. {AGAIN}")
        for name in sorted(files):
            path = prefix + name
            if _hidden([name]):
                continue
            if not _notebook(name):
                yield Found(path, is_notebook=False)
                continue
            try:
                check_name(path)
                content = read_file(name, opened, path, limits)
            except Refused as problem:
                yield Found(path, refused=str(problem))
                continue
            total += len(content)
            _need_total(total, source)
            yield Found(path, content)


def _in_zip(source: Path, limits: Limits) -> Iterable[Found]:
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_NAMES:
                raise CourseError(f"{source} holds {len(entries)} files. Collect it in parts, a folder at a time.")
            links = tuple(f"{e.filename.rstrip('/')}/" for e in entries if stat.S_ISLNK(e.external_attr >> 16))
            entries = [e for e in entries if not e.is_dir() and not _hidden(_parts(e.filename))]
            others = [Found(e.filename, is_notebook=False) for e in entries if not _notebook(e.filename)]
            entries = [e for e in entries if _notebook(e.filename)]
            names = Counter(folded(entry.filename) for entry in entries)
            refused = {id(e): _problem(e, names[folded(e.filename)], links, limits) for e in entries}
            _need_total(sum(e.file_size for e in entries if not refused[id(e)]), source)
            found = [
                Found(e.filename, refused=refused[id(e)])
                if refused[id(e)]
                else Found(e.filename, archive.read(e))  # never more than the size that was looked at
                for e in entries
            ]
    except FileNotFoundError:
        raise CourseError(f"{source} does not exist. Name the folder or the zip file with the notebooks.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, UnicodeError) as error:
        raise CourseError(
            f"{source} cannot be read as a zip file ({error}). Unpack it yourself and name the folder."
        ) from None
    return found + others


def _problem(entry: zipfile.ZipInfo, times: int, links: tuple[str, ...], limits: Limits) -> str:
    """Why a file in a zip is not read; "" when it is."""
    name = f"“{shown(entry.filename)}”"
    mode = entry.external_attr >> 16  # of Unix; 0 where another system packed it
    try:
        check_name(entry.orig_filename)  # with what a zero byte hides in the name
        check_kind(mode, entry.filename)
    except Refused as problem:
        return str(problem)
    if links and entry.filename.startswith(links):
        return f"{name} lies behind a link in the zip file. {AGAIN}"
    if times > 1:
        return f"{name} is there {times} times (capitals do not count). Leave only one of them, and collect again."
    if entry.flag_bits & 0x1:
        return f"{name} is locked with a password. Ask for it without one."
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"{name} is packed in an unusual way. Unpack the zip file yourself, and name the folder."
    if entry.file_size > limits.file:
        return f"{name} is larger than {megabytes(limits.file)}. Ask for it without its outputs."
    if entry.file_size > max(BOMB_BYTES, BOMB_RATIO * entry.compress_size):
        ratio = entry.file_size // max(1, entry.compress_size)
        return f"{name} would unpack to {ratio} times its size, as a trap does. Ask for it without its outputs."
    return ""


def _need_total(total: int, source: Path) -> None:
    if total > MOST_AT_ONCE:
        raise CourseError(
            f"{source} holds more than {megabytes(MOST_AT_ONCE)} of notebooks. Collect it in parts, a folder at a time."
        )


def _notebook(name: str) -> bool:
    return name.lower().endswith(".ipynb")


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")


def _hidden(parts: Iterable[str]) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in parts)
