"""Take in files that somebody else made: what is refused and why, and a copy that cannot be tricked.

Nothing is opened by a path that its writer could change between a look and a copy: a folder is walked by open
directories, a file is opened without following links, and what is looked at is the open file itself. The copy is made
aside, with permissions of our own, and comes into its place whole.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from futurefit.records import Refusal

LONGEST_NAME = 200  # characters, with the folders above it
DEEPEST = 12  # folders in folders
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_OURS = ("timestamp.txt", "submission_secret.txt")  # these names collecting writes itself
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")  # control characters, changes of direction, bytes that are no text
_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISLNK, "a link to another place"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
# Without a secret in each submission, nbgrader's release of feedback stops at it. This one's says whence the work came.
AS_FILE = "handed-in-as-a-file-"
AGAIN = "Ask the officer to take it out, and to hand in again."


class Refused(Exception):
    """Work that is not taken in. The message says why and ends with what to do; it names no account."""


@dataclass(frozen=True)
class Collected:
    """One submission that was taken, or one that was not and why; `refusal` where the officer must mend it."""

    officer: str
    source: str
    taken: bool
    remark: str = ""
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Limits:
    """The most that is taken in: bytes of one file, bytes of a submission, and files and folders in it."""

    file: int
    folder: int
    files: int

    @classmethod
    def of(cls, directory: CourseDirectory, files: int) -> Limits:
        """The sizes are nbgrader's own settings of the course, in its kilobytes of 1000 bytes."""
        return cls(1000 * directory.max_file_size, 1000 * directory.max_dir_size, files)


def shown(name: str) -> str:
    """A name made by somebody else, as text that can be shown: nothing unseen in it, and not too long."""
    clean = "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in _UNSEEN else c for c in name)
    return clean if len(clean) <= 90 else f"{clean[:60]}…{clean[-25:]}"


def folded(name: str) -> str:
    """The same for two names that some file systems take for one."""
    return unicodedata.normalize("NFKC", name).casefold()


def check_name(path: str) -> None:
    """Raise Refused for a name that leads elsewhere or misleads the eye. Folders stand before it, with "/" between."""
    problem = ""
    if path.startswith("/") or path[1:2] == ":":
        problem = "is a name from the root of a disk"
    elif "\\" in path:
        problem = "has a backslash in its name"
    elif any(part in ("", ".", "..") for part in path.split("/")):
        problem = "leads out of its folder"
    elif any(unicodedata.category(c) in _UNSEEN for c in path):
        problem = "has characters in its name that cannot be seen"
    elif len(path) > LONGEST_NAME or max(len(os.fsencode(part)) for part in path.split("/")) > 255:
        problem = f"has a name of more than {LONGEST_NAME} characters"
    if problem:
        raise Refused(f"“{shown(path)}” {problem}. Ask the officer to rename it, and to hand in again.")


def check_kind(mode: int, path: str) -> None:
    """Raise Refused unless this is an ordinary file or folder."""
    for is_kind, words in _KINDS:
        if is_kind(mode):
            raise Refused(f"“{shown(path)}” is {words}, not a file. {AGAIN}")


def check_file(info: os.stat_result, path: str, limits: Limits) -> None:
    """Raise Refused unless this is an ordinary file of its own, and not too large."""
    check_kind(info.st_mode, path)
    if not stat.S_ISREG(info.st_mode):
        raise _changed(path)
    if info.st_nlink > 1:
        raise Refused(
            f"“{shown(path)}” is the same file as another one elsewhere (a hard link). "
            "Ask the officer to put a copy in its place, and to hand in again."
        )
    if info.st_size > limits.file:
        raise Refused(f"“{shown(path)}” is larger than {megabytes(limits.file)}. Ask for it without its outputs.")


def megabytes(size: int) -> str:
    return f"{size / 10**6:g} MB"


