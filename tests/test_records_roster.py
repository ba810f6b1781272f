import csv
import os
import shutil
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from records_course import CourseMaker

from futurefit.records import Officer, RecordsError, RosterError, check_roster, import_roster
from futurefit.records.roster import load

HEADER = "officer_id,name,email,ministry,cohort"
GOOD = f"{HEADER}\naminah,Aminah,aminah@example.com,Ministry of Health,2026-1\n"
AMINAH = Officer("aminah", "Aminah", "aminah@example.com", "Ministry of Health", "2026-1")
EXAMPLE = Path(__file__).parents[1] / "docs" / "roster-example.csv"


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def problems(folder: Path, content: str | bytes) -> list[str]:
    return [str(problem) for problem in check_roster(write(folder, content))[1]]


def students(course: Path) -> dict[str, tuple[str, str, str]]:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {s.id: (s.first_name, s.last_name, s.email) for s in gradebook.students}


def test_the_example_has_twenty_officers_of_fourteen_ministries() -> None:
    officers, found = check_roster(EXAMPLE)
    assert found == ()
    assert [o.name for o in officers] == [f"Officer {n:02}" for n in range(1, 21)]
    assert len({o.ministry for o in officers}) == 14
    assert {o.cohort for o in officers} == {"2026-1"}


# --- forms of the file that are taken as they are ---


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.encode("utf-16-le"),
        GOOD.encode("utf-16-be"),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").encode("utf-16"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        f"sep=;\n{GOOD.replace(',', ';')}".encode(),
        f"\n\n{GOOD}\n,,,,\n   \n".encode(),
        GOOD.replace(",", " , ").encode(),
        GOOD.replace(",2026-1", ",2026-1,,,").encode(),
        GOOD.replace(HEADER, "Officer ID,Name,E-mail,MINISTRY,Cohort").encode(),
        GOOD.replace("Ministry of Health", '"Ministry of Health"').encode(),
        GOOD.replace("Ministry of Health", "Ministry  of\u00a0Health").encode(),
        b"cohort,email,name,ministry,officer_id\n2026-1,aminah@example.com,Aminah,Ministry of Health,aminah\n",
    ],
)
def test_what_spreadsheets_write_is_read(tmp_path: Path, content: bytes) -> None:
    assert check_roster(write(tmp_path, content)) == ((AMINAH,), ())


@pytest.mark.parametrize(
    "name", ["Tan Ah Kow @ Ali", "Siti a/p Raju", "'Abd Rahman", "Nur'Ain", "林美玲", "அமினா", "Zoë-Li"]
)
def test_names_of_all_peoples_are_taken(tmp_path: Path, name: str) -> None:
    officers, found = check_roster(write(tmp_path, GOOD.replace("Aminah", name)))
    assert ([o.name for o in officers], found) == ([name], ())


def test_a_ministry_with_a_comma_is_one_field_in_quotation_marks(tmp_path: Path) -> None:
    mosti = "Ministry of Science, Technology and Innovation"
    officers, found = check_roster(write(tmp_path, GOOD.replace("Ministry of Health", f'"{mosti}"')))
    assert ([o.ministry for o in officers], found) == ([mosti], ())
    assert problems(tmp_path, GOOD.replace("Ministry of Health", mosti)) == [
        'line 2: 6 fields where the first line has 5. Put a field that holds "," in quotation marks.'
    ]


def test_windows_1252_is_read_with_a_warning_that_names_the_lines(tmp_path: Path) -> None:
    officers, found = check_roster(write(tmp_path, GOOD.replace("Aminah", "Zoë").encode("cp1252")))
    assert [o.name for o in officers] == ["Zoë"]
    assert [str(problem) for problem in found] == [
        (
            "warning, the file: it is not UTF-8 and was read as Windows-1252 (letters beyond English on line 2). "
            "Check those names, or save the file as CSV UTF-8."
        )
    ]


