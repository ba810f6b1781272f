"""The whole road on the real labs: what the demonstration does, a coordinator can rely on."""

import csv
from pathlib import Path

import openpyxl
import pytest

from futurefit.course import CourseError
from futurefit.demo import run_demo
from futurefit.records import State

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return run_demo(ROOT, tmp_path_factory.mktemp("demo") / "course")


def result(demo, what):
    """What became of the odd case that was described so."""
    (case,) = [case for case in demo.cases if case.what.startswith(what)]
    (found,) = [r for r in demo.records.of_lab(case.lab) if r.officer.id == case.officer]
    return found


@pytest.mark.timeout(1200)
def test_twenty_officers_of_fourteen_ministries_do_four_labs(demo):
    assert len(demo.records.officers) == 20
    assert len({officer.ministry for officer in demo.records.officers}) == 14
    assert len(demo.records.labs) == 4
    assert len(demo.records.results) == 80


@pytest.mark.parametrize(
    ("what", "points"),
    [
        ("late", 16),
        ("all test cells deleted", 16),
        ("50 MB", 16),
        ("a cell copied", 16),
        ("blank", 0),
    ],
)
def test_an_odd_submission_gets_the_points_that_it_deserves(demo, what, points):
    assert result(demo, what).automatic == points


@pytest.mark.parametrize("what", ["an endless loop", "os._exit"])
def test_a_task_that_never_ends_or_ends_python_costs_its_own_points_only(demo, what):
    found = result(demo, what)
    lost = {task.grade_id for task in found.tasks if task.kind == "automatic" and not task.points}
    assert lost, "the task that never ends earns nothing"
    assert found.automatic == 16 - sum(task.max_points for task in found.tasks if task.grade_id in lost)
    assert found.automatic >= 12


def test_what_cannot_be_graded_has_a_reason_and_no_points(demo):
    found = result(demo, "a corrupt file")
    assert found.state is State.NOT_GRADED
    assert "damaged" in found.reason
    assert found.automatic is None
    assert found.total is None


def test_what_was_not_handed_in_says_so(demo):
    assert result(demo, "not handed in").state is State.NOT_SUBMITTED


def test_the_late_one_is_known_to_be_late(demo):
    found = result(demo, "late")
    assert found.submitted_at > found.lab.due


def test_two_reflections_are_marked_and_the_others_wait(demo):
    marked = [r for r in demo.records.results if r.state is State.GRADED and r.manual]
    assert [r.manual for r in marked] == [3, 4]
    assert all(r.total == r.automatic + r.manual for r in marked)
    assert any(r.state is State.WAITING for r in demo.records.results)


def test_right_answers_by_any_method_get_full_points_and_wrong_ones_lose_some(demo):
    points = [r.automatic for r in demo.records.results if r.automatic is not None]
    assert points.count(16) >= 20
    assert sum(0 < p < 16 for p in points) >= 20


def test_work_handed_in_as_a_file_is_graded_too(demo):
    first = demo.records.labs[0].slug
    offline = [r for r in demo.records.results if r.officer.id in ("officer12", "officer13") and r.lab.slug == first]
    assert [r.automatic is not None for r in offline] == [True, True]


def test_everyone_graded_has_a_feedback_page_that_shows_pictures(demo):
    for found in demo.records.results:
        page = demo.folder / "feedback" / found.officer.id / found.lab.slug / f"{found.lab.slug}.html"
        assert page.is_file() == found.has_points
    page = demo.folder / "feedback" / "officer01" / demo.records.labs[0].slug / f"{demo.records.labs[0].slug}.html"
    assert 'src="data:image/png' in page.read_text(encoding="utf-8")


def test_the_exports_say_what_the_records_say(demo):
    rows = list(csv.DictReader((demo.folder / "exports/grades.csv").open(encoding="utf-8-sig", newline="")))
    assert len(rows) == 80
    for row, found in zip(rows, sorted(demo.records.results, key=lambda r: (r.officer.id, r.lab.slug)), strict=True):
        assert (row["officer_id"], row["lab"], row["state"]) == (found.officer.id, found.lab.slug, str(found.state))
        assert row["total"] == ("" if found.total is None else f"{found.total:g}")
    book = openpyxl.load_workbook(demo.folder / "exports/grades.xlsx")
    assert "By officer" in book.sheetnames
    assert len(list((demo.folder / "exports/officers").glob("*.pdf"))) == 20
    report = (demo.folder / "exports/report.html").read_text(encoding="utf-8")
    assert "T1040" in report and "20 of 20" in report and "officer01" not in report


def test_a_folder_that_is_not_a_demonstration_is_left_alone(tmp_path):
    (tmp_path / "work.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CourseError, match="not a demonstration"):
        run_demo(ROOT, tmp_path)
    assert (tmp_path / "work.txt").read_text(encoding="utf-8") == "mine"
