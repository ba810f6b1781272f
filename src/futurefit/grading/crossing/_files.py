"""Files that a test and an answer hand each other: what one wrote, the other reads under the same name.

Each kernel has a folder of its own. With a call goes what the test wrote or names in an argument; with its result come
the data files that the officer's code wrote. None of these replaces a file of the lab's, and none can be imported.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any

from futurefit.grading import wire

_MOST, _LARGEST = 50, 8 * 2**20  # files, and bytes of them all, that go with one call
_ENDINGS = frozenset(
    [
        *(".csv", ".dat", ".geojson", ".gz", ".json", ".jsonl", ".log", ".md", ".npy", ".npz", ".parquet", ".pcap"),
        *(".pdf", ".rst", ".tsv", ".txt", ".xlsx", ".xml", ".yaml", ".yml", ".zip"),
        *(".bmp", ".gif", ".htm", ".html", ".jpeg", ".jpg", ".png", ".svg"),
    ]
)
_State = dict[str, tuple[int, int]]

_first: _State = {}  # what was in the folder when this kernel began
_brought: set[str] = set()  # files here that came from the other end
_seen: _State = {}  # how the files were that the other end has, too


def begin() -> None:
    """Remember what is in the folder; once, when a kernel begins."""
    _first.update(_state([]))
    _seen.update(_first)


def named(args: Any) -> list[str]:
    """The paths among the arguments of a call."""
    found = []
    for one in [*args[0], *args[1].values()]:
        if (
            isinstance(one, str | PurePath)
            and 0 < len(str(one)) < 500
            and "\0" not in str(one)
            and "\n" not in str(one)
        ):
            found.append(str(one))
    return found


def gather(paths: Iterable[str]) -> dict[str, Any]:
    """What goes over: the files that are new or changed here, and those at these paths; and folders that are there."""
    folders = {str(Path(path).parent) for path in paths} | {path for path in paths if os.path.isdir(path)}
    found: dict[str, Any] = {"files": _changed(paths), "paths": list(paths)}
    found["folders"] = [one for one in folders if os.path.isabs(one) and os.path.isdir(one)]
    return found


def put(given: Any) -> list[str]:
    """Put what came there, at the officer's end; the paths that were named."""
    for folder in given.get("folders") or []:
        Path(folder).mkdir(parents=True, exist_ok=True)
    _write((given.get("files") or {}).items())
    return list(given.get("paths") or [])


def written(paths: Iterable[str]) -> dict[str, bytes]:
    """What the officer's code wrote, that may go back."""
    return {path: data for path, data in _changed(paths).items() if Path(path).suffix.lower() in _ENDINGS}


def take(files: Any, paths: Iterable[str]) -> None:
    """Put what came back there, at the examiner's end.

    Raises:
        wire.BadEncoding: it is none of what may come.
    """
    if not isinstance(files, dict) or len(files) > _MOST:
        raise wire.BadEncoding("files that are none")
    folders = {os.path.realpath(path) for path in paths if os.path.isdir(path)}
    asked = {os.path.realpath(path) for path in paths}
    for path, data in files.items():
        real = os.path.realpath(path)
        inside = real.startswith(os.path.realpath(os.curdir) + os.sep) or os.path.dirname(real) in folders
        if not isinstance(data, bytes) or not (inside or real in asked) or Path(path).suffix.lower() not in _ENDINGS:
            raise wire.BadEncoding("a file that is not wanted")
        if os.path.relpath(real) in _first:
            continue  # the lab's own stays as it is
        if os.path.exists(real) and real not in asked and real not in _brought:
            continue  # so does what the test wrote, perhaps to compare with
        _brought.add(real)
        _write([(path, data)])


def _write(files: Iterable[tuple[str, bytes]]) -> None:
    for path, data in files:
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(data)
            _seen.update(_state([path]))
        except OSError:  # no room, or a folder of that name
            continue


def _changed(paths: Iterable[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    room = _LARGEST
    for path, state in _state(paths).items():
        if state == _seen.get(path) or len(found) >= _MOST or state[1] > room:
            continue
        try:
            found[path] = Path(path).read_bytes()[: state[1]]
        except OSError:
            continue
        room -= state[1]
        _seen[path] = state
    return found


def _state(paths: Iterable[str]) -> _State:
    """Time and size of each plain file in the folder and at the paths."""
    found: _State = {}
    folders = [path for path in paths if os.path.isdir(path)]
    for path in [*paths, *(one for folder in (os.curdir, *folders) for one in _walk(folder))]:
        try:
            is_ = os.lstat(path)
        except (OSError, ValueError):
            continue
        if stat.S_ISREG(is_.st_mode):
            found[os.path.normpath(path)] = is_.st_mtime_ns, is_.st_size
    return found


def _walk(folder: str) -> Iterator[str]:
    for place, (base, folders, names) in enumerate(os.walk(folder)):
        folders[:] = [one for one in folders if not one.startswith((".", "__"))]
        yield from (os.path.join(base, name) for name in names[:1000] if not name.startswith("."))
        if place > 100:
            return
