"""The export for coordinators as nbgrader's own exporter plug-in; and nbgrader's own export, mended.

In the course folder:

    nbgrader export --exporter=futurefit.records.exporter.CoordinatorExporter --to=exports/grades.csv
"""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin, ExportPlugin

from futurefit.records.exports import write_all
from futurefit.records.gradebook import read
from futurefit.records.model import State


class CoordinatorExporter(ExportPlugin):
    """Writes the CSV of grades at `to` (exports/grades.csv), and tasks.csv and grades.xlsx beside it."""

    def export(self, gradebook: Gradebook) -> None:
        """Called by `nbgrader export`, which gives the open gradebook; honours --student and --assignment.

        Raises:
            RecordsError: the records cannot be read, or a file cannot be written.
        """
        course = _course(self)
        officers = {str(item) for item in self.student} or None
        labs = {str(item) for item in self.assignment} or None
        records = read(course, gradebook).only(officers, labs)
        for path in write_all(records, Path(self.to) if self.to else course / "exports" / "grades.csv"):
            self.log.info("Wrote %s", path)


class PlainExporter(CsvExportPlugin):
    """nbgrader's CSV, with empty fields for work that is not graded; nbgrader writes 0.0, or the points of before."""

    def export(self, gradebook: Gradebook) -> None:
        """Called by `nbgrader export`.

        Raises:
            RecordsError: the records cannot be read.
        """
        super().export(gradebook)
        path = Path(self.to or "grades.csv")
        results = {(r.lab.slug, r.officer.id): r for r in read(_course(self), gradebook).results}
        heading, *lines = path.read_text().splitlines()  # in the encoding that nbgrader wrote
        for number, line in enumerate(lines):
            # By places from either end: nbgrader puts no quotes around a name with a comma.
            lab, _, _, officer, *_ = line.split(",")
            result = results.get((lab, officer))
            # Nothing handed in is 0.0 for nbgrader and those who read its table; so it stays.
            if result and not result.has_points and result.state is not State.NOT_SUBMITTED:
                who, _, _, _, most = line.rsplit(",", 4)
                lines[number] = f"{who},,,,{most}"
        path.write_text("\n".join([heading, *lines, ""]))


def _course(plugin: ExportPlugin) -> Path:
    coursedir = getattr(plugin.parent, "coursedir", None)
    return Path(coursedir.root if coursedir else ".")
