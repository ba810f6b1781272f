import csv
import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records_course import MONDAY, CourseMaker

from futurefit.records import (
    Lab,
    Officer,
    Records,
    RecordsError,
    Result,
    State,
    TaskScore,
    export,
    grades_csv,
    tasks_csv,
    write_all,
    write_workbook,
)

pytestmark = [
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader's own
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),  # openpyxl knows no data bars
]
MADE = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
AMINAH = Officer("aminah", "Aminah binti Çelik", "aminah@example.com", "Ministry of Health", "2026-1")
BAKAR = Officer("bakar", "-Ali", "bakar@example.com", "Ministry of Science, Technology and Innovation", "2026-1")
VISITOR = Officer("visitor", "visitor", "", "", "")
NET = Lab("net-1", "Reading the wire", 7.0, 4.0, due=MONDAY)
GOV = Lab("gov-1", "Share safely", 3.0, 0.0)


def result(officer: Officer, lab: Lab, state: State, points: tuple[float | None, ...], **more: Any) -> Result:
    """A result whose cells have `points`: two tests and a reflection in net-1, one test in gov-1."""
    names = [("test-1", 4.0), ("test-2", 3.0), ("reflection", 4.0)] if lab is NET else [("only", 3.0)]
    tasks = tuple(
        TaskScore(name, "by hand" if name == "reflection" else "automatic", mark, most, f"Asked of {name}")
        for (name, most), mark in zip(names, points, strict=True)
    )
    has_points = state in (State.GRADED, State.WAITING)
    automatic = sum(t.points or 0.0 for t in tasks if t.kind == "automatic") if has_points else None
    manual = sum(t.points or 0.0 for t in tasks if t.kind == "by hand") if state is State.GRADED else None
    fields = {"reason": "", "penalty": 0.0, "submitted_at": None, **more}
    return Result(
        officer, lab, state, automatic=automatic, automatic_max=lab.automatic_max, manual=manual,
        manual_max=lab.manual_max, tasks=tasks, **fields,
    )  # fmt: skip


RECORDS = Records(
    (AMINAH, BAKAR, VISITOR),
    (NET, GOV),
    (
        result(AMINAH, NET, State.GRADED, (4.0, 1.5, 3.0), penalty=0.5, extra_credit=1.0, submitted_at=MONDAY),
        result(AMINAH, GOV, State.GRADED, (3.0,), submitted_at=MONDAY),
        result(BAKAR, NET, State.WAITING, (4.0, 0.0, None), submitted_at=MONDAY + timedelta(hours=15)),
        result(BAKAR, GOV, State.NOT_GRADED, (None,), reason="=1+1 in cell 3", submitted_at=MONDAY),
        result(VISITOR, NET, State.NOT_SUBMITTED, (None, None, None)),
        result(VISITOR, GOV, State.SUBMITTED, (None,)),
    ),
    MADE,
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in openpyxl.load_workbook(path)
    }


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_workbook(RECORDS, tmp_path / "grades.xlsx")


# --- CSV ---


def test_the_whole_of_grades_csv() -> None:
    health, mosti = '"Ministry of Health","2026-1"', '"Ministry of Science, Technology and Innovation","2026-1"'
    net, gov = '"net-1","Reading the wire"', '"gov-1","Share safely"'
    assert grades_csv(RECORDS).split("\r\n") == [
        (
            '\ufeff"officer_id","name","ministry","cohort","lab","title","state","reason","automatic","automatic_max",'
            '"by_hand","by_hand_max","extra_credit","late_penalty","total","total_max","percent","submitted_at"'
        ),
        (
            f'"aminah","Aminah binti Çelik",{health},{net},"graded","","5.5","7","3","4","1","0.5","9","11","81.82",'
            '"2026-03-02T09:30:00+08:00"'
        ),
        (
            f'"aminah","Aminah binti Çelik",{health},{gov},"graded","","3","3","0","0","0","0","3","3","100",'
            '"2026-03-02T09:30:00+08:00"'
        ),
        (
            f'"bakar","\'-Ali",{mosti},{net},"waiting for marking","","4","7","","4","0","0","","11","",'
            '"2026-03-03T00:30:00+08:00"'
        ),
        (
            f'"bakar","\'-Ali",{mosti},{gov},"not graded","\'=1+1 in cell 3","","3","","0","","","","3","",'
            '"2026-03-02T09:30:00+08:00"'
        ),
        f'"visitor","visitor","(not on the roster)","",{net},"not submitted","","","7","","4","","","","11","",""',
        f'"visitor","visitor","(not on the roster)","",{gov},"submitted","","","3","","0","","","","3","",""',
        "",
    ]


