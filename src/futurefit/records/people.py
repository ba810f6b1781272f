"""Officers found by what other systems know of them: a number, an address, or a full name that only one bears."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from futurefit.records._table import Problem, decode, is_separator_hint, tidy
from futurefit.records.headings import LMS_ID, Columns, Reading, propose
from futurefit.records.model import Officer, RecordsError


class People:
    """The officers of a course, to be found. Nothing is guessed: who could be two people is not found.

    Attributes:
        numbers: officers' ids by their number in the learning management system, in small letters.
    """

    def __init__(self, officers: Iterable[Officer]) -> None:
        self.ids: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        self._emails: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        for officer in officers:
            self.ids[officer.id.casefold()] = officer.id
            if officer.lms_id:
                self.numbers[officer.lms_id.casefold()] = officer.id
            if officer.email:
                self._emails[officer.email.casefold()] = officer.id
            for key in _turned(officer.name):
                self._names.setdefault(key, set()).add(officer.id)

    def named(self, name: str) -> set[str]:
        """Ids of those with this full name; the family name may come first, signs and spaces do not count."""
        return self._names.get(_key(name), set())

    def add_numbers(self, path: Path) -> list[Problem]:
        """Take numbers from a list: a CSV file with a column of numbers, and one that says whose each is.

        A grading worksheet of Moodle and a gradebook of Canvas are such lists. A list goes before the roster's numbers.

        Returns:
            The lines that could not be used, and why.

        Raises:
            RecordsError: the file cannot be read, or has no such columns.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise RecordsError(f"{path} cannot be read ({error.strerror}). Check its name: --ids FILE") from error
        problems: list[Problem] = []
        lines = (decode(data, problems) or "").splitlines()
        start = next((n for n, line in enumerate(lines) if line.strip() and not is_separator_hint(line)), None)
        if start is None:
            why = problems[0] if problems else "It is empty. Give a list with the columns lms_id and officer_id."
            raise RecordsError(f"{path}: {why}")
        separator = max(",;\t", key=lines[start].count)
        try:
            rows = list(csv.reader(lines[start:], delimiter=separator))
        except csv.Error as error:
            raise RecordsError(f"{path} cannot be read as CSV ({error}). Save it as CSV UTF-8.") from error
        columns = propose([tidy(name) for name in rows[0]], Reading())
        if LMS_ID not in columns.of or not {"officer_id", "email", "name"} & columns.of.keys():
            raise RecordsError(
                f"{path} does not say whose number is whose. Its first line must name lms_id, and one of officer_id, "
                f"email and name; there is: {', '.join(columns.headings)}."
            )
        found: dict[str, set[str]] = {}
        for number, row in enumerate(rows[1:], start + 2):
            fields = [tidy(each) for each in row]
            fields += [""] * (len(columns.headings) - len(fields))
            mark = _number(columns.value(LMS_ID, fields))
            if not any(fields) or columns.nobody(fields):
                continue
            who = next((ids for ids in self._said(columns, fields) if ids), set())
            if mark and len(who) == 1:
                found.setdefault(mark, set()).update(who)
            else:
                told = "it has no number" if not mark else f"nobody on the roster is {_words(columns, fields)}"
                if mark and who:
                    told = f"several on the roster are {_words(columns, fields)}: {', '.join(sorted(who))}"
                problems.append(Problem(number, "", told, "Mend the line, or leave it", fatal=False))
        for mark, ids in found.items():
            if len(ids) == 1:
                self.numbers |= {mark: next(iter(ids))}
            else:
                self.numbers.pop(mark, None)
                told = f"{mark} is the number of several: {', '.join(sorted(ids))}"
                problems.append(Problem(0, "", told, "Leave one of them", fatal=False))
        return problems

    def _said(self, columns: Columns, fields: list[str]) -> Iterator[set[str]]:
        """Whom a line of a list means: by the surest of its columns first."""
        id, email = (columns.value(name, fields).casefold() for name in ("officer_id", "email"))
        yield {self.ids[id]} if id in self.ids else set()
        yield {self._emails[email]} if email in self._emails else set()
        yield self.named(columns.value("name", fields))


def _words(columns: Columns, fields: list[str]) -> str:
    said = [columns.value(name, fields) for name in ("officer_id", "name", "email")]
    return f"“{', '.join(dict.fromkeys(filter(None, said)))}”"


def _number(text: str) -> str:
    """A number as it stands in files' names: "Participant 41234" is "41234"."""
    return re.sub(r"^participant\s+", "", text.casefold())


def _words_of(name: str) -> list[str]:
    """The words of a name, without what systems take out of it: capitals, accents, signs."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = (c if unicodedata.category(c)[0] in "LNM" else " " for c in plain if not "\u0300" <= c <= "\u036f")
    return "".join(kept).split()


def _key(name: str) -> str:
    return "".join(_words_of(name))


def _turned(name: str) -> set[str]:
    """The keys under which a name is found: its words from each of them on, since family names may come first."""
    words = _words_of(name)
    return {"".join(words[place:] + words[:place]) for place in range(len(words))}
