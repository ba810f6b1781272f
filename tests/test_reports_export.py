"""Exports: whole or not at all, by audience and cohort, in formats of one's own, and on record."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from records_course import CourseMaker

from futurefit.course import Course, open_course
from futurefit.records import RecordsError
from futurefit.reports import ReportsError, export, load_log, names

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own


@pytest.fixture
def course(tmp_path: Path) -> Course:
    maker = CourseMaker(tmp_path / "course", "aminah", "bakar")
    with (maker.folder / "roster.csv").open("a", encoding="utf-8") as roster:
        roster.write("chong,Name of chong,chong@example.com,Ministry of Finance,2027-1\n")
    maker.lab("net-1", {"a": 4.0, "b": 3.0})
    maker.hand_in("aminah", "net-1")
    maker.grade("aminah", "net-1", {"a": 4.0, "b": 1.0})
    return open_course(maker.folder)


def test_an_export_is_on_record_with_who_what_and_the_files_hashes(course: Course, tmp_path: Path) -> None:
    made = export(course, tmp_path / "out", "moodle", by="siti")
    (entry,) = load_log(course.folder)
    assert entry == made.entry
    assert (entry.by, entry.audience, entry.formats, entry.officers, entry.number) == (
        "siti",
        "moodle",
        ("moodle",),
        3,
        1,
    )
    assert set(entry.files) == {path.name for path in made.paths} == {"moodle.csv"}


def test_a_cohort_s_export_has_nobody_of_another(course: Course, tmp_path: Path) -> None:
    made = export(course, tmp_path / "out", "coordinator", cohort="2027-1")
    assert made.entry.officers == 1
    text = (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8")
    assert "chong" in text and "aminah" not in text
    with pytest.raises(ReportsError, match=r"no cohort “2028”.*2026-1, 2027-1"):
        export(course, tmp_path / "out", "coordinator", cohort="2028")


def test_a_ministry_gets_no_format_that_names_officers(course: Course, tmp_path: Path) -> None:
    with pytest.raises(ReportsError, match="grades of named officers"):
        export(course, tmp_path / "out", "ministry", ["tables"])
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_logged_is_not_exported(course: Course, tmp_path: Path) -> None:
    (course.folder / "exports.jsonl").mkdir()
    with pytest.raises(RecordsError, match="what cannot be logged is not exported"):
        export(course, tmp_path / "out", "moodle")
    assert not (tmp_path / "out").exists()


def test_an_export_that_cannot_be_written_leaves_nothing_and_says_so_in_the_log(course: Course, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "tasks.csv").mkdir(parents=True)
    (out / "tasks.csv" / "mine").write_text("", encoding="utf-8")
    with pytest.raises(RecordsError, match="could not be written"):
        export(course, out, "coordinator")
    assert [entry.outcome for entry in load_log(course.folder)] == ["written", "could not be written"]


@pytest.mark.parametrize(
    "harm",
    [
        lambda lines: [lines[0], lines[1].replace("siti", "omar"), lines[2]],
        lambda lines: [lines[0], lines[2]],
        lambda lines: [lines[0], lines[0], *lines[1:]],
        lambda lines: [lines[1], lines[2]],
        lambda lines: [lines[0], "not a line\n", lines[2]],
    ],
    ids=["a line changed", "a line taken out", "a line put in", "the first taken out", "a line overwritten"],
)
def test_a_changed_log_shows(course: Course, tmp_path: Path, harm: Callable[[list[str]], list[str]]) -> None:
    for _ in range(3):
        export(course, tmp_path / "out", "moodle", by="siti")
    path = course.folder / "exports.jsonl"
    assert len(load_log(course.folder)) == 3
    path.write_text("".join(harm(path.read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8")
    with pytest.raises(RecordsError, match="compare it with a backup"):
        load_log(course.folder)


def test_an_odd_id_in_the_gradebook_leads_out_of_no_folder(course: Course, tmp_path: Path) -> None:
    with course.gradebook() as book:
        book.add_student("../../elsewhere", first_name="Odd", last_name="")
    with pytest.raises(ReportsError, match="outside the folder of the export"):
        export(course, tmp_path / "out", "officer")
    assert not (tmp_path / "out").exists() and not list(tmp_path.rglob("elsewhere.pdf"))


def test_another_package_adds_a_format_by_one_class(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    (site / "badges-1.0.dist-info").mkdir(parents=True)
    (site / "badges-1.0.dist-info" / "METADATA").write_text("Name: badges\nVersion: 1.0\n", encoding="utf-8")
    (site / "badges-1.0.dist-info" / "entry_points.txt").write_text(
        "[futurefit.formats]\nbadges = badges_of_a_test:Badges\nbroken = badges_of_a_test:Missing\n", encoding="utf-8"
    )
    (site / "badges_of_a_test.py").write_text(
        "import json\nfrom pathlib import Path\nfrom futurefit.reports import Files\n"
        "class Badges:\n    names = True\n    def files(self, export):\n"
        "        found = [r.officer.id for r in export.records.results if r.total]\n"
        "        return Files({Path('badges.json'): json.dumps(found).encode()}, ('one badge',))\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(site))
    assert "badges" in names()
    made = export(course, tmp_path / "out", "coordinator", ["badges"])
    assert json.loads(made.paths[0].read_text(encoding="utf-8")) == ["aminah"]
    assert made.notes == ("one badge",)
    with pytest.raises(ReportsError, match=r"broken.*cannot be loaded"):
        export(course, tmp_path / "out", "coordinator", ["broken"])
    with pytest.raises(ReportsError, match=r"no format “nonsense”.*tables, moodle.*badges"):
        export(course, tmp_path / "out", "coordinator", ["nonsense"])
    sys.modules.pop("badges_of_a_test", None)
