import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from records_course import CONFIG, MONDAY, ROSTER, CourseMaker
from sqlalchemy import event

from futurefit.course import CourseError, open_course
from futurefit.records import RecordsError, Result, State, lab_version, read, save_outcome

TESTS = {"test-1": 4.0, "test-2": 3.0}
BY_HAND = {"reflection": 4.0}
FULL = {"test-1": 4.0, "test-2": 3.0, "reflection": None}
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own
TUESDAY = MONDAY + timedelta(days=1)
STOPPED = "Grading stopped before the end. Run: futurefit grade net-1 --officer aminah"


@pytest.fixture
def course(tmp_path: Path) -> CourseMaker:
    course = CourseMaker(tmp_path / "course", "aminah")
    course.lab("net-1", TESTS, BY_HAND, due=TUESDAY)
    return course


def only(course: CourseMaker) -> Result:
    (result,) = read(course.folder).results
    return result


def has_no_number(result: Result) -> bool:
    return result.automatic is result.manual is result.total is None and not any(
        task.points is not None for task in result.tasks
    )


# --- the states ---


def test_nothing_handed_in(course: CourseMaker) -> None:
    result = only(course)
    assert (result.state, result.reason, result.submitted_at) == (State.NOT_SUBMITTED, "", None)
    assert has_no_number(result)
    assert (result.automatic_max, result.manual_max, result.total_max) == (7.0, 4.0, 11.0)


