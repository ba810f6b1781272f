"""CSV files as people's spreadsheets write them: encodings, separators, and what is wrong with a line."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass

from futurefit.records._text import unguard


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a roster file. `line` counts from 1 as an editor does; 0 is the file as a whole."""

    line: int
    field: str
    what: str
    todo: str
    fatal: bool = True

    def __str__(self) -> str:
        place = ", ".join(filter(None, [f"line {self.line}" if self.line else "the file", self.field]))
        return f"{'' if self.fatal else 'warning, '}{place}: {self.what}. {self.todo}."


def decode(data: bytes, problems: list[Problem]) -> str | None:
    """The text of the file, or None with a fatal problem."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        problems.append(
            Problem(0, "", "it is a spreadsheet, not CSV", "In Excel choose Save As, then CSV UTF-8 (Comma delimited)")
        )
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in data[:2]:  # UTF-16 without a mark: the zero half of the first letter tells the order
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"there is a byte that is neither UTF-8 nor Windows-1252 (0x{data[error.start]:02x})"
        problems.append(Problem(line, "", what, "Save the file as CSV UTF-8"))
        return None
    lines = [str(n) for n, line in enumerate(text.split("\n"), 1) if not line.isascii()]
    what = f"it is not UTF-8 and was read as Windows-1252 (letters beyond English on line {', '.join(lines)})"
    problems.append(Problem(0, "", what, "Check those names, or save the file as CSV UTF-8", fatal=False))
    return text


def is_separator_hint(line: str) -> bool:
    """Excel's own first line that names the separator, as in "sep=;"."""
    return re.fullmatch(r'"?sep=.?"?', line.strip()) is not None


def fields_of(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])


def tidy(field: str) -> str:
    """Without spaces around and doubled inside (also those that do not break), each letter in one form."""
    return unguard(re.sub(r"[ \t\xa0]+", " ", unicodedata.normalize("NFC", field)).strip(" "))
