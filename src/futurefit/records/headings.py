"""Which column of somebody's spreadsheet is which of the roster's: Moodle, Canvas, Google and Excel all name them anew.

A mapping is only proposed here. People see it, with what the first line becomes, before anything is imported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from futurefit.records.model import RecordsError

COLUMNS = ("officer_id", "name", "email", "ministry", "cohort")
LMS_ID = "lms_id"  # may be left out: the officer's number in Moodle, Canvas or another system
FIELDS = (*COLUMNS, LMS_ID)

# Headings in English and Malay, by their letters alone, the best first; "+" joins those that are one field together.
_KNOWN: dict[str, str] = {
    "officer_id": "officerid staffid staffnumber idnumber username sisuserid",
    "name": "name fullname namapenuh nama firstname+lastname firstname+surname givenname+familyname student",
    "email": "email emailaddress mail emel alamatemel sisloginid",
    "ministry": "ministry department agency organisation organization institution kementerian jabatan agensi",
    "cohort": "cohort intake batch group groups section class kohort kumpulan",
    LMS_ID: "lmsid identifier moodleid canvasid userid id idnumber sisuserid",
}
_SHORTEST = 5  # letters of a known heading that is looked for within a longer one ("Your ministry or agency")


@dataclass(frozen=True)
class Reading:
    """What a person says of how a roster file is to be read.

    Attributes:
        columns: headings by field, where the proposal is not right; several are joined with "+".
        fill: by field, what all officers have alike.
        make_ids: make an id for whoever has none that fits.
        accept: take the columns as they are proposed.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    fill: Mapping[str, str] = field(default_factory=dict)
    make_ids: bool = False
    accept: bool = False

    @classmethod
    def of(cls, columns: Sequence[str], fill: Sequence[str], *, make_ids: bool, accept: bool) -> Reading:
        """From texts such as "name=First name + Last name" and "cohort=2026-1".

        Raises:
            RecordsError: one names no field, or has no "=".
        """
        return cls(_pairs("--column", columns), _pairs("--fill", fill), make_ids, accept)


def _pairs(option: str, texts: Sequence[str]) -> dict[str, str]:
    found = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if name.strip() not in FIELDS or not equals or not value.strip():
            raise RecordsError(
                f"{option} {text!r} says nothing. Write {option} FIELD=…, with FIELD one of: {', '.join(FIELDS)}."
            )
        found[name.strip()] = value.strip()
    return found


@dataclass(frozen=True)
class Columns:
    """The columns of one file: by field the places of its headings, first is 0; `guessed` fields bear other names."""

    headings: tuple[str, ...]
    of: Mapping[str, tuple[int, ...]]
    guessed: frozenset[str]

    @property
    def unused(self) -> list[str]:
        """Headings that no field takes."""
        used = {place for places in self.of.values() for place in places}
        return [name for place, name in enumerate(self.headings) if place not in used and name]

    def value(self, name: str, fields: Sequence[str]) -> str:
        """A field's text on a line; "" where no column has it."""
        places = self.of.get(name, ())
        text = " ".join(filter(None, (fields[place] for place in places)))
        if name == "name" and [letters(self.headings[place]) for place in places] == ["student"]:
            last, comma, first = text.partition(",")  # Canvas: "Tan, Ah Kow"
            text = f"{first.strip()} {last.strip()}" if comma else text
        return text

    def nobody(self, fields: Sequence[str]) -> bool:
        """Whether a line is not a person's: Canvas's own lines in its table of grades."""
        places = self.of.get("name", ())
        own = [letters(self.headings[place]) for place in places] == ["student"]
        return own and fields[places[0]] in ("Points Possible", "Student, Test", "Test Student")

    def shown(self, example: Sequence[str]) -> str:
        """The mapping in lines, with what a line of the file becomes."""
        lines = [
            f"{name} from {' + '.join(self.headings[place] for place in places)}, as “{self.value(name, example)}”"
            for name, places in self.of.items()
        ]
        return "\n".join(lines + ([f"left out: {', '.join(self.unused)}"] if self.unused else []))


def letters(heading: str) -> str:
    """What of a heading is compared: "E-mail address" is "emailaddress"."""
    return re.sub("[^a-z]", "", heading.lower())


def propose(headings: Sequence[str], reading: Reading) -> Columns:
    """Find each field's column, if there is one; the roster's own names go first, then what a person said.

    Raises:
        KeyError: a person named a heading that is not there; its argument is the heading.
    """
    bare = [letters(heading) for heading in headings]
    of: dict[str, tuple[int, ...]] = {}
    guessed = set()
    foreign = not any("@" in heading for heading in headings)  # else this is a line of the list, not its headings
    for name in FIELDS:
        if name in reading.columns:
            of[name] = tuple(_named(heading, headings) for heading in reading.columns[name].split("+"))
        elif letters(name) in bare:
            of[name] = (bare.index(letters(name)),)
    for name in FIELDS if foreign else ():
        # The number in the LMS may be the id as well, if it can be one.
        taken = {place for other, places in of.items() for place in places if (other, name) != ("officer_id", LMS_ID)}
        if name not in of and name not in reading.fill and (places := _find(_KNOWN[name].split(), bare, taken)):
            of[name] = places
            guessed.add(name)
    return Columns(tuple(headings), {name: of[name] for name in FIELDS if name in of}, frozenset(guessed))


def _named(heading: str, headings: Sequence[str]) -> int:
    for place, name in enumerate(headings):
        if name.strip().casefold() == heading.strip().casefold():
            return place
    raise KeyError(heading.strip())


def _find(known: Sequence[str], bare: Sequence[str], taken: set[int]) -> tuple[int, ...]:
    """The places of the first known heading that is there; else of the only one that holds such words."""
    free = [name if place not in taken else "" for place, name in enumerate(bare)]
    for names in (each.split("+") for each in known):
        if all(name in free for name in names):
            return tuple(free.index(name) for name in names)
    for each in known:
        holding = [place for place, name in enumerate(free) if len(each) >= _SHORTEST and each in name]
        if len(holding) == 1:
            return (holding[0],)
    return ()