def test_handed_in_and_not_graded_yet(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    result = only(course)
    assert (result.state, result.reason, result.submitted_at) == (State.SUBMITTED, "", MONDAY)
    assert has_no_number(result)


def test_tests_done_and_the_reflection_waits(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", {**FULL, "test-2": 0.0})
    result = only(course)
    assert (result.state, result.automatic, result.manual, result.total) == (State.WAITING, 4.0, None, None)
    assert [(t.grade_id, t.kind, t.points, t.max_points) for t in result.tasks] == [
        ("reflection", "by hand", None, 4.0),
        ("test-1", "automatic", 4.0, 4.0),
        ("test-2", "automatic", 0.0, 3.0),
    ]


def test_marked_by_hand_with_extra_credit_and_a_late_penalty(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", FULL, penalty=1.5)
    course.mark("aminah", "net-1", "reflection", 2.5, extra=1.0)
    result = only(course)
    assert (result.state, result.automatic, result.manual) == (State.GRADED, 7.0, 2.5)
    assert (result.extra_credit, result.penalty, result.total) == (1.0, 1.5, 9.0)


def test_an_untouched_reflection_has_nbgraders_zero_and_does_not_wait(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", {**FULL, "reflection": 0.0})
    result = only(course)
    assert (result.state, result.manual, result.total) == (State.GRADED, 0.0, 7.0)


def test_a_persons_points_for_a_test_count_before_the_machines(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", {"test-1": 0.0, "test-2": 3.0, "reflection": 0.0})
    course.mark("aminah", "net-1", "test-1", 2.0)
    assert only(course).automatic == 5.0


def test_a_deleted_test_waits_for_a_person_and_has_no_sum(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", {"test-1": 4.0, "reflection": 0.0})
    result = only(course)
    assert (result.state, result.automatic, result.total) == (State.WAITING, None, None)
    assert result.reason == "A person must look at the points of test-2, in Formgrader."


def test_a_lab_without_answers_by_hand_is_graded_at_once(course: CourseMaker) -> None:
    course.lab("gov-1", {"only": 2.0})
    course.hand_in("aminah", "gov-1")
    course.grade("aminah", "gov-1", {"only": 2.0})
    (result,) = read(course.folder).of_lab("gov-1")
    assert (result.state, result.automatic, result.manual, result.total) == (State.GRADED, 2.0, 0.0, 2.0)


# --- grading that failed: no 0.0 and no old score ever comes out ---


def test_a_failed_grading_without_an_outcome_is_not_a_zero(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.fail_grading("aminah", "net-1")
    result = only(course)
    assert (result.state, result.reason) == (State.NOT_GRADED, STOPPED)
    assert has_no_number(result)


def test_a_grading_killed_half_way_is_not_a_result(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.begin_grading("aminah", "net-1")
    result = only(course)
    assert (result.state, result.reason) == (State.NOT_GRADED, STOPPED)


def test_the_outcome_tells_why(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.fail_grading("aminah", "net-1")
    course.outcome("aminah", "net-1", False, "the notebook is not JSON;\n ask for it again")
    result = only(course)
    assert (result.state, result.reason) == (State.NOT_GRADED, "the notebook is not JSON; ask for it again")
    assert has_no_number(result)


def test_the_score_of_an_earlier_submission_is_not_given_to_a_later_one_that_failed(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", {**FULL, "reflection": 0.0})
    course.hand_in("aminah", "net-1", at=TUESDAY, text="while True: pass")
    course.fail_grading("aminah", "net-1")
    result = only(course)
    assert (result.state, result.reason, result.submitted_at) == (State.NOT_GRADED, STOPPED, TUESDAY)
    assert has_no_number(result)


def test_a_later_submission_that_was_killed_half_way_does_not_get_the_old_score(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", {**FULL, "reflection": 0.0})
    course.hand_in("aminah", "net-1", at=TUESDAY)
    course.begin_grading("aminah", "net-1")
    result = only(course)
    assert (result.state, result.reason) == (State.NOT_GRADED, STOPPED)


def test_handed_in_again_after_grading_is_submitted(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", {**FULL, "reflection": 0.0})
    course.hand_in("aminah", "net-1", at=TUESDAY, text="x = 2")
    result = only(course)
    assert result.state is State.SUBMITTED
    assert result.reason == "Handed in again after it was graded. Run: futurefit grade net-1 --officer aminah"
    assert has_no_number(result)


def test_handed_in_again_after_a_failure_is_submitted_and_the_old_reason_is_gone(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.fail_grading("aminah", "net-1")
    course.outcome("aminah", "net-1", False, "an endless loop")
    course.hand_in("aminah", "net-1", at=TUESDAY, text="x = 2")
    result = only(course)
    assert (result.state, result.reason) == (State.SUBMITTED, "")


def test_an_outcome_after_a_finished_grading_goes_before_it(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", FULL)
    course.outcome("aminah", "net-1", False, "a cell was duplicated", after=timedelta(seconds=5))
    assert (only(course).state, only(course).reason) == (State.NOT_GRADED, "a cell was duplicated")


@pytest.mark.parametrize("again", [timedelta(), timedelta(days=1)])
def test_a_failed_regrade_makes_the_result_stale_and_no_number_is_left(course: CourseMaker, again: timedelta) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", {**FULL, "reflection": 0.0})
    assert only(course).total == 7.0
    course.hand_in("aminah", "net-1", at=MONDAY + again)
    course.fail_grading("aminah", "net-1")
    failed = course.outcome("aminah", "net-1", False, "The kernel could not be started. Run: futurefit doctor")
    save_outcome(course.folder, replace(failed, graded_before=True))
    result = only(course)
    assert result.state is State.STALE
    assert result.reason.startswith("The kernel could not be started. Run: futurefit doctor")
    assert result.reason.endswith("The points of the grading before it no longer hold.")
    assert has_no_number(result)


def test_a_regrade_that_left_no_word_makes_the_result_stale(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", FULL)
    course.outcome("aminah", "net-1", True, "")
    course.fail_grading("aminah", "net-1")
    assert only(course).state is State.STALE
    assert has_no_number(only(course))


def test_a_submission_changed_in_place_does_not_keep_its_points(course: CourseMaker) -> None:
    notebook = course.hand_in("aminah", "net-1") / "net-1.ipynb"
    course.grade("aminah", "net-1", FULL)
    course.outcome("aminah", "net-1", True, "")
    later = datetime.now(UTC).timestamp() + 60
    os.utime(notebook, (later, later))
    assert only(course).state is State.WAITING  # only its time has changed
    notebook.write_text(notebook.read_text().replace("x = 1", "x = 2"), encoding="utf-8")
    os.utime(notebook, (later, later))
    assert only(course).state is State.SUBMITTED
    assert has_no_number(only(course))


def test_tests_that_ran_beside_the_officers_code_are_remarked_on(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", FULL)
    save_outcome(course.folder, replace(course.outcome("aminah", "net-1", True, "One cell was left out."), inside=True))
    result = only(course)
    assert (result.state, result.automatic) == (State.WAITING, 7.0)
    assert result.reason == "One cell was left out. The tests ran beside the officer's code, since the lab says so."
    assert result.remarks == ("The tests ran beside the officer's code, since the lab says so.",)


def test_points_of_an_earlier_version_of_the_tests_are_shown_with_a_remark(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", FULL)
    opened = open_course(course.folder)
    now = replace(course.outcome("aminah", "net-1", True, ""), lab_version=lab_version(opened, "net-1"))
    save_outcome(course.folder, now)
    assert only(course).reason == ""
    with course.gradebook() as gradebook:
        gradebook.find_grade_cell("test-1", "net-1", "net-1").max_score = 5.0
        gradebook.db.commit()
    result = only(course)
    assert (result.state, result.automatic) == (State.WAITING, 7.0)
    assert result.reason == "Graded by an earlier version of the tests. Run: futurefit grade net-1"


def test_plain_nbgrader_that_grades_later_goes_before_an_old_outcome(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.outcome("aminah", "net-1", False, "out of memory", after=timedelta(seconds=-5))
    course.grade("aminah", "net-1", FULL)
    assert (only(course).state, only(course).reason) == (State.WAITING, "")


def test_a_remark_on_a_finished_grading_is_shown(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", FULL)
    course.outcome("aminah", "net-1", True, "one cell was stopped after 30 s")
    assert (only(course).state, only(course).reason) == (State.WAITING, "one cell was stopped after 30 s")


def test_a_renamed_notebook_is_named(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1", notebook="net-1 (copy)")
    course.fail_grading("aminah", "net-1")
    result = only(course)
    assert result.state is State.NOT_GRADED
    assert result.reason == (
        "net-1.ipynb is not in what was handed in (there is: net-1 (copy).ipynb). Ask the officer to hand in again."
    )


def test_a_lab_of_two_notebooks_is_graded_only_with_both(course: CourseMaker) -> None:
    course.lab("two", {"t": 1.0}, notebook="a")
    course.lab("two", {"t": 2.0}, notebook="b")
    course.hand_in("aminah", "two", notebook="a")
    course.grade("aminah", "two", {"t": 1.0}, notebook="a")
    (result,) = read(course.folder).of_lab("two")
    assert (result.state, result.automatic) == (State.NOT_GRADED, None)
    assert "b.ipynb is not in what was handed in" in result.reason
    assert [task.grade_id for task in result.tasks] == ["a/t", "b/t"]


def test_a_grade_whose_submission_is_gone_is_not_given_out(course: CourseMaker) -> None:
    shutil.rmtree(course.hand_in("aminah", "net-1"), ignore_errors=True)
    assert only(course).state is State.NOT_SUBMITTED
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", FULL)
    shutil.rmtree(course.folder / "submitted")
    result = only(course)
    assert result.state is State.NOT_GRADED
    assert result.reason.endswith("Run: futurefit collect net-1")


def test_a_graded_folder_that_the_gradebook_does_not_know_is_not_graded(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", FULL)
    with course.gradebook() as gradebook:
        gradebook.remove_submission("net-1", "aminah")
    assert (only(course).state, only(course).reason[:34]) == (State.NOT_GRADED, "The gradebook has no points for it")


def test_files_placed_by_hand_have_no_timestamp_and_are_graded_all_the_same(course: CourseMaker) -> None:
    course.hand_in("aminah", "net-1", at=None)
    assert only(course).state is State.SUBMITTED
    course.grade("aminah", "net-1", FULL)
    assert (only(course).state, only(course).submitted_at) == (State.WAITING, None)
    notebook = course.hand_in("aminah", "net-1", at=None, text="x = 2") / "net-1.ipynb"
    later = datetime.now(UTC).timestamp() + 60
    os.utime(notebook, (later, later))
    assert only(course).state is State.SUBMITTED


@pytest.mark.parametrize("stamp", ["", "yesterday", "2026-03-02T01:30:00+08:00"])
def test_an_odd_timestamp_stops_nobody(course: CourseMaker, stamp: str) -> None:
    (course.hand_in("aminah", "net-1") / "timestamp.txt").write_text(stamp, encoding="utf-8")
    result = only(course)
    assert result.state is State.SUBMITTED
    expected = datetime(2026, 3, 1, 17, 30, tzinfo=UTC) if stamp.startswith("2026") else None
    assert result.submitted_at == expected


# --- officers and labs ---


def test_officers_come_in_the_roster_s_order_and_then_whoever_else_is_there(tmp_path: Path) -> None:
    course = CourseMaker(tmp_path, "zul", "aminah")
    course.lab("net-1", TESTS)
    course.hand_in("visitor", "net-1")
    with course.gradebook() as gradebook:
        gradebook.add_student("bakar", first_name="Bakar", last_name="Ali")
    records = read(tmp_path)
    assert [(o.id, o.name, o.on_roster) for o in records.officers] == [
        ("zul", "Name of zul", True),
        ("aminah", "Name of aminah", True),
        ("bakar", "Bakar Ali", False),
        ("visitor", "visitor", False),
    ]
    assert [(r.officer.id, r.state) for r in records.results][-1] == ("visitor", State.SUBMITTED)


def test_titles_and_minutes_come_from_the_lab_and_order_from_due_dates(course: CourseMaker) -> None:
    course.lab("aaa", {"t": 1.0})
    course.lab("first", {"t": 1.0}, due=MONDAY)
    toml = course.folder / "labs" / "net-1" / "lab.toml"
    toml.parent.mkdir(parents=True)
    toml.write_text(
        'title = "Reading the wire"\ntitle_ms = "Membaca paket"\nminutes = 75\nphase = "P1, week 1"\n', encoding="utf-8"
    )
    labs = read(course.folder).labs
    assert [(lab.slug, lab.title, lab.title_ms, lab.minutes, lab.due) for lab in labs] == [
        ("first", "first", "", None, MONDAY),
        ("net-1", "Reading the wire", "Membaca paket", 75, TUESDAY),
        ("aaa", "aaa", "", None, None),
    ]
    assert [lab.phase for lab in labs if lab.slug == "net-1"] == ["P1, week 1"]


def test_tasks_come_in_the_order_of_the_source_notebook(course: CourseMaker) -> None:
    order = ["test-2", "test-1", "reflection"]
    source = ["with check(\n", "    'Every packet is counted once'\n", "):\n"]
    cells = [{"metadata": {}}, *({"metadata": {"nbgrader": {"grade_id": id}}} for id in order)]
    cells[1]["source"] = source
    notebook = course.folder / "source" / "net-1" / "net-1.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert [task.grade_id for task in only(course).tasks] == order
    assert [task.asked for task in only(course).tasks] == ["Every packet is counted once", "", ""]


def test_a_broken_lab_toml_is_named(course: CourseMaker) -> None:
    toml = course.folder / "labs" / "net-1" / "lab.toml"
    toml.parent.mkdir(parents=True)
    toml.write_text("title = ", encoding="utf-8")
    with pytest.raises(RecordsError, match=r"net-1/lab\.toml cannot be read"):
        read(course.folder)


# --- what stops the reading ---


def test_no_course_and_no_gradebook_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"not a course folder.*--course FOLDER"):
        read(tmp_path)
    (tmp_path / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    with pytest.raises(RecordsError, match=r"no gradebook .*gradebook\.db yet.* futurefit roster import FILE"):
        read(tmp_path)
    assert not (tmp_path / "gradebook.db").exists()


def test_a_file_that_is_no_gradebook_says_so(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "gradebook.db").write_text("not a database " * 100, encoding="utf-8")
    with pytest.raises(RecordsError, match=r"gradebook\.db cannot be used \(file is not a database\)"):
        read(tmp_path)


def test_the_courses_own_configuration_says_where_the_gradebook_is(course: CourseMaker) -> None:
    (course.folder / "gradebook.db").rename(course.folder / "marks.db")
    config = course.folder / "nbgrader_config.py"
    config.write_text(
        f"import os\n{CONFIG}"
        "c.CourseDirectory.db_url = 'sqlite:///' + os.path.join(os.path.dirname(__file__), 'marks.db')\n",
        encoding="utf-8",
    )
    assert len(read(course.folder).results) == 1


def test_queries_do_not_grow_with_officers_and_labs(tmp_path: Path) -> None:
    def queries(course: CourseMaker) -> int:
        count = 0

        def on_query(*_: object) -> None:
            nonlocal count
            count += 1

        with course.gradebook() as gradebook:
            event.listen(gradebook.engine, "before_cursor_execute", on_query)
            read(course.folder, gradebook)
        return count

    small = CourseMaker(tmp_path / "small", "a")
    large = CourseMaker(tmp_path / "large", "a", "b", "c", "d")
    for course, labs in ((small, ["one"]), (large, ["one", "two", "three"])):
        for lab in labs:
            course.lab(lab, TESTS, BY_HAND)
            for officer in "abcd" if course is large else "a":
                course.hand_in(officer, lab)
                course.grade(officer, lab, FULL)
    assert queries(small) == queries(large) <= 10


# --- nbgrader itself ---


def test_what_nbgrader_leaves_is_read_rightly(tmp_path: Path) -> None:
    """A whole course with nbgrader's own commands: right, left blank, corrupt, and a notebook that kills the grader."""
    (tmp_path / "roster.csv").write_text(
        ROSTER + "".join(f"{id},{id},{id}@example.com,M,1\n" for id in ("blank", "corrupt", "right", "zealot")),
        encoding="utf-8",
    )
    (tmp_path / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")

    def nbgrader(*arguments: str) -> int:
        environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        environment["TMPDIR"] = str(tmp_path)  # a program that is killed leaves its kernel's file
        run = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=tmp_path,
            env=environment,
            check=False,
            capture_output=True,
            timeout=120,
        )
        return run.returncode

    def cell(grade_id: str, source: str, kind: str, **flags: object) -> nbformat.NotebookNode:
        settings = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3, **flags}
        make = new_code_cell if kind == "code" else new_markdown_cell
        return make(source, id=grade_id, metadata={"nbgrader": {"grade_id": grade_id, "cell_type": kind, **settings}})

    source = new_notebook(
        cells=[
            cell("answer", "### BEGIN SOLUTION\nx = 1\n### END SOLUTION", "code", solution=True),
            cell("test", "assert x == 1", "code", grade=True, locked=True, points=3),
            cell("reflection", "YOUR ANSWER HERE", "markdown", grade=True, solution=True, points=4),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    (tmp_path / "source" / "lab").mkdir(parents=True)
    nbformat.write(source, tmp_path / "source" / "lab" / "lab.ipynb")
    assert nbgrader("generate_assignment", "lab") == 0

    def hand_in(officer: str, at: datetime, answer: str | None = None, reflection: str | None = None) -> Path:
        folder = tmp_path / "submitted" / officer / "lab"
        folder.mkdir(parents=True, exist_ok=True)
        notebook = nbformat.read(tmp_path / "release" / "lab" / "lab.ipynb", as_version=4)
        notebook.cells[0].source = answer or notebook.cells[0].source
        notebook.cells[2].source = reflection or notebook.cells[2].source
        nbformat.write(notebook, folder / "lab.ipynb")
        (folder / "timestamp.txt").write_text(f"{at:%Y-%m-%d %H:%M:%S.%f} UTC", encoding="utf-8")
        return folder / "lab.ipynb"

    def states() -> dict[str, tuple[State, float | None, float | None]]:
        return {r.officer.id: (r.state, r.automatic, r.total) for r in read(tmp_path).results}

    hand_in("blank", MONDAY)
    hand_in("corrupt", MONDAY).write_text("{", encoding="utf-8")
    hand_in("right", MONDAY, "x = 1", "Ask who owns the data.")
    hand_in("zealot", MONDAY, "x = 1", "A fair answer.")
    assert nbgrader("autograde", "lab") == 1
    graded = states()
    assert graded == {
        "blank": (State.GRADED, 0.0, 0.0),
        "corrupt": (State.NOT_GRADED, None, None),
        "right": (State.WAITING, 3.0, None),
        "zealot": (State.WAITING, 3.0, None),
    }

    # Two hand in again. One is corrupt; the other's cell kills the grading program itself, which can leave nothing.
    hand_in("right", TUESDAY).write_text("{", encoding="utf-8")
    hand_in("zealot", TUESDAY, "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)", "Boo.")
    assert {states()["right"][0], states()["zealot"][0]} == {State.SUBMITTED}
    assert nbgrader("autograde", "lab") < 0
    assert (tmp_path / "autograded" / "zealot" / "lab" / "lab.ipynb").exists()  # the cleaned notebook, never run
    assert states() == {
        **graded,
        "right": (State.NOT_GRADED, None, None),
        "zealot": (State.NOT_GRADED, None, None),
    }
