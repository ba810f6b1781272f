"""grades.xlsx: five sheets for coordinators, drawn from frozen records."""

from __future__ import annotations

import io
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from statistics import mean, median
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from futurefit.course import MALAYSIA
from futurefit.records._columns import COLUMNS, STATES, Value, ministry
from futurefit.records._text import number, printable
from futurefit.records.model import Records, State, TaskScore

_NAVY, _GREY, _LINE = "#1F3A5F", "#4B5563", "#D5DCE6"
_STATE_COLOURS = {  # (letters, ground); the words are there too, for those who print in grey or cannot tell colours
    State.NOT_SUBMITTED: ("#6B7280", "#F3F4F6"),
    State.SUBMITTED: ("#1D4ED8", "#E8EFFE"),
    State.NOT_GRADED: ("#9F1239", "#FDE8EC"),
    State.STALE: ("#9F1239", "#FDE8EC"),
    State.WAITING: ("#92400E", "#FEF3D6"),
    State.GRADED: ("#166534", "#E7F6EC"),
}
_FORMS: dict[str, dict[str, Any]] = {
    "text": {"indent": 1},
    "wrap": {"indent": 1, "text_wrap": True},
    "key": {"indent": 1, "bold": True},
    "state": {"indent": 1},
    "mark": {"align": "center"},  # a total, or a state in its place
    "points": {"align": "right"},
    "change": {"align": "right", "num_format": 'General;-General;"–"'},
    "count": {"align": "right", "num_format": "0"},
    "mean": {"align": "right", "num_format": "0.0"},
    "share": {"align": "right", "num_format": "0.0%"},
    "moment": {"align": "center", "num_format": "d mmm yyyy hh:mm"},
}
_LINE_HEIGHT, _HIGHEST_ROW = 15, 400  # points of print; Excel takes up to 409
_LONGEST_TEXT = 32_767  # characters that Excel takes in a cell
_WIDTHS = {"name": 28, "ministry": 48, "lab": 24, "title": 28, "state": 20, "reason": 60, "submitted_at": 20}


class _Head(NamedTuple):
    """The head of a column: what it is called, its width in characters, and the form of its cells."""

    text: str
    width: float
    form: str


def render(records: Records) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": "Future-Fit Labs: grades", "created": records.read_at.replace(tzinfo=None)})
    pen = _Pen(book)
    _read_me(pen, records)
    _by_officer(pen, records)
    _by_lab(pen, records)
    _by_task(pen, records)
    _all_grades(pen, records)
    book.close()
    return out.getvalue()