# --- what is wrong ---


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (",B,b@example.com,M,1", "line 3, officer_id: it is blank. Fill it in."),
        ("b,,b@example.com,M,1", "line 3, name: it is blank. Fill it in."),
        ("b,B,,M,1", "line 3, email: it is blank. Fill it in."),
        ("b,B,b@example.com, ,1", "line 3, ministry: it is blank. Fill it in."),
        ("b,B,b@example.com,M,", "line 3, cohort: it is blank. Fill it in."),
        ("b,B,b@example.com,M", 'line 3: 4 fields where the first line has 5. Put a field that holds "," in'),
        ("Bakar,B,b@example.com,M,1", "line 3, officer_id: 'Bakar' cannot be an id (a to z, 0 to 9, . _ -, starting"),
        ("b+c,B,b@example.com,M,1", "line 3, officer_id: 'b+c' cannot be an id"),
        ("b c,B,b@example.com,M,1", "line 3, officer_id: 'b c' cannot be an id"),
        ("../b,B,b@example.com,M,1", "line 3, officer_id: '../b' cannot be an id"),
        ("1b,B,b@example.com,M,1", "line 3, officer_id: '1b' cannot be an id"),
        ("bé,B,b@example.com,M,1", "line 3, officer_id: 'bé' cannot be an id"),
        (f"{'b' * 33},B,b@example.com,M,1", f"line 3, officer_id: '{'b' * 33}' cannot be an id"),
        ("root,B,b@example.com,M,1", "line 3, officer_id: 'root' is an account of the system itself."),
        ("aminah,B,b@example.com,M,1", "line 3, officer_id: 'aminah' is also on line 2. Give each officer an id"),
        ("b,B,AMINAH@example.com,M,1", "line 3, email: 'AMINAH@example.com' is also on line 2. Give each officer an"),
        ("b,B,b@example,M,1", "line 3, email: 'b@example' is not an e-mail address."),
        ("b,B,b at example.com,M,1", "line 3, email: 'b at example.com' is not an e-mail address."),
        ("b,B,b@x@example.com,M,1", "line 3, email: 'b@x@example.com' is not an e-mail address."),
        ("b,B\u200bC,b@example.com,M,1", "line 3, name: 'B\\u200bC' holds characters that cannot be seen (ZERO WIDTH"),
        ("b,B\x07,b@example.com,M,1", "line 3, name: 'B\\x07' holds characters that cannot be seen (U+0007)."),
        ("b,B\u202eC,b@example.com,M,1", "line 3, name: 'B\\u202eC' holds characters that cannot be seen (RIGHT-TO-"),
        ("b,B\x00C,b@example.com,M,1", "line 3, name: 'B\\x00C' holds characters that cannot be seen (U+0000)."),
        ("b,B,b@example.com,M\x85,1", "line 3, ministry: 'M\\x85' holds characters that cannot be seen"),
        ("b,ZoÃ«,b@example.com,M,1", "line 3, name: 'ZoÃ«' was damaged by a wrong encoding."),
        ("b,Zo\ufffd,b@example.com,M,1", "line 3, name: 'Zo\ufffd' was damaged by a wrong encoding."),
        (f"b,{'B' * 129},b@example.com,M,1", "line 3, name: it has 129 characters. Shorten it to at most 128."),
        ('b,"B,b@example.com,M,1', "line 3: a quotation mark is not closed. Write each officer on one line."),
    ],
)
def test_each_mistake_on_a_line_is_fatal_and_says_what_to_do(tmp_path: Path, line: str, problem: str) -> None:
    path = write(tmp_path, f"{GOOD}{line}\nlast,Last,last@example.com,M,1\n")
    officers, found = check_roster(path)
    assert [str(p)[: len(problem)] for p in found] == [problem]
    assert found[0].fatal
    assert [o.id for o in officers] == ["aminah", "last"]  # the lines around it are read all the same


def test_ids_that_differ_only_in_capitals_are_found_together_with_their_form(tmp_path: Path) -> None:
    found = problems(tmp_path, GOOD + "Aminah,B,b@example.com,M,1\n")
    assert found[0].endswith("at most 32 characters). Write it as aminah.")
    assert found[1].startswith("line 3, officer_id: 'Aminah' is also on line 2.")


