"""The files that go with a lab's notebooks, or with a submission's."""

from __future__ import annotations

from pathlib import Path


def files_of(folder: Path) -> dict[str, Path]:
    """The files of a folder other than notebooks, by their paths below it; no links, and nothing hidden."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_symlink() or not path.is_file() or path.suffix == ".ipynb":
            continue
        if not any(part.startswith(".") or part == "__pycache__" for part in name.parts):
            found[name.as_posix()] = path
    return found