class _Pen:
    """Writes texts as texts and numbers as numbers, in the workbook's few formats."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        base = {"font_name": "Calibri", "font_size": 11, "valign": "vcenter"}
        cell = {**base, "bottom": 1, "bottom_color": _LINE}
        self.formats: dict[str, Format] = {}
        for form, look in _FORMS.items():
            self.formats[form] = book.add_format({**cell, **look})
            heading = {
                "bold": True,
                "font_color": "white",
                "bg_color": _NAVY,
                "text_wrap": True,
                "num_format": "General",
            }
            self.formats[f"{form} heading"] = book.add_format({**base, **look, **heading})
            for state, (letters, ground) in _STATE_COLOURS.items():
                colours = {"font_color": letters, "bg_color": ground}
                self.formats[f"{form} {state}"] = book.add_format({**cell, **look, **colours})
        self.formats["title"] = book.add_format(
            {**base, "font_size": 18, "bold": True, "font_color": _NAVY, "indent": 1}
        )
        self.formats["subtitle"] = book.add_format({**base, "font_color": _GREY, "indent": 1})
        self.formats["section"] = book.add_format(
            {**base, "font_size": 13, "bold": True, "font_color": _NAVY, "indent": 1}
        )

    def put(self, sheet: Worksheet, row: int, column: int, value: Value | datetime, form: str) -> None:
        """Write one cell. Text goes through write_string only, so that none becomes a formula or a link."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.formats[form])
        elif isinstance(value, str):
            look = self.formats.get(f"{form} {value}" if form in ("state", "mark") else form, self.formats[form])
            sheet.write_string(row, column, printable(value)[:_LONGEST_TEXT], look)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, column, value.astimezone(MALAYSIA).replace(tzinfo=None), self.formats[form])
        else:
            sheet.write_number(row, column, value, self.formats[form])

    def table(
        self, name: str, heads: Sequence[_Head], rows: Iterable[Sequence[Value | datetime]], *, freeze: int, height: int
    ) -> Worksheet:
        """A sheet that is one table: its header and its first `freeze` columns stay in sight, and it prints on A4."""
        sheet = self.book.add_worksheet(name)
        sheet.set_row(0, height)
        for column, head in enumerate(heads):
            sheet.set_column(column, column, head.width)
            sheet.write_string(0, column, printable(head.text), self.formats[f"{head.form} heading"])
        last = 0
        for last, row in enumerate(rows, 1):
            lines = 1
            for column, (value, head) in enumerate(zip(row, heads, strict=True)):
                self.put(sheet, last, column, value, head.form)
                if head.form == "wrap" and isinstance(value, str):
                    lines = max(lines, math.ceil(len(value) * 1.15 / head.width))  # words do not fill a line
            sheet.set_row(last, min(_LINE_HEIGHT * lines + 3, _HIGHEST_ROW))
        sheet.autofilter(0, 0, last, len(heads) - 1)
        sheet.freeze_panes(1, freeze)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet


def _read_me(pen: _Pen, records: Records) -> None:
    sheet = pen.book.add_worksheet("Read me first")
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 92)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, "Future-Fit Labs: grades", pen.formats["title"])
    when = f"{records.read_at.astimezone(MALAYSIA):%d %B %Y, %H:%M} (Malaysian time)"
    size = f"{len(records.officers)} officers, {len(records.labs)} labs"
    about = f"Made on {when} for {size}. Personal data: share it only with those who need it."
    sheet.write_string(1, 0, about, pen.formats["subtitle"])
    notes = [
        ("Only numbers are marks", "Where there is no mark there is a word or an empty cell, never a 0."),
        ("Averages", "Means and medians are over results in the state graded, and over no others."),
    ]
    if strangers := [officer.id for officer in records.officers if not officer.on_roster]:
        notes.append(("Not on the roster", f"In the gradebook or among the submissions only: {', '.join(strangers)}"))
    if not records.labs:
        notes.append(("No labs yet", "nbgrader knows no lab of this course. Release one, then export again."))
    sheets = [
        ("By officer", "One row an officer, one column a lab: the total, or the state in words."),
        ("By lab", "How many officers are in each state, and how the graded ones did."),
        ("By task", "The share of points earned on each graded task, the hardest first."),
        ("All grades", "One row for each officer and lab, with every column below (as in grades.csv)."),
    ]
    sections = {
        "Notes": notes,
        "Sheets": sheets,
        "States": [(str(state), meaning) for state, meaning in STATES.items()],
        "Columns of All grades": [(column.heading, column.meaning) for column in COLUMNS],
    }
    row = 3
    for section, lines in sections.items():
        sheet.set_row(row, 26)
        sheet.write_string(row, 0, section, pen.formats["section"])
        for key, meaning in lines:
            row += 1
            pen.put(sheet, row, 0, key, "state" if section == "States" else "key")
            pen.put(sheet, row, 1, meaning, "wrap")
        row += 2


