"""What coordinators take away: grades.csv, tasks.csv and grades.xlsx, made from frozen records.

A mark is a number; everything else is a word or an empty field, never a 0 that could be taken for a mark. No text can
become a formula. E-mail addresses stay in the roster: nobody needs them to read grades.
"""

from __future__ import annotations

from pathlib import Path

from futurefit.records import gradebook
from futurefit.records._columns import COLUMNS, Column, Value, ministry
from futurefit.records._files import write_files
from futurefit.records._text import number, to_csv
from futurefit.records.model import Records, RecordsError, Result


def grades_csv(records: Records) -> str:
    """One row for each officer and lab, with the columns of `COLUMNS`; percent as a number from 0 to 100."""

    def field(column: Column, result: Result) -> Value:
        value = column.of(result)
        return number(value * 100, 2) if column.form == "share" and isinstance(value, float) else value

    rows = ([field(column, result) for column in COLUMNS] for result in records.results)
    return to_csv([column.key for column in COLUMNS], rows)


def tasks_csv(records: Records) -> str:
    """One row for each officer, one column for each graded cell of each lab, headed "lab/cell (of points)".

    A field holds the points for that cell, or else the state in words.
    """
    header: list[str] = ["officer_id", "name", "ministry", "cohort"]
    for lab in records.labs:
        tasks = next((result.tasks for result in records.of_lab(lab.slug)), ())
        header += [f"{lab.slug}/{task.grade_id} (of {number(task.max_points)})" for task in tasks]
    rows = []
    results = records.by_officer()
    for officer in records.officers:
        row: list[Value] = [officer.id, officer.name, ministry(officer), officer.cohort]
        for result in results[officer.id]:
            row += [str(result.state) if task.points is None else task.points for task in result.tasks]
        rows.append(row)
    return to_csv(header, rows)


def write_workbook(records: Records, path: Path) -> Path:
    """Write grades.xlsx: what the columns mean, then by officer, by lab, by task, and all grades.

    Raises:
        RecordsError: the file cannot be written; an earlier one is left as it was.
    """
    write_files({path: _workbook(records)})
    return path


def _workbook(records: Records) -> bytes:
    from futurefit.records import _workbook  # xlsxwriter takes long to import, and most commands write no workbook

    return _workbook.render(records)


def tables(records: Records, grades: Path) -> dict[Path, bytes]:
    """The CSV of grades at `grades`, and tasks.csv and grades.xlsx beside it, as contents by path.

    Raises:
        RecordsError: `grades` does not end in .csv or is called tasks.csv.
    """
    if grades.suffix.lower() != ".csv" or grades.name.lower() == "tasks.csv":
        raise RecordsError(f"{grades} cannot be the file of grades. Give it a name such as exports/grades.csv")
    return {
        # The workbook first: it is the one that somebody may have open, and then the others should stay as they are.
        grades.with_name("grades.xlsx"): _workbook(records),
        grades: grades_csv(records).encode(),
        grades.with_name("tasks.csv"): tasks_csv(records).encode(),
    }


def write_all(records: Records, grades: Path) -> list[Path]:
    """Write the CSV of grades at `grades`, and tasks.csv and grades.xlsx beside it. Returns the three paths.

    Raises:
        RecordsError: as `tables`, or a file cannot be written.
    """
    files = tables(records, grades)
    write_files(files)
    workbook, *texts = files
    return [*texts, workbook]


def export(course: Path, folder: Path) -> list[Path]:
    """Read the course and write grades.csv, tasks.csv and grades.xlsx into `folder`, which is made if need be.

    Raises:
        RecordsError: the records cannot be read (see `gradebook.read`), or a file cannot be written.
    """
    return write_all(gradebook.read(course), folder / "grades.csv")