@contextmanager
def reading(path: str) -> Iterator[None]:
    """An error in reading what somebody else made is a reason to refuse it; one in writing our copy is not."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENOENT, errno.ENXIO, errno.EISDIR):
            raise _changed(path) from error
        raise Refused(
            f"“{shown(path)}” cannot be read ({error.strerror}). Ask the officer to hand in again."
        ) from error


def read_file(name: str, folder: int, path: str, limits: Limits) -> bytes:
    """The content of a file in an open folder.

    Raises:
        Refused: it is not an ordinary file, too large, or it changed meanwhile.
    """
    with reading(path):
        check_kind(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode, path)
    return b"".join(_pieces(name, folder, path, limits, lambda info: None))


def _pieces(
    name: str, folder: int, path: str, limits: Limits, look: Callable[[os.stat_result], None]
) -> Iterator[bytes]:
    """The content of a file in an open folder, piece by piece; `look` is given what the open file is."""
    with reading(path):
        opened = os.open(name, _READ, dir_fd=folder)
    try:
        before = os.fstat(opened)
        check_file(before, path, limits)
        look(before)
        size = 0
        while True:
            with reading(path):
                piece = os.read(opened, 1 << 20)
            if not piece:
                break
            size += len(piece)
            if size > before.st_size:
                raise _changed(path)
            yield piece
        after = os.fstat(opened)
        if size != before.st_size or (after.st_mtime_ns, after.st_ctime_ns) != (before.st_mtime_ns, before.st_ctime_ns):
            raise _changed(path)
    finally:
        os.close(opened)


def _changed(path: str) -> Refused:
    return Refused(f"“{shown(path)}” was changed while it was being collected. Collect again.")


@dataclass
class FolderCopy:
    """A copy of an open folder into one of ours; raises Refused at the first thing that is not to be taken.

    Attributes:
        owners: numbers of the accounts whose files may be in it; None for any.
        left_out: whether a name is left out of every copy (second: whether it is a folder's).
        latest: after `copy`, the latest change (ctime, ns) to anything that was copied.
    """

    limits: Limits
    owners: frozenset[int] | None
    left_out: Callable[[str, bool], bool]
    latest: int = 0
    _files: int = 0
    _bytes: int = 0

    def copy(self, source: int, target: Path, above: str = "", depth: int = 0) -> None:
        """Copy the folder that is open as `source` into the empty folder `target`."""
        self._look(os.fstat(source), above or "the folder")
        names = {folded(name): name for name in _OURS} if not above else {}
        for name in self._names(source, above):
            path = above + name
            with reading(path):
                info = os.stat(name, dir_fd=source, follow_symlinks=False)
            is_folder = stat.S_ISDIR(info.st_mode)
            if self.left_out(name, is_folder):
                continue
            check_name(path)
            if is_folder and path in _OURS:
                raise Refused(f"“{path}” is a folder, not a file. {AGAIN}")
            if names.setdefault(folded(name), name) != name:
                raise Refused(
                    f"“{shown(path)}” and “{names[folded(name)]}” would be one file on some machines. "
                    "Ask the officer to rename it, and to hand in again."
                )
            check_kind(info.st_mode, path)
            if is_folder:
                if depth >= DEEPEST:
                    raise Refused(f"“{shown(path)}” lies more than {DEEPEST} folders deep. {AGAIN}")
                with reading(path):
                    inner = os.open(name, _READ | os.O_DIRECTORY, dir_fd=source)
                try:
                    (target / name).mkdir()
                    self.copy(inner, target / name, f"{path}/", depth + 1)
                finally:
                    os.close(inner)
                continue
            with (target / name).open("xb") as copy:
                for piece in _pieces(name, source, path, self.limits, lambda info, path=path: self._look(info, path)):  # type: ignore[misc]
                    copy.write(piece)

    def _names(self, source: int, above: str) -> list[str]:
        names = []
        with reading(above or "the folder"), os.scandir(source) as entries:
            for entry in entries:
                names.append(entry.name)
                self._files += 1
                if self._files > self.limits.files:
                    raise Refused(
                        f"It holds more than {self.limits.files} files. "
                        "Ask the officer to leave only what belongs to the lab, and to hand in again."
                    )
        return sorted(names)

    def _look(self, info: os.stat_result, path: str) -> None:
        self.latest = max(self.latest, info.st_ctime_ns)
        if self.owners is not None and info.st_uid not in self.owners:
            raise Refused(f"“{shown(path)}” in it belongs to another account. Ask the officer to hand in again.")
        if stat.S_ISREG(info.st_mode):
            self._bytes += info.st_size
            if self._bytes > self.limits.folder:
                raise Refused(
                    f"Its files are larger than {megabytes(self.limits.folder)} together. "
                    "Ask for them without outputs and without what the lab does not need."
                )


@contextmanager
def aside(folder: Path) -> Iterator[Path]:
    """A new empty folder of the same name, on the same disk, for `put_in_place`; removed at the end if it was not."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".collect-") as place:
            made = Path(place, folder.name)
            made.mkdir()
            yield made
    finally:
        with suppress(OSError):  # it holds something
            folder.parent.rmdir()  # an empty one would count as an officer


def put_in_place(made: Path, folder: Path) -> None:
    """Move what was made `aside` into its place; what was there goes when it has come."""
    before = made.parent / "before"
    if folder.exists():
        folder.rename(before)
    try:
        made.rename(folder)
    except OSError:
        if before.exists():
            before.rename(folder)
        raise


def same_work(one: Path, other: Path) -> bool:
    """Whether two submissions hold the same files; the time of handing in is not compared."""
    return _digests(one) == _digests(other)


def _digests(folder: Path) -> dict[str, str]:
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and path != folder / "timestamp.txt":
            with path.open("rb") as file:
                found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def write_timestamp(made: Path, at: datetime) -> None:
    """nbgrader's timestamp.txt, `at` in UTC."""
    (made / "timestamp.txt").write_text(f"{at:%Y-%m-%d %H:%M:%S.%f} UTC", encoding="utf-8")


def write_secret(made: Path) -> None:
    """nbgrader's submission_secret.txt for work that has none; its feedback goes back as a file."""
    (made / "submission_secret.txt").write_text(AS_FILE + secrets.token_hex(64), encoding="utf-8")
