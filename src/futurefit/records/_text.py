"""Text that a spreadsheet takes as text, and CSV made of it.

A spreadsheet runs a cell that starts with = + - or @ as a formula, also after a tab, a line break or spaces, and the
full-width forms of these signs where the locale uses them. An apostrophe in front makes it text.
Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet could run `text` instead of showing it."""
    return text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS)


def guard(text: str) -> str:
    """`text` with an apostrophe in front if a spreadsheet could run it. `unguard` takes it back."""
    # A text that already looks guarded gets one more apostrophe, so that unguard(guard(text)) == text for every text.
    return "'" + text if starts_formula(text.lstrip("'")) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text[1:] if text.startswith("'") and starts_formula(text.lstrip("'")) else text


def printable(text: str) -> str:
    """`text` with a visible mark in place of what files and spreadsheets drop or refuse, as control characters."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def number(value: float | None, places: int = 4) -> str:
    """A number as plainly as it can be written: "3", "2.5"; "" for None."""
    if value is None:
        return ""
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_csv(header: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> str:
    """CSV with every field quoted; texts are guarded, numbers written plainly, None is an empty field.

    It starts with a byte-order mark, without which Excel takes UTF-8 for the local encoding.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow([guard(printable(f)) if isinstance(f, str) else number(f) for f in row])
    return "\ufeff" + out.getvalue()
