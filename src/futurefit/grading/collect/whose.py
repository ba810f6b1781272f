"""Whose a file is, by its name and folder: as a person named it, or as Moodle, Canvas or Google Classroom packed it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from futurefit.records import People

NOBODY = "no officer's id of the roster in its name or folder"

# Moodle, "Download all submissions": a folder for each, or flat with all in the file's name.
_MOODLE = re.compile(r"(?P<person>.+)_(?P<number>\d+)_assignsubmission_[a-z]+(?:_(?P<rest>.*))?")
# Canvas, "Download Submissions": letters of the name, family name first; a number of the person, one of the file.
_CANVAS = re.compile(r"(?P<person>[^_]+)_(?P<late>LATE_)?(?P<number>\d+)_\d+_(?P<rest>.+)")
# Google Classroom puts the name before the title of each copy that it hands out.
_CLASSROOM = re.compile(r"(?P<person>.+?) - (?P<rest>.+)")


@dataclass(frozen=True)
class Owner:
    """Whose a file is.

    Attributes:
        officer: the id; "" where it is nobody's, or it cannot be said.
        why: then, the reason.
        rest: the name without what the system put before it.
        system: "Moodle", "Canvas" or "Google Classroom", which packed it; "" where a person named it.
        late: whether the system marks it as late.
    """

    officer: str
    why: str
    rest: str
    system: str = ""
    late: bool = False


@dataclass(frozen=True)
class _Packed:
    """What a system says in a name."""

    system: str
    person: str
    number: str
    rest: str
    late: bool = False


def owner_of(name: str, people: People) -> Owner:
    """Whose the file of this name is, folders before it. Never a guess: where two things disagree it is nobody's."""
    packed = _packed(name, people)
    if packed is None:
        return _settle(_marked(name, people), Owner("", "", name))
    blank = Owner("", "", packed.rest, packed.system, packed.late)
    by_number = people.numbers.get(packed.number.casefold())
    by_name = people.named(packed.person) | {people.ids[id] for id in [packed.person.casefold()] if id in people.ids}
    if by_number and by_name and by_number not in by_name:
        why = f"its number {packed.number} is {by_number}'s, its name “{packed.person}” {_and(by_name)}'s"
        return replace(blank, why=f"{why}. Mend the roster or the list --ids")
    if by_number or len(by_name) == 1:
        return _settle(_marked(packed.rest, people) | ({by_number} if by_number else by_name), blank)
    if by_name:
        why = f"several officers bear the name “{packed.person}”: {_and(by_name)}. Say which by --ids FILE"
        return replace(blank, why=why)
    if packed.system == "Canvas" and (found := _marked(name, people)):  # a person's own name of the same form
        return _settle(found, Owner("", "", name))
    why = f"neither the number {packed.number} nor the name “{packed.person}” is on the roster"
    return replace(blank, why=f"{why}. Say whose it is by --ids FILE")


def _settle(found: set[str], owner: Owner) -> Owner:
    """The owner, if just one was found."""
    if len(found) == 1:
        return replace(owner, officer=next(iter(found)))
    return replace(owner, why=f"it names several officers: {_and(found)}" if found else NOBODY)


def _packed(name: str, people: People) -> _Packed | None:
    parts = PurePosixPath(name).parts
    for place, part in enumerate(parts):
        if found := _MOODLE.fullmatch(part):
            rest = "/".join(filter(None, [found["rest"], *parts[place + 1 :]]))
            return _Packed("Moodle", found["person"], found["number"], rest or part)
    above = "".join(f"{part}/" for part in parts[:-1])
    file = parts[-1] if parts else ""
    if found := _CANVAS.fullmatch(file):
        return _Packed("Canvas", found["person"], found["number"], above + found["rest"], bool(found["late"]))
    if (found := _CLASSROOM.fullmatch(file)) and people.named(found["person"]):
        return _Packed("Google Classroom", found["person"], "", above + found["rest"])
    return None


def _marked(name: str, people: People) -> set[str]:
    """The officers whose id, number or full name a folder of the path bears, and the one with whose id it starts."""
    path = PurePosixPath(name)
    marks = people.numbers | people.ids
    found = {marks[part.casefold()] for part in path.parts[:-1] if part.casefold() in marks}
    starts = [mark for mark in marks if re.match(rf"{re.escape(mark)}(?![a-z0-9])", path.name, re.IGNORECASE)]
    if starts:
        found.add(marks[max(starts, key=len)])  # of “ali” and “ali.hassan”, the one meant by “ali.hassan_net-1.ipynb”
    if not found:
        full = [people.named(part) for part in path.parts[:-1]]
        found = {next(iter(ids)) for ids in full if len(ids) == 1}
    return found


def _and(ids: set[str]) -> str:
    return ", ".join(sorted(ids))
