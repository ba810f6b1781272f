"""The export for coordinators as nbgrader's own exporter plug-in.

In the course folder:

    nbgrader export --exporter=futurefit.records.exporter.CoordinatorExporter --to=exports/grades.csv
"""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin

from futurefit.records.export import write_all
from futurefit.records.gradebook import read


class CoordinatorExporter(ExportPlugin):
    """Writes the CSV of grades at `to` (exports/grades.csv), and tasks.csv and grades.xlsx beside it."""

    def export(self, gradebook: Gradebook) -> None:
        """Called by `nbgrader export`, which gives the open gradebook; honours --student and --assignment.

        Raises:
            RecordsError: the records cannot be read, or a file cannot be written.
        """
        coursedir = getattr(self.parent, "coursedir", None)
        course = Path(coursedir.root if coursedir else ".")
        officers = {str(item) for item in self.student} or None
        labs = {str(item) for item in self.assignment} or None
        records = read(course, gradebook).only(officers, labs)
        for path in write_all(records, Path(self.to) if self.to else course / "exports" / "grades.csv"):
            self.log.info("Wrote %s", path)