def _by_officer(pen: _Pen, records: Records) -> None:
    heads = [_Head("Officer", 13, "text"), _Head("Name", 28, "text"), _Head("Ministry", 48, "text")]
    heads.append(_Head("Cohort", 10, "text"))
    heads += [_Head(f"{lab.title}\n{lab.slug}\nout of {number(lab.total_max)}", 23, "mark") for lab in records.labs]
    heads += [_Head("Labs graded", 9, "count"), _Head("Points", 9, "points"), _Head("Out of", 9, "points")]
    heads.append(_Head("Percent", 10, "share"))
    by_officer = records.by_officer()
    rows: list[list[Value | datetime]] = []
    for officer in records.officers:
        results = by_officer[officer.id]
        graded = [result for result in results if result.total is not None]
        points = sum(result.total or 0.0 for result in graded) if graded else None
        most = sum(result.total_max for result in graded) if graded else None
        marks = [str(result.state) if result.total is None else result.total for result in results]
        share = points / most if points is not None and most else None
        rows.append(
            [
                officer.id,
                officer.name,
                ministry(officer),
                officer.cohort,
                *marks,
                float(len(graded)),
                points,
                most,
                share,
            ]
        )
    pen.table("By officer", heads, rows, freeze=2, height=62)


def _by_lab(pen: _Pen, records: Records) -> None:
    heads = [_Head("Lab", 24, "text"), _Head("Title", 34, "text"), _Head("Due\n(Malaysian time)", 20, "moment")]
    heads.append(_Head("Officers", 10, "count"))
    heads += [_Head(str(state).capitalize(), 13, "count") for state in State]
    heads += [_Head("Mean of graded", 10, "mean"), _Head("Median of graded", 10, "mean"), _Head("Out of", 9, "points")]
    heads.append(_Head("Mean percent", 10, "share"))
    rows: list[list[Value | datetime]] = []
    for lab in records.labs:
        results = records.of_lab(lab.slug)
        totals = [result.total for result in results if result.total is not None]
        counts = [float(sum(result.state is state for result in results)) for state in State]
        middle = (mean(totals), median(totals)) if totals else (None, None)
        share = mean(totals) / lab.total_max if totals and lab.total_max else None
        rows.append([lab.slug, lab.title, lab.due, float(len(results)), *counts, *middle, lab.total_max, share])
    pen.table("By lab", heads, rows, freeze=1, height=34)


def _by_task(pen: _Pen, records: Records) -> None:
    heads = [_Head("Lab", 24, "text"), _Head("Test", 30, "text"), _Head("What was asked", 70, "text")]
    heads.append(_Head("Kind", 13, "text"))
    heads += [
        _Head("Officers with points", 13, "count"),
        _Head("Mean points", 10, "mean"),
        _Head("Out of", 9, "points"),
    ]
    heads.append(_Head("Share earned", 16, "share"))
    marked: dict[tuple[str, str, str], list[TaskScore]] = defaultdict(list)
    for result in records.results:
        for task in result.tasks:
            if task.points is not None and task.max_points:
                marked[result.lab.slug, task.grade_id, task.asked].append(task)
    rows: list[tuple[Value, ...]] = []
    for key, scores in marked.items():
        average, most = mean(score.points or 0.0 for score in scores), scores[0].max_points
        rows.append((*key, scores[0].kind, float(len(scores)), average, most, average / most))
    rows.sort(key=lambda row: (row[-1], row[:3]))
    sheet = pen.table("By task", heads, rows, freeze=0, height=34)
    if rows:
        ends = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
        bar = {"type": "data_bar", "bar_color": "#C3D3E8", "bar_solid": True, **ends}
        sheet.conditional_format(1, len(heads) - 1, len(rows), len(heads) - 1, bar)


def _all_grades(pen: _Pen, records: Records) -> None:
    forms = {"reason": "wrap", "extra_credit": "change", "late_penalty": "change"}
    heads = [_Head(c.heading, _WIDTHS.get(c.key, 12), forms.get(c.key, c.form)) for c in COLUMNS]
    rows = [[r.submitted_at if c.form == "moment" else c.of(r) for c in COLUMNS] for r in records.results]
    pen.table("All grades", heads, rows, freeze=2, height=34)
