"""The file for Moodle, read back by the rules of Moodle's own importer."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_records import MADE, made_up, result

from futurefit.records import Lab, Officer, Records, State
from futurefit.reports.moodle import item_names, moodle_csv, why_left_out


class ImportError_(Exception):
    """Moodle would refuse the whole file."""


def as_moodle_reads(text: str) -> list[list[str]]:
    """As `csv_import_reader` does: no mark, one kind of line end, a backslash escapes, lines of one length."""
    text = re.sub("\r\n?", "\n", text.removeprefix("\ufeff")).strip()
    lines: list[list[str]] = [[""]]
    inside = escaped = False
    place = 0
    while place < len(text):
        letter = text[place]
        if inside and letter == "\\":
            escaped = True
            lines[-1][-1] += letter
        elif inside and letter == '"' and not escaped:
            if text[place + 1 : place + 2] == '"':
                lines[-1][-1] += '"'
                place += 1
            else:
                inside = False
        elif not inside and letter == '"':
            inside = True
        elif not inside and letter == ",":
            lines[-1].append("")
        elif not inside and letter == "\n":
            lines.append([""])
        else:
            escaped = False
            lines[-1][-1] += letter
        place += 1
    if any(len(line) != len(lines[0]) for line in lines):
        raise ImportError_("csvweirdcolumns")
    return lines


def imported(text: str, users: set[str], new_items: bool) -> dict[str, dict[str, float | None]]:
    """What Moodle's gradebook holds afterwards: by e-mail address, the grade of each item (None is no grade)."""
    header, *lines = as_moodle_reads(text)
    header = [name.strip() for name in header]
    book: dict[str, dict[str, float | None]] = {}
    user = ""
    for line in lines:
        values = [value.strip() for value in line]
        if values[1]:  # a blank one leaves the user of the line before
            if values[1] not in users:
                raise ImportError_("usermappingerror")
            user = values[1]
        for name, value in zip(header[2:], values[2:], strict=True):
            if value == "-" or (value == "" and not new_items):
                book.setdefault(user, {})[name] = None
                continue
            grade = float(value or 0)  # an empty grade of a new item becomes a number
            if grade > 100:
                raise ImportError_("gradevaluetoobig")
            book.setdefault(user, {})[name] = grade
    return book


def read(records: Records) -> str:
    return moodle_csv(records, [officer for officer in records.officers if not why_left_out(officer)])


@pytest.mark.parametrize("new_items", [True, False], ids=["new grade items", "items that are there"])
def test_moodle_gets_each_total_and_no_false_zero(new_items: bool) -> None:
    records = made_up()
    users = {officer.email for officer in records.officers}
    book = imported(read(records), users, new_items)
    for item in records.results:
        assert book[item.officer.email][item.lab.title] == item.total, (item.officer.id, item.lab.slug)
    assert sum(grade is None for grades in book.values() for grade in grades.values()) > 100


def test_an_officer_whom_moodle_cannot_find_is_left_out_and_told() -> None:
    records = made_up(officers=3, labs=1)
    stranger = Officer("visitor", "visitor", "", "", "")
    formula = replace(records.officers[0], id="plus", email="+60123@example.com")
    lab = records.labs[0]
    more = (result(stranger, lab, State.GRADED, (4, 4, 8, 4)), result(formula, lab, State.GRADED, (0, 0, 0, 0)))
    all_of_them = Records((*records.officers, stranger, formula), records.labs, (*records.results, *more), MADE)
    users = {officer.email for officer in records.officers}
    assert imported(read(all_of_them), users, True) == imported(read(records), users, True)
    assert "roster does not list" in why_left_out(stranger)
    assert "formula" in why_left_out(formula)


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_title_comes_through_as_an_item_of_its_own(titles: list[str]) -> None:
    labs = tuple(Lab(f"lab-{n}", title, 16.0, 4.0) for n, title in enumerate(titles))
    officer = Officer("o", "O", "o@example.com", "M", "1")
    records = Records((officer,), labs, tuple(result(officer, lab, State.NOT_SUBMITTED) for lab in labs), MADE)
    header, row = as_moodle_reads(read(records))
    assert header[2:] == item_names(labs)
    assert len(set(header)) == len(labs) + 2
    assert row == ["o", "o@example.com", *["-"] * len(labs)]
    assert not [name for name in header if name.lstrip().startswith(("=", "+", "-", "@"))]
