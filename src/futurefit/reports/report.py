"""The format `report`: report.html, which explains itself and exposes nobody.

What was published before is remembered in the course folder (published.json): a later report must not give away, by
its difference to an earlier one, what was withheld in both.
"""

from __future__ import annotations

from pathlib import Path

from futurefit.course import CONFIG
from futurefit.reports.formats import Export, Files, ReportsError
from futurefit.reports.overview import overview
from futurefit.reports.page import render
from futurefit.reports.withhold import Ledger

PUBLISHED = Path("published.json")
LIMIT = 5
_LEAST = 3  # with two, each knows the other's


class Report:
    """One HTML file about the whole cohort. Nobody is named in it, and no figure is over a few officers."""

    names = False

    def files(self, export: Export) -> Files:
        course = export.course.folder
        limit = export.settings.get("smallest_group", LIMIT)
        if not isinstance(limit, int) or limit < _LEAST:
            raise ReportsError(
                f"c.Reports.smallest_group in {course / CONFIG} is {limit!r}. Write a whole number of officers, at "
                f"least {_LEAST}."
            )
        path = course / PUBLISHED
        try:
            ledger = Ledger.load(path.read_bytes(), limit) if path.exists() else Ledger(limit)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReportsError(
                f"{path} cannot be read ({error}). It says what was published so far, and without it the next report "
                "could give away what was withheld. Put it back from a backup."
            ) from error
        seen = overview(ledger, export.records, course, export.cohort)
        return Files({Path("report.html"): render(seen).encode()}, course={PUBLISHED: ledger.dump()})