def test_the_whole_of_tasks_csv() -> None:
    assert tasks_csv(RECORDS).split("\r\n") == [
        (
            '\ufeff"officer_id","name","ministry","cohort","net-1/test-1 (of 4)","net-1/test-2 (of 3)",'
            '"net-1/reflection (of 4)","gov-1/only (of 3)"'
        ),
        '"aminah","Aminah binti Çelik","Ministry of Health","2026-1","4","1.5","3","3"',
        (
            '"bakar","\'-Ali","Ministry of Science, Technology and Innovation","2026-1","4","0","waiting for marking",'
            '"not graded"'
        ),
        '"visitor","visitor","(not on the roster)","","not submitted","not submitted","not submitted","submitted"',
        "",
    ]


def test_nobodys_address_leaves_the_roster(tmp_path: Path) -> None:
    paths = write_all(RECORDS, tmp_path / "grades.csv")
    assert "example.com" not in grades_csv(RECORDS) + tasks_csv(RECORDS) + repr(sheets(paths[2]))


# --- the workbook ---


def test_the_workbook_opens_on_the_explanation(workbook: Path) -> None:
    content = sheets(workbook)
    assert list(content) == ["Read me first", "By officer", "By lab", "By task", "All grades"]
    explained = {row[0]: row[1] for row in content["Read me first"] if row[0]}
    assert "24 November 2026, 01:30 (Malaysian time) for 3 officers, 2 labs" in content["Read me first"][1][0]
    for heading in content["All grades"][0]:
        assert explained[heading], heading
    for state in State:
        assert explained[state], state
    assert explained["Not on the roster"].endswith(": visitor")


def test_by_officer_has_a_number_only_for_a_mark(workbook: Path) -> None:
    head, *body = sheets(workbook)["By officer"]
    assert head[4:6] == ["Reading the wire\nnet-1\nout of 11", "Share safely\ngov-1\nout of 3"]
    assert head[6:] == ["Labs graded", "Points", "Out of", "Percent"]
    assert [row[0] for row in body] == ["aminah", "bakar", "visitor"]
    assert body[0][4:9] == [9, 3, 2, 12, 14]
    assert body[0][9] == pytest.approx(12 / 14)
    assert body[1][4:] == ["waiting for marking", "not graded", 0, None, None, None]
    assert body[2][2:6] == ["(not on the roster)", None, "not submitted", "submitted"]


def test_by_lab_counts_states_and_averages_the_graded_only(workbook: Path) -> None:
    _, net, gov = sheets(workbook)["By lab"]
    assert net[:4] == ["net-1", "Reading the wire", datetime(2026, 3, 2, 9, 30), 3]
    assert net[4:10] == [1, 0, 0, 0, 1, 1]
    assert net[10:13] == [9, 9, 11]
    assert net[13] == pytest.approx(9 / 11)
    assert gov[2] is None
    assert gov[4:10] == [0, 1, 1, 0, 0, 1]


def test_a_lab_that_nobody_was_graded_in_has_no_average(tmp_path: Path) -> None:
    records = RECORDS.only({"visitor"})
    _, net, _ = sheets(write_workbook(records, tmp_path / "g.xlsx"))["By lab"]
    assert net[10:] == [None, None, 11, None]


def test_by_task_puts_the_hardest_first(workbook: Path) -> None:
    _, *body = sheets(workbook)["By task"]
    assert [row[1:7] for row in body] == [
        ["test-2", "Asked of test-2", "automatic", 2, 0.75, 3],
        ["reflection", "Asked of reflection", "by hand", 1, 3, 4],
        ["only", "Asked of only", "automatic", 1, 3, 3],
        ["test-1", "Asked of test-1", "automatic", 2, 4, 4],
    ]
    assert [row[7] for row in body] == [0.25, 0.75, 1, 1]


def test_all_grades_has_every_result_with_numbers_as_numbers(workbook: Path) -> None:
    head, *body = sheets(workbook)["All grades"]
    assert len(body) == 6
    waiting = dict(zip(head, body[2], strict=True))
    assert (waiting["State"], waiting["Automatic"], waiting["By hand"], waiting["Total"], waiting["Percent"]) == (
        "waiting for marking", 4, None, None, None,
    )  # fmt: skip
    assert waiting["Handed in"] == datetime(2026, 3, 3, 0, 30)
    graded = dict(zip(head, body[0], strict=True))
    assert (graded["Extra credit"], graded["Late penalty"], graded["Total"]) == (1, 0.5, 9)


