"""Which version of the tests, and of the grader, gave a result. Imports nothing of nbgrader: a worker asks it, too."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from futurefit.course import Course

# What runs beside the labs' own libraries and can change what a cell gives or how it is scored.
_ALSO = ("futurefit", "ipython", "ipykernel", "nbclient", "nbconvert", "nbformat", "torch")


def lab_version(course: Course, lab: str) -> str:
    """The version of a lab's tests, points and files: see `futurefit.records.lab_version`.

    Raises:
        RecordsError: there is no gradebook, or it cannot be read.
    """
    from futurefit.records import lab_version

    return lab_version(course, lab)


@cache
def grader_version() -> str:
    """The version of the grader, as 16 hexadecimal digits.

    Two graders of the same version give the same points: it covers the code of `grading` and of what labs import
    (`kit`), Python, and the versions of the libraries that this package needs.
    """
    total = hashlib.sha256(platform.python_version().encode())
    package = Path(__file__).parent.parent
    for room in ("grading", "kit"):
        for path in sorted((package / room).rglob("*.py")):
            total.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    try:
        needed = {re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in requires("futurefit") or []}
    except PackageNotFoundError:  # run from its folder, without having been installed
        needed = set()
    installed = _installed()
    for name in sorted(needed | set(_ALSO)):
        total.update(f"{name} {installed.get(_normal(name)) or _version_of(name)}\0".encode())
    return total.hexdigest()[:16]


def _installed() -> dict[str, str]:
    """Versions of packages by the names of their folders: reading what is in them takes a hundred times as long."""
    found: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError):
            for folder in os.listdir(place):
                name, _, number = folder.removesuffix(".dist-info").rpartition("-")
                if folder.endswith(".dist-info") and name:
                    found.setdefault(_normal(name), number)
    return found


def _normal(name: str) -> str:
    """A package's name as it is compared: https://packaging.python.org/en/latest/specifications/name-normalization."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