def test_a_line_break_inside_quotation_marks_costs_only_its_own_officer(tmp_path: Path) -> None:
    path = write(tmp_path, f'{GOOD}b,"B\nC",b@example.com,M,1\nlast,Last,last@example.com,M,1\n')
    officers, found = check_roster(path)
    assert [str(p) for p in found] == [
        "line 3: a line break inside quotation marks (to line 4). Write each officer on one line."
    ]
    assert [o.id for o in officers] == ["aminah", "last"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file: it is empty. Its first line must be: officer_id,name,email,ministry,cohort."),
        (b"\xef\xbb\xbf \r\n\r\n", "the file: it is empty."),
        (HEADER.encode(), "the file: it lists no officer. Add a line for each officer below the first."),
        (b"PK\x03\x04rest", "the file: it is a spreadsheet, not CSV. In Excel choose Save As, then CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0rest", "the file: it is a spreadsheet, not CSV."),
        (
            GOOD.encode() + b"b,\x81,b@example.com,M,1\n",
            "line 3: there is a byte that is neither UTF-8 nor Windows-1252",
        ),
        (b"x" * 20_000, "line 1: it has 20000 characters, so this is hardly a roster."),
        (GOOD.replace("cohort", "name").encode(), "line 1, cohort: there is no such column."),
        (GOOD.replace("\n", ",x\n").replace("cohort,x", "cohort,Name").encode(), "line 1, name: there are two such"),
    ],
)
def test_a_file_that_is_no_roster_says_so(tmp_path: Path, content: bytes, problem: str) -> None:
    found = check_roster(write(tmp_path, content))[1]
    assert any(str(p).startswith(problem) for p in found), [str(p) for p in found]
    assert any(p.fatal for p in found)


def test_a_file_without_its_first_line_names_every_missing_column(tmp_path: Path) -> None:
    found = problems(tmp_path, GOOD.split("\n", 1)[1])
    missing = [line for line in found if "there is no such column" in line]
    assert [line.split(":")[0] for line in missing] == [f"line 1, {column}" for column in HEADER.split(",")]


@pytest.mark.parametrize(
    ("content", "warning"),
    [
        (
            GOOD.replace("cohort", "cohort,Phone").replace("2026-1", "2026-1,03"),
            "warning, line 1, Phone: this column is",
        ),
        (GOOD.replace("Aminah", "-Ali"), "warning, line 2, name: '-Ali' looks like a spreadsheet's formula."),
        (GOOD.replace("Ministry of Health", "=1+1"), "warning, line 2, ministry: '=1+1' looks like a spreadsheet's"),
        (GOOD.replace("Aminah", "Aminah*"), "warning, line 2, name: 'Aminah*' holds what names rarely have: *."),
    ],
)
def test_what_is_odd_but_may_be_right_is_only_a_warning(tmp_path: Path, content: str, warning: str) -> None:
    officers, found = check_roster(write(tmp_path, content))
    assert [str(p)[: len(warning)] for p in found] == [warning]
    assert not found[0].fatal
    assert [o.id for o in officers] == ["aminah"]


def test_all_problems_come_in_one_message_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}\nB,B,b@example.com,M,1\n\nc,,c@example.com,M,1\nb,B,b@example.com,M,1\n")
    with pytest.raises(RosterError) as caught:
        import_roster(tmp_path, path)
    lines = str(caught.value).split("\n")
    assert lines[0] == f"{path}: 4 to mend, 0 to look at."
    assert [line.split(":")[0].strip() for line in lines[1:-1]] == [
        "line 2, officer_id",
        "line 4, name",
        "line 5, officer_id",
        "line 5, email",
    ]
    assert lines[-1] == f"Nothing was changed. Mend the file, then run: futurefit roster import {path}"


@pytest.mark.parametrize("path", ["nowhere.csv", "."])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, path: str) -> None:
    with pytest.raises(RecordsError, match=r"cannot be read .* futurefit roster import FILE"):
        check_roster(tmp_path / path)


