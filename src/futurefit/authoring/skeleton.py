"""A new lab's first files: a small lab that is whole, for its author to change piece by piece.

The files stand in `template/`, each with `.in` behind its name and `@title@` where the lab's own title belongs.
"""

from __future__ import annotations

import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path

from futurefit.authoring.lab import SLUG, read_lab
from futurefit.authoring.picture import draw_picture
from futurefit.course import Course
from futurefit.errors import FutureFitError
from futurefit.scratch import Scratch

LONGEST = 40  # of a name: it stands in the names of folders and files that Windows must be able to unpack
#: Names that Windows keeps for devices: an officer's laptop cannot have a folder that is called so.
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
UNTRANSLATED = "menunggu terjemahan"  # Malay for "awaits translation"
_TITLE = re.compile(r'\w[^"\\]*')


def new_lab(course: Course, slug: str, title: str = "", title_ms: str = "") -> list[Path]:
    """Make `labs/<slug>/`: a lab that builds, shows and is proved as it stands, with its finished picture.

    Args:
        course: the course that gets the lab.
        slug: the lab's name.
        title: its title in English; made from the name where it is empty.
        title_ms: its title in Malay; a note that it awaits translation where it is empty.

    Returns:
        The files that were made, in order.

    Raises:
        FutureFitError: the name or a title cannot be used, or there is such a lab already; nothing was made.
    """
    _need_good_name(course, slug)
    title = title or slug.replace("-", " ").capitalize()
    words = {"@title@": title, "@title_ms@": title_ms or UNTRANSLATED}
    for text in words.values():
        _need_good_title(text)
    with (
        Scratch("new") as aside,
        as_file(files(__package__) / "template") as form,
    ):
        made = aside / slug
        for path in form.rglob("*.in"):
            _write(path, made / path.relative_to(form).with_suffix(""), words)
        draw_picture(course, read_lab(made))
        shutil.copytree(made, course.folder / "labs" / slug, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return sorted(path for path in (course.folder / "labs" / slug).rglob("*") if path.is_file())


def _write(form: Path, path: Path, words: dict[str, str]) -> None:
    text = form.read_text(encoding="utf-8")
    for mark, word in words.items():
        text = text.replace(mark, word)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _need_good_name(course: Course, slug: str) -> None:
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST:
        like = re.sub(r"[^a-z0-9]+", "-", slug.lower())[:LONGEST].strip("-") or "my-lab"
        raise FutureFitError(
            f"“{slug}” cannot be a lab's name: at most {LONGEST} small letters, digits and single hyphens. "
            f"Try: futurefit new {like}"
        )
    if slug in RESERVED:
        raise FutureFitError(
            f"“{slug}” cannot be a lab's name: Windows keeps it for itself. Try: futurefit new {slug}-lab"
        )
    for part in ("labs", "source", "release"):
        if (course.folder / part / slug).exists():
            raise FutureFitError(
                f"{course.folder / part / slug} exists already, and nothing was changed. "
                f"Choose another name, or go on with that lab: futurefit build {slug}"
            )


def _need_good_title(title: str) -> None:
    if not _TITLE.fullmatch(title) or not title.isprintable():
        raise FutureFitError(
            f'“{title}” cannot be a title: one line that begins with a letter or a digit, without " and \\. '
            "For quotation marks, write “ and ”, and run the command again."
        )
