"""The programme as officers see it: its phases, the labs in order, and what nbgrader's exchange does not say of them.

The course's folder holds it in `labs/programme.toml` and each lab's `lab.toml`; officers' servers cannot read that
folder. So each release puts a copy into the exchange, beside nbgrader's own folders, with the due dates of the day.
"""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from futurefit.course import Course, CourseError

PUBLISHED = "programme.json"
ORDER = "programme.toml"


@dataclass(frozen=True)
class Text:
    """One text in both languages; `ms` is "" where nobody has written it."""

    en: str
    ms: str = ""

    def get(self, language: str) -> str:
        """The text in a language, "en" or "ms", or what there is."""
        return (self.ms or self.en) if language == "ms" else (self.en or self.ms)


@dataclass(frozen=True)
class Phase:
    """A part of the programme; `id` is how `lab.toml` begins its "phase" ("P1, week 2" is of "P1")."""

    id: str
    title: Text


@dataclass(frozen=True)
class LabInfo:
    """What is said of a lab before anybody opens it. `due` is aware, and None where there is no date."""

    slug: str
    title: Text
    teaches: Text = Text("")
    phase: str = ""
    minutes: int = 0
    points: float = 0
    due: datetime | None = None


@dataclass(frozen=True)
class Programme:
    """The phases and the labs, in the order in which they are done."""

    phases: tuple[Phase, ...] = ()
    labs: tuple[LabInfo, ...] = ()


def read_programme(folder: Path) -> Programme:
    """The programme of a course's `labs/` folder, without due dates; a lab that is listed nowhere comes last.

    Raises:
        CourseError: a file of it has a mistake.
    """
    order = _read(folder / ORDER) if (folder / ORDER).exists() else {}
    try:
        phases = tuple(Phase(each["id"], Text(each["en"], each.get("ms", ""))) for each in order.get("phase", []))
        teaches = {each["name"]: Text(each["en"], each.get("ms", "")) for each in order.get("lab", [])}
    except KeyError as error:
        raise CourseError(f"{folder / ORDER}: an entry lacks {error}. Add it, and release the lab again.") from None
    found = {path.parent.name: _read(path) for path in folder.glob("*/lab.toml")}
    names = [*(name for name in teaches if name in found), *sorted(found.keys() - teaches.keys())]
    return Programme(phases, tuple(_lab(name, found[name], teaches.get(name, Text(""))) for name in names))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CourseError(f"{path}: {error}. Mend that line, and release the lab again.") from None


def _lab(name: str, settings: dict[str, Any], teaches: Text) -> LabInfo:
    phase = str(settings.get("phase", "")).partition(" ")[0].rstrip(",")
    return LabInfo(
        slug=name,
        title=Text(settings.get("title", name), settings.get("title_ms", "")),
        teaches=teaches,
        phase=phase,
        minutes=settings.get("minutes", 0),
        points=settings.get("automatic", 0) + settings.get("manual", 0),
    )


def publish(course: Course) -> Path:
    """Put the programme into the exchange, with the gradebook's due dates; returns the file, complete at any moment.

    Raises:
        CourseError: a file of the programme has a mistake.
        OSError: the exchange cannot be written.
    """
    programme = read_programme(course.folder / "labs")
    with course.gradebook() as book:
        dates = {each.name: each.duedate.replace(tzinfo=UTC) for each in book.assignments if each.duedate}
    programme = replace(programme, labs=tuple(replace(lab, due=dates.get(lab.slug)) for lab in programme.labs))
    path = course.exchange / str(course.config.CourseDirectory.course_id) / PUBLISHED
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".", delete=False, encoding="utf-8") as file:
        json.dump(as_data(programme), file, ensure_ascii=False, indent=1)
    os.chmod(file.name, 0o644)  # officers read it
    os.replace(file.name, path)
    return path


def read_published(exchange: Path, course_id: str) -> Programme:
    """The programme that lies in an exchange; an empty one where none does, or it is not to be understood."""
    try:
        return from_data(json.loads((exchange / course_id / PUBLISHED).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Programme()


def as_data(programme: Programme) -> dict[str, Any]:
    """A programme as JSON has it; dates in UTC."""
    return {
        "phases": [{"id": phase.id, "title": vars(phase.title)} for phase in programme.phases],
        "labs": [
            vars(lab)
            | {"title": vars(lab.title), "teaches": vars(lab.teaches)}
            | {"due": lab.due.astimezone(UTC).isoformat() if lab.due else None}
            for lab in programme.labs
        ],
    }


def from_data(data: dict[str, Any]) -> Programme:
    """What `as_data` wrote.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it is something else.
    """
    return Programme(
        tuple(Phase(each["id"], Text(**each["title"])) for each in data["phases"]),
        tuple(
            LabInfo(
                **each
                | {"title": Text(**each["title"]), "teaches": Text(**each["teaches"])}
                | {"due": datetime.fromisoformat(each["due"]) if each["due"] else None}
            )
            for each in data["labs"]
        ),
    )
