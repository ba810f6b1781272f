"""nbgrader itself on this course: each command as its user types it, in that user's folder, with a real exchange.

Nothing of futurefit takes part but what nbgrader_config.py plugs in. The officer has another home and another folder
than the instructor, with the few lines of configuration that a site gives to officers.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest
from courses import (
    LAB,
    PROJECT,
    TinyCourse,
    answer,
    listed,
    make_labs,
    of_newer_nbgrader,
    roster_file,
    too_little_left,
    with_copy,
    without_marks,
    written,
)

from futurefit.authoring import build
from futurefit.grading import collect_from_files
from futurefit.grading.collect.intake import write_secret
from futurefit.grading.steps.sanitising import MARKS_CHANGED, MARKS_LOST
from futurefit.records import State, import_roster, status

OFFICERS = ("copied", "damaged", "newer", "officer01", "zz-last")
OFFICER_CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "future-fit"
c.CourseDirectory.student_id = "officer01"
c.Exchange.root = {exchange!r}
c.Exchange.timezone = "UTC"
"""


@dataclass
class Person:
    """Somebody at a keyboard, with a home folder and a folder to work in."""

    home: Path
    desk: Path
    exchange: Path
    said: dict[str, str] = field(default_factory=dict)

    def types(self, command: str, *, exit_code: int = 0) -> str:
        """Run a command and return what it said; it must end with this exit code."""
        path = sysconfig.get_path("scripts") + os.pathsep + os.environ["PATH"]
        environment = {
            "PATH": path,
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "FUTUREFIT_EXCHANGE": str(self.exchange),
        }
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            environment[name] = str(self.home / name.lower())
        done = subprocess.run(
            command.split(), cwd=self.desk, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        self.said[command] = done.stdout + done.stderr
        assert done.returncode == exit_code, f"{command}\n{self.said[command]}"
        return self.said[command]


@dataclass(frozen=True)
class Road:
    """The whole way of one lab, walked by an instructor and an officer."""

    tiny: TinyCourse
    instructor: Person
    officer: Person


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Road:
    place = tmp_path_factory.mktemp("site")
    tiny = make_labs(place / "course")
    import_roster(tiny.folder, roster_file(place, OFFICERS))
    list(build(tiny.course, [LAB]))
    exchange = place / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    people = []
    for name, desk in (("instructor", tiny.folder), ("officer", place / "officer-desk")):
        (place / f"{name}-home").mkdir()
        desk.mkdir(exist_ok=True)
        people.append(Person(place / f"{name}-home", desk, exchange))
    instructor, officer = people
    (officer.desk / "nbgrader_config.py").write_text(OFFICER_CONFIG.format(exchange=str(exchange)), encoding="utf-8")

    instructor.types("nbgrader generate_assignment tiny --force")
    instructor.types("nbgrader release_assignment tiny")
    officer.types("nbgrader list")
    officer.types("nbgrader fetch_assignment tiny")
    notebook = officer.desk / LAB / f"{LAB}.ipynb"
    nbformat.write(answer(nbformat.read(notebook, 4)), notebook)
    officer.types("nbgrader validate tiny/tiny.ipynb")
    officer.types("nbgrader submit tiny")
    instructor.types("nbgrader list --inbound")
    instructor.types("nbgrader collect tiny")
    hand_in_files(tiny, place / "inbox")
    two = tiny.hand_in("two", tiny.answered(), name="tiny (1).ipynb")
    (two / "tiny-Copy1.ipynb").write_bytes(written(tiny.released()))
    write_secret(two)
    write_secret(tiny.hand_in("renamed", tiny.answered(), name="作业 (1).ipynb"))
    write_secret(tiny.hand_in("stripped", without_marks(tiny.answered(), ids=False)))
    write_secret(tiny.hand_in("too-little", too_little_left(tiny.answered())))
    instructor.types("nbgrader autograde tiny", exit_code=1)  # since three of the class cannot be graded
    instructor.types("nbgrader generate_feedback tiny")
    instructor.types("nbgrader release_feedback tiny")
    officer.types("nbgrader fetch_feedback tiny")
    instructor.types("nbgrader export")
    instructor.types(
        "nbgrader export --exporter=futurefit.records.exporter.CoordinatorExporter --to=exports/grades.csv"
    )
    return Road(tiny, instructor, officer)


def hand_in_files(tiny: TinyCourse, inbox: Path) -> None:
    """Four officers more, whose notebooks came in as files; nbgrader takes them in the order of their names."""
    odd = {
        "copied": written(with_copy(tiny.answered(), "test_fare")),
        "damaged": written(tiny.answered())[:1000],
        "newer": written(of_newer_nbgrader(tiny.answered())),
        "zz-last": written(tiny.answered()),
    }
    for officer, content in odd.items():
        (inbox / officer).mkdir(parents=True)
        (inbox / officer / f"{LAB}.ipynb").write_bytes(content)
    assert all(item.taken for item in collect_from_files(tiny.course, LAB, inbox, listed(*OFFICERS)))


def test_the_lab_is_generated_as_futurefit_builds_it(road: Road) -> None:
    notebook = road.tiny.folder / "release" / LAB / f"{LAB}.ipynb"
    assert road.tiny.released() == nbformat.read(
        road.instructor.exchange / "future-fit" / "outbound" / LAB / notebook.name, 4
    )
    (built,) = build(road.tiny.course, [LAB], check=True)
    assert built.changed == ()


def test_the_officer_sees_the_lab_and_fetches_it_without_answers(road: Road) -> None:
    assert "future-fit tiny" in road.officer.said["nbgrader list"]
    text = (road.tiny.folder / "release" / LAB / f"{LAB}.ipynb").read_text(encoding="utf-8")
    assert "Write your answer here" in text
    assert "max(names, key=len)" not in text
    assert "Another price gives another fare" not in text  # a hidden test


def test_validating_tells_the_officer_that_all_is_well(road: Road) -> None:
    assert "Success! Your notebook passes all the tests." in road.officer.said["nbgrader validate tiny/tiny.ipynb"]


def test_the_submission_arrives_under_the_officers_name(road: Road) -> None:
    assert "future-fit officer01 tiny" in road.instructor.said["nbgrader list --inbound"]
    folder = road.tiny.folder / "submitted" / "officer01" / LAB
    assert (folder / f"{LAB}.ipynb").read_bytes() == (road.officer.desk / LAB / f"{LAB}.ipynb").read_bytes()


def test_autograding_a_class_grades_everybody_who_can_be_graded(road: Road) -> None:
    results = road.tiny.results()
    assert {officer: (str(r.state), r.automatic) for officer, r in results.items()} == {
        "copied": ("waiting for marking", 5),
        "damaged": ("not graded", None),
        "newer": ("waiting for marking", 5),
        "officer01": ("waiting for marking", 5),
        "renamed": ("waiting for marking", 5),
        "stripped": ("waiting for marking", 5),
        "too-little": ("not graded", None),
        "two": ("not graded", None),
        "zz-last": ("waiting for marking", 5),
    }
    said = road.instructor.said["nbgrader autograde tiny"]
    assert "NotGradable: tiny.ipynb has lost the marks" in said
    assert results["renamed"].remarks == ("The notebook was handed in under another name.",)
    assert results["stripped"].remarks == (MARKS_LOST,)
    assert results["newer"].remarks == (MARKS_CHANGED,)
    assert "fetch tiny again" in results["too-little"].reason
    assert "“tiny (1).ipynb” and “tiny-Copy1.ipynb”" in results["two"].reason


def test_status_counts_what_plain_nbgrader_did_and_knows_the_reasons(road: Road) -> None:
    (lab,) = status(road.tiny.folder).labs
    assert {state: count for state, count in lab.counts.items() if count} == {State.NOT_GRADED: 3, State.WAITING: 6}
    assert road.tiny.results()["damaged"].reason.startswith("tiny.ipynb is damaged: it is not a notebook file.")


def test_feedback_comes_back_to_the_officer(road: Road) -> None:
    (page,) = (road.officer.desk / LAB / "feedback").glob("*/*.html")
    assert "So far 5 of 5 points, plus up to 4 waiting" in page.read_text(encoding="utf-8")
    pages = {path.parent.parent.name for path in (road.tiny.folder / "feedback").glob("*/*/*.html")}
    assert pages == {"copied", "newer", "officer01", "renamed", "stripped", "zz-last"}


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    return {row.get("officer_id") or row["student_id"]: row for row in found}


def test_nbgraders_own_export_has_the_points_of_those_graded_and_of_nobody_else(road: Road) -> None:
    table = rows(road.tiny.folder / "grades.csv")
    assert {officer: row["score"] for officer, row in table.items()} == {
        "copied": "5.0",
        "damaged": "",
        "newer": "5.0",
        "officer01": "5.0",
        "renamed": "5.0",
        "stripped": "5.0",
        "too-little": "",
        "two": "",
        "zz-last": "5.0",
    }


def test_the_coordinators_exporter_tells_not_graded_from_nought(road: Road) -> None:
    table = rows(road.tiny.folder / "exports" / "grades.csv")
    assert {officer: (row["state"], row["automatic"]) for officer, row in table.items()} == {
        "copied": ("waiting for marking", "5"),
        "damaged": ("not graded", ""),
        "newer": ("waiting for marking", "5"),
        "officer01": ("waiting for marking", "5"),
        "renamed": ("waiting for marking", "5"),
        "stripped": ("waiting for marking", "5"),
        "too-little": ("not graded", ""),
        "two": ("not graded", ""),
        "zz-last": ("waiting for marking", "5"),
    }
    assert {path.name for path in (road.tiny.folder / "exports").iterdir()} == {
        "grades.csv",
        "tasks.csv",
        "grades.xlsx",
    }


def test_nothing_is_written_outside_the_folders_of_the_course(road: Road) -> None:
    ours = {"nbgrader_config.py", "labs", "source", "release", "submitted", "autograded", "feedback", "exports"}
    ours |= {"gradebook.db", "checks", "gradings", "roster.csv", "grades.csv", ".nbgrader.log"}
    assert {path.name for path in road.tiny.folder.iterdir()} <= ours
    assert "exchange" not in {path.name for path in PROJECT.iterdir()}
