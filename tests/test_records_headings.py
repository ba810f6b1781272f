"""Rosters as other systems write them: which of their columns is which is proposed, shown, and taken on request."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import futurefit
from records_course import CourseMaker

from futurefit.records import Officer, Reading, RecordsError, RosterError, check_roster, import_roster
from futurefit.records.roster import load

MOODLE = (
    "First name,Last name,ID number,Email address,Department,Institution,Groups\n"
    "Aminah,Hassan,A123,aminah@example.com,Ministry of Health,,2026-1\n"
    "Ah Kow,Tan,20231234,tan@example.com,Ministry of Works,,2026-1\n"
)
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (77)\n"
    "    Points Possible,,,,,10\n"
    '"Hassan, Aminah",12345,a123,aminah@example.com,2026-1,9\n'
    '"Student, Test",99999,,f00,2026-1,\n'
)
FORMS = (
    "Timestamp,Email Address,What is your full name?,Which ministry or agency are you from?\n"
    "2026/11/02 9:30:01 am GMT+8,aminah@example.com,Aminah Hassan,Ministry of Health\n"
)
MALAY = "Nama Penuh;E-mel;Kementerian;Kohort;ID Pegawai\nAminah Hassan;aminah@example.com;Ministry of Health;2026-1;x\n"


def write(folder: Path, content: str) -> Path:
    path = folder / "list.csv"
    path.write_text(content, encoding="utf-8")
    return path


def read(folder: Path, content: str, *fill: str, make_ids: bool = True) -> tuple[Officer, ...]:
    reading = Reading.of([], fill, make_ids=make_ids, accept=True)
    officers, problems = check_roster(write(folder, content), reading)
    assert [str(problem) for problem in problems if problem.fatal] == []
    return officers


def test_moodles_table_is_read(tmp_path: Path) -> None:
    aminah, tan = read(tmp_path, MOODLE)
    assert aminah == Officer("a123", "Aminah Hassan", "aminah@example.com", "Ministry of Health", "2026-1", "A123")
    assert (tan.name, tan.lms_id) == ("Ah Kow Tan", "20231234")
    assert tan.id.startswith("tan-")  # no id begins with a digit


def test_canvas_table_is_read_without_its_own_lines(tmp_path: Path) -> None:
    (aminah,) = read(tmp_path, CANVAS, "ministry=Ministry of Health")
    assert aminah == Officer("a123", "Aminah Hassan", "aminah@example.com", "Ministry of Health", "2026-1", "12345")


@pytest.mark.parametrize("content", [FORMS, MALAY])
def test_questions_of_a_form_and_malay_headings_are_read(tmp_path: Path, content: str) -> None:
    (aminah,) = read(tmp_path, content, "cohort=2026-1")
    assert (aminah.name, aminah.email, aminah.ministry) == ("Aminah Hassan", "aminah@example.com", "Ministry of Health")
    assert aminah.cohort == "2026-1"


def test_the_mapping_is_shown_and_nothing_is_imported_until_it_is_taken(tmp_path: Path) -> None:
    course = CourseMaker(tmp_path / "course")
    file = write(tmp_path, MOODLE)
    said = futurefit("roster", "import", file, "--make-ids", course=course.folder)
    assert said.code == 1
    for words in (
        "name from First name + Last name, as “Aminah Hassan”",
        "ministry from Department, as “Ministry of Health”",
        "left out: Institution",
        "run the same command with --yes",
    ):
        assert words in said.err
    assert load(course.folder) == ()
    said = futurefit("roster", "import", file, "--make-ids", "--yes", course=course.folder)
    assert (said.code, said.err) == (0, "")
    assert "name from First name + Last name" in said.out
    assert "2 added" in said.out
    assert [officer.lms_id for officer in load(course.folder)] == ["A123", "20231234"]
    again = futurefit("roster", "import", course.folder / "roster.csv", course=course.folder)
    assert "0 added, 0 changed, 2 as before" in again.out


def test_a_column_can_be_named_and_what_is_missing_says_how_to_give_it(tmp_path: Path) -> None:
    course = CourseMaker(tmp_path / "course")
    file = write(tmp_path, "Who,Mail,Where,ID\nAminah,aminah@example.com,Ministry of Health,7\n")
    said = futurefit("roster", "import", file, course=course.folder)
    assert said.code == 1
    assert "--column name=HEADING" in said.err
    assert "--fill cohort=VALUE" in said.err
    assert "--make-ids" in said.err
    words = ("--column", "name=who", "--column", "ministry=Where", "--fill", "cohort=2026-1", "--make-ids", "--yes")
    assert futurefit("roster", "import", file, *words, course=course.folder).code == 0
    assert [(o.name, o.ministry, o.lms_id) for o in load(course.folder)] == [("Aminah", "Ministry of Health", "7")]


@pytest.mark.parametrize("words", ["name", "nme=Who", "name="])
def test_an_option_that_says_nothing_is_refused(words: str) -> None:
    with pytest.raises(RecordsError, match="FIELD one of: officer_id, name"):
        Reading.of([words], [], make_ids=False, accept=False)


def test_a_heading_that_is_not_there_is_named(tmp_path: Path) -> None:
    reading = Reading.of(["name=Full name"], [], make_ids=False, accept=True)
    with pytest.raises(RosterError, match=r"no column 'Full name'. Name one of: First name, Last name"):
        import_roster(tmp_path, write(tmp_path, MOODLE), reading)


def test_ids_are_the_same_for_the_same_person_whoever_else_is_listed(tmp_path: Path) -> None:
    everyone = {o.email: o.id for o in read(tmp_path, MOODLE)}
    heading, *lines = MOODLE.splitlines()
    other = lines[1].replace("Ah Kow", "Ah-Kow").replace("Works", "Finance").replace("tan@", "Tan@")
    turned = read(tmp_path, "\n".join([heading, other.replace("20231234", ""), lines[0]]))
    assert [o.id for o in turned] == [everyone["tan@example.com"], everyone["aminah@example.com"]]


def test_whoever_is_on_the_roster_keeps_the_id_by_number_or_by_address(tmp_path: Path) -> None:
    course = CourseMaker(tmp_path / "course")
    own = "officer_id,name,email,ministry,cohort,lms_id\n"
    import_roster(
        course.folder,
        write(tmp_path, own + "officer07,Tan,old@example.com,M,1,20231234\nofficer08,A,aminah@example.com,M,1,\n"),
    )
    change = import_roster(course.folder, write(tmp_path, MOODLE), Reading(make_ids=True, accept=True))
    assert (change.added, set(change.changed), change.missing) == ((), {"officer07", "officer08"}, ())


def test_two_people_of_one_address_are_no_one_person(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="is also on line 2"):
        import_roster(tmp_path, write(tmp_path, MOODLE.replace("tan@", "aminah@")), Reading(make_ids=True, accept=True))
