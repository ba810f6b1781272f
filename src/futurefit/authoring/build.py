"""`labs/` → `source/` → `release/`: the notebooks that instructors grade with and officers receive.

Both folders are generated and committed. The same text always gives the same bytes, so that a stale folder can be
found by building again and comparing.
"""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveCells

from futurefit.authoring.lab import Lab, read_lab, slugs
from futurefit.course import Course
from futurefit.scratch import Scratch


@dataclass(frozen=True)
class Built:
    """One lab that was built, and the files below the course folder that changed by it."""

    slug: str
    changed: tuple[str, ...]


def build(course: Course, labs: Iterable[str] = (), *, check: bool = False) -> Iterator[Built]:
    """Build labs (all of them where none is named), one after the other.

    Args:
        course: a course with a `labs/` folder.
        check: build aside and only compare; nothing of the course is changed.

    Raises:
        LabError: no such lab, or its text has mistakes; nothing of that lab was written.
    """
    for slug in list(labs) or slugs(course.folder / "labs"):
        lab = read_lab(course.folder / "labs" / slug)
        with Scratch("build") as stage:
            write_source(lab, stage / "source" / slug)
            _generate(course, stage, slug)
            changed = []
            for part in ("source", "release"):
                made, kept = stage / part / slug, course.folder / part / slug
                changed += [f"{part}/{slug}/{name}" for name in _differences(made, kept)]
                if changed and not check:
                    shutil.rmtree(kept, ignore_errors=True)
                    shutil.copytree(made, kept)
        yield Built(slug, tuple(changed))


def differs_from_text(course: Course, slug: str) -> list[str]:
    """The files of source/ that are not what the lab's text says: what `build` would change there.

    Raises:
        LabError: the lab's text has mistakes.
    """
    with Scratch("build") as aside:
        made = aside / slug
        write_source(read_lab(course.folder / "labs" / slug), made)
        return [f"source/{slug}/{name}" for name in _differences(made, course.folder / "source" / slug)]


def write_source(lab: Lab, folder: Path) -> Path:
    """Write the instructor's version of a lab, and its data, into a new folder."""
    folder.mkdir(parents=True)
    notebook = folder / f"{lab.slug}.ipynb"
    nbformat.write(lab.notebook, notebook)
    if (lab.folder / "data").is_dir():
        shutil.copytree(lab.folder / "data", folder / "data", ignore=shutil.ignore_patterns("__pycache__"))
    return notebook


def _generate(course: Course, stage: Path, slug: str) -> None:
    """Let nbgrader make the officers' version, without a gradebook."""
    config = deepcopy(course.config)
    config.CourseDirectory.root = str(stage)
    config.CourseDirectory.assignment_id = slug
    config.GenerateAssignment.no_database = True
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    converter.preprocessors = [p for p in converter.preprocessors if p is not SaveCells]
    converter.log.setLevel("ERROR")  # an author wants the mistakes, not each step
    converter.start()


def _differences(made: Path, kept: Path) -> list[str]:
    """Names of files that differ between two folders, or that only one of them has."""
    names = {p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file()}
    names |= {
        p.relative_to(kept).as_posix() for p in kept.rglob("*") if p.is_file() and ".ipynb_checkpoints" not in p.parts
    }
    return sorted(
        name
        for name in names
        if not (
            (made / name).is_file() and (kept / name).is_file() and filecmp.cmp(made / name, kept / name, shallow=False)
        )
    )