@given(
    st.binary(max_size=300) | st.text(alphabet="aé\"';,\t\r\n\x00=@.", max_size=80).map(lambda t: (GOOD + t).encode())
)
def test_whatever_the_bytes_there_is_an_answer(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    officers, found = check_roster(write(tmp_path_factory.mktemp("any"), content))
    assert officers or any(problem.fatal for problem in found)


# --- the import ---


@pytest.fixture
def course(tmp_path: Path) -> CourseMaker:
    return CourseMaker(tmp_path / "course")


def test_officers_reach_the_gradebook_and_the_course_roster(course: CourseMaker) -> None:
    change = import_roster(course.folder, EXAMPLE)
    assert change.added == tuple(f"officer{n:02}" for n in range(1, 21))
    assert (change.changed, change.unchanged, change.missing) == ((), (), ())
    assert students(course.folder)["officer07"] == ("Officer 07", "", "officer07@example.com")
    assert load(course.folder) == check_roster(EXAMPLE)[0]


def test_a_new_gradebook_is_whole_even_where_path_does_not_hold_our_programs(
    course: CourseMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    (course.folder / "gradebook.db").unlink()
    monkeypatch.setenv("PATH", "/nowhere")
    import_roster(course.folder, EXAMPLE)
    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}") as gradebook:
        versions = gradebook.db.connection().exec_driver_sql("select version_num from alembic_version").all()
    assert len(versions) == 1


def test_importing_again_changes_nothing(course: CourseMaker) -> None:
    import_roster(course.folder, EXAMPLE)
    before = (course.folder / "roster.csv").read_bytes(), students(course.folder)
    change = import_roster(course.folder, EXAMPLE)
    assert (change.added, change.changed, change.missing, len(change.unchanged)) == ((), (), (), 20)
    assert ((course.folder / "roster.csv").read_bytes(), students(course.folder)) == before


def test_a_new_roster_adds_changes_and_reports_who_is_gone(tmp_path: Path) -> None:
    course = CourseMaker(tmp_path / "course", "aminah", "bakar", "chong")
    path = write(
        tmp_path,
        f"{HEADER}\n"
        "chong,Name of chong,chong@example.com,Ministry of Works,2026-1\n"
        "aminah,Name of aminah,aminah@example.com,Ministry of Health,2026-1\n"
        "devi,Devi,devi@example.com,Ministry of Works,2026-1\n",
    )
    change = import_roster(course.folder, path)
    assert (change.added, change.changed, change.unchanged, change.missing) == (
        ("devi",),
        ("chong",),
        ("aminah",),
        ("bakar",),
    )
    # The one who is gone keeps the account and the ministry, for the sake of the grades.
    assert set(students(course.folder)) == {"aminah", "bakar", "chong", "devi"}
    assert [(o.id, o.ministry) for o in load(course.folder)] == [
        ("chong", "Ministry of Works"),
        ("aminah", "Ministry of Health"),
        ("devi", "Ministry of Works"),
        ("bakar", "Ministry of Health"),
    ]
    assert import_roster(course.folder, path).missing == ("bakar",)


def test_whoever_is_removed_with_nbgrader_leaves_the_roster_at_the_next_import(tmp_path: Path) -> None:
    course = CourseMaker(tmp_path / "course", "aminah", "bakar")
    path = write(tmp_path, GOOD)
    import_roster(course.folder, path)
    with course.gradebook() as gradebook:
        gradebook.remove_student("bakar")
    assert import_roster(course.folder, path).missing == ()
    assert load(course.folder) == (AMINAH,)


def test_a_fatal_problem_changes_nothing(tmp_path: Path) -> None:
    course = CourseMaker(tmp_path / "course", "aminah")
    before = (course.folder / "roster.csv").read_bytes(), students(course.folder)
    with pytest.raises(RosterError):
        import_roster(
            course.folder, write(tmp_path, f"{HEADER}\nnew,New,new@example.com,M,1\nbad+id,B,b@example.com,M,1\n")
        )
    assert ((course.folder / "roster.csv").read_bytes(), students(course.folder)) == before


def test_a_name_like_a_formula_is_kept_as_text_and_comes_back(course: CourseMaker, tmp_path: Path) -> None:
    change = import_roster(course.folder, write(tmp_path, GOOD.replace("Aminah", "-Ali")))
    assert [str(warning).split(":")[0] for warning in change.warnings] == ["warning, line 2, name"]
    assert students(course.folder)["aminah"][0] == "-Ali"
    with (course.folder / "roster.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1][1] == "'-Ali"
    assert load(course.folder)[0].name == "-Ali"
    shutil.copy(course.folder / "roster.csv", tmp_path / "again.csv")
    assert import_roster(course.folder, tmp_path / "again.csv").unchanged == ("aminah",)


def test_a_course_roster_broken_by_hand_is_named(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(GOOD + "b+d,B,b@example.com,M,1\n", encoding="utf-8")
    with pytest.raises(RosterError, match=r"roster\.csv: 1 to mend"):
        load(tmp_path)


def test_the_roster_can_be_written_where_only_the_owner_reads(tmp_path: Path) -> None:
    """The personal data of officers: what the account's own umask hides stays hidden."""
    before = os.umask(0o077)
    try:
        course = CourseMaker(tmp_path / "course")
        import_roster(course.folder, EXAMPLE)
    finally:
        os.umask(before)
    assert stat.S_IMODE((course.folder / "roster.csv").stat().st_mode) == 0o600
