"""The format `tables`: grades.xlsx, grades.csv and tasks.csv."""

from __future__ import annotations

from pathlib import Path

from futurefit.records import tables
from futurefit.reports.formats import Export, Files


class Tables:
    """Named grades for coordinators, in a workbook and as CSV."""

    names = True

    def files(self, export: Export) -> Files:
        return Files(tables(export.records, Path("grades.csv")))