def test_headers_stay_in_sight_and_can_be_filtered_and_percentages_look_like_it(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    assert [sheet.freeze_panes for sheet in book] == [None, "C2", "B2", "A2", "C2"]
    assert [sheet.auto_filter.ref for sheet in book] == [None, "A1:J4", "A1:N3", "A1:H5", "A1:R7"]
    assert [book["By officer"]["J2"].number_format, book["All grades"]["Q2"].number_format] == ["0.0%", "0.0%"]
    widths = book["All grades"].column_dimensions
    assert widths["C"].width > 40 > widths["D"].width


def test_a_course_without_labs_or_officers_gives_a_workbook_that_says_so(tmp_path: Path) -> None:
    empty = Records((), (), (), MADE)
    content = sheets(write_workbook(empty, tmp_path / "g.xlsx"))
    assert any(row[0] == "No labs yet" for row in content["Read me first"])
    assert len(content["All grades"]) == 1
    assert rows(grades_csv(empty)) == rows(tasks_csv(empty)) == []


DANGEROUS = st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", '=HYPERLINK("http://x")'])
ANY_TEXT = st.text(max_size=40) | DANGEROUS | st.tuples(DANGEROUS, st.text(max_size=10)).map("".join)


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_no_text_becomes_a_formula_anywhere(
    tmp_path_factory: pytest.TempPathFactory, name: str, title: str, reason: str
) -> None:
    officer, lab = (
        replace(AMINAH, name=name, ministry=name),
        Lab(slug="lab", title=title, automatic_max=3.0, manual_max=0),
    )
    task = (TaskScore(title or "t", "automatic", None, 3.0),)
    only = Result(officer, lab, State.NOT_GRADED, reason, None, 3.0, None, 0.0, 0.0, task, None)
    records = Records((officer,), (lab,), (only,), MADE)
    for text in (grades_csv(records), tasks_csv(records)):
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
            assert not any(field.lstrip().startswith(("=", "+", "-", "@")) for field in row)
    book = openpyxl.load_workbook(write_workbook(records, tmp_path_factory.mktemp("any") / "g.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)


def test_a_very_long_reason_is_cut_where_excel_would_refuse_it(tmp_path: Path) -> None:
    long = replace(RECORDS.results[3], reason="x" * 40_000)
    records = Records((BAKAR,), (GOV,), (long,), MADE)
    _, row = sheets(write_workbook(records, tmp_path / "g.xlsx"))["All grades"]
    assert row[7] == "x" * 32_767
    assert rows(grades_csv(records))[0]["reason"] == "x" * 40_000


# --- files ---


def test_export_reads_the_course_and_writes_three_files(tmp_path: Path) -> None:
    course = CourseMaker(tmp_path / "course", "aminah")
    course.lab("net-1", {"test-1": 4.0}, {"reflection": 4.0})
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", {"test-1": 4.0, "reflection": None})
    course.mark("aminah", "net-1", "reflection", 3.0)
    folder = course.folder / "exports"
    paths = export(course.folder, folder)
    assert paths == [folder / "grades.csv", folder / "tasks.csv", folder / "grades.xlsx"]
    assert sorted(os.listdir(folder)) == ["grades.csv", "grades.xlsx", "tasks.csv"]
    (row,) = rows(paths[0].read_text(encoding="utf-8"))
    assert (row["state"], row["total"], row["percent"]) == ("graded", "7", "87.5")
    assert paths[0].read_bytes().startswith(b"\xef\xbb\xbf")
    assert sheets(paths[2])["By officer"][1][4] == 7


def test_an_export_that_fails_leaves_the_last_one_whole(tmp_path: Path) -> None:
    write_all(RECORDS, tmp_path / "grades.csv")
    before = {name: (tmp_path / name).read_bytes() for name in ("grades.csv", "tasks.csv")}
    (tmp_path / "grades.xlsx").unlink()
    (tmp_path / "grades.xlsx").mkdir()  # stands for a workbook that is open elsewhere: it cannot be replaced
    with pytest.raises(RecordsError, match=r"grades\.xlsx could not be written .*open in another program"):
        write_all(RECORDS.only({"aminah"}), tmp_path / "grades.csv")
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert sorted(os.listdir(tmp_path)) == ["grades.csv", "grades.xlsx", "tasks.csv"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("a file", encoding="utf-8")
    with pytest.raises(RecordsError, match=r"grades\.xlsx could not be written .*may write in .*exports"):
        write_all(RECORDS, tmp_path / "exports" / "grades.csv")


@pytest.mark.parametrize("name", ["grades.xlsx", "grades", "tasks.csv"])
def test_a_name_that_would_collide_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RecordsError, match=r"such as exports/grades\.csv"):
        write_all(RECORDS, tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_nbgraders_own_export_command_writes_the_same_files(tmp_path: Path) -> None:
    course = CourseMaker(tmp_path / "course", "aminah", "bakar")
    for lab in ("gov-1", "net-1"):
        course.lab(lab, {"test-1": 4.0})
        course.hand_in("aminah", lab)
        course.grade("aminah", lab, {"test-1": 4.0})
    command = "export --exporter=futurefit.records.exporter.CoordinatorExporter"
    for more, lines in (("--to=exports/grades.csv", 4), ("--to=exports/some.csv --assignment=['gov-1']", 2)):
        run = subprocess.run(
            [sys.executable, "-m", "nbgrader", *command.split(), *more.split()],
            cwd=course.folder, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        name = more.split()[0].removeprefix("--to=")
        assert len(rows((course.folder / name).read_text(encoding="utf-8"))) == lines
        assert f"Wrote {name}" in run.stderr
    assert sorted(os.listdir(course.folder / "exports")) == ["grades.csv", "grades.xlsx", "some.csv", "tasks.csv"]
