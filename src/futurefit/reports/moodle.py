"""The format `moodle`: a file for Moodle's own *Grades → Import → CSV file*.

Moodle's importer decides the form, by what it does with a field (read in its source, `grade/import/csv` and
`lib/csvlib.class.php`):

- A line whose user is not found stops the whole import; one whose user is *blank* is given to the officer of the line
  before. So only officers who can be found are written, and the others are told to the person who exports.
- For a new grade item an empty grade becomes a number; only "-" is "no grade" both there and for an old item.
- PHP's reader takes a backslash before a quotation mark for an escape, so no field holds one.
- Every line needs as many fields as the first, and each item's name must be there once.

A lab without final points is "-" whatever the reason: Moodle has no place for a state in words.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from futurefit.records import Lab, Officer, Records, number, printable, starts_formula
from futurefit.reports.formats import Export, Files

FILE = Path("moodle.csv")
NO_GRADE = "-"
_WHO = ("ID number", "Email address")
_HIGHEST = 100  # what Moodle takes as a grade, unless its site allows more


class Moodle:
    """ID number, e-mail address and the points of each lab, for Moodle's gradebook."""

    names = True

    def files(self, export: Export) -> Files:
        found = [officer for officer in export.records.officers if not why_left_out(officer)]
        notes = [f"{o.id} is not in {FILE}: {why}" for o in export.records.officers if (why := why_left_out(o))]
        notes += [
            f"{lab.slug} has {number(lab.total_max)} points, and Moodle takes no grade above {_HIGHEST} unless its "
            "site's setting “unlimitedgrades” is on."
            for lab in export.records.labs
            if lab.total_max > _HIGHEST
        ]
        return Files({FILE: moodle_csv(export.records, found).encode()}, tuple(notes))


def why_left_out(officer: Officer) -> str:
    """Why Moodle could not find this officer; "" if it can."""
    if not officer.on_roster:
        return "the roster does not list this officer. Add a line there, and export again."
    if starts_formula(officer.email):  # somebody will open the file in a spreadsheet before it is uploaded
        return f"{officer.email} would run as a formula in a spreadsheet. Put another address on the roster."
    return ""


def moodle_csv(records: Records, officers: list[Officer]) -> str:
    """One row for each of the officers: id, e-mail, and the total of each lab or "-". Every field is quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([*_WHO, *item_names(records.labs)])
    results = records.by_officer()
    for officer in officers:
        totals = (result.total for result in results[officer.id])
        grades = [NO_GRADE if total is None else number(total) for total in totals]
        writer.writerow([officer.id, officer.email, *grades])
    return "\ufeff" + out.getvalue()


def item_names(labs: tuple[Lab, ...]) -> list[str]:
    """A name for each lab's grade item: its title, and its short name too where titles would not do alone."""
    titles = [" ".join(printable(lab.title).replace("\\", "/").split()) for lab in labs]
    titles = [f"Lab: {title}" if starts_formula(title) else title for title in titles]
    if len({*titles, *_WHO, ""}) < len(titles) + len(_WHO) + 1:
        return [f"{title} ({lab.slug})".strip() for title, lab in zip(titles, labs, strict=True)]
    return titles
