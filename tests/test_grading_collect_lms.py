"""Work as Moodle, Canvas and Google Classroom pack it: whose each file is, and why some are nobody's."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from command import Said, futurefit
from courses import LAB, WRONG_FARE, TinyCourse, written

from futurefit.grading import submitted
from futurefit.records import Officer, People, RecordsError, import_roster

ROSTER = """officer_id,name,email,ministry,cohort,lms_id
officer01,Aminah binti Hassan,aminah@example.com,Ministry of Health,2026-1,12345
officer02,Tan Ah Kow,tan@example.com,Ministry of Works,2026-1,12346
officer03,Siti a/p Raju,siti@example.com,Ministry of Works,2026-1,
ali,Ali Hassan,ali@example.com,Ministry of Works,2026-1,
officer05,Mohd Amin,amin5@example.com,Ministry of Works,2026-1,
officer06,Mohd Amin,amin6@example.com,Ministry of Works,2026-1,
"""


@pytest.fixture
def class_of_six(tiny: TinyCourse, tmp_path: Path) -> TinyCourse:
    file = tmp_path / "officers.csv"
    file.write_text(ROSTER, encoding="utf-8")
    import_roster(tiny.folder, file)
    return tiny


def pack(tiny: TinyCourse, place: Path, *names: str) -> Path:
    """A folder with an answered notebook under each of the names; other files under names of another kind."""
    for name in names:
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(tiny.answered()) if name.endswith(".ipynb") else b"%PDF")
    return place


def collect(tiny: TinyCourse, source: Path, *words: object) -> Said:
    said = futurefit("collect", LAB, "--from", source, *words, course=tiny.folder)
    assert (said.code, said.err) == (0, "")
    return said


MOODLE = "assignsubmission_file"


@pytest.mark.parametrize(
    ("name", "officer"),
    [
        (f"Aminah binti Hassan_41234_{MOODLE}_/tiny.ipynb", "officer01"),
        (f"Aminah binti Hassan_41234_{MOODLE}/answers/tiny (1).ipynb", "officer01"),
        (f"Aminah binti Hassan_41234_{MOODLE}_tiny.ipynb", "officer01"),
        (f"TAN AH KOW_41235_{MOODLE}_/my copy.ipynb", "officer02"),
        (f"Siti ap Raju_41236_{MOODLE}_/tiny.ipynb", "officer03"),
        (f"Ali Hassan_41237_{MOODLE}_/tiny.ipynb", "ali"),
        (f"Whoever_12346_{MOODLE}_/tiny.ipynb", "officer02"),
        ("hassanaminahbinti_12345_678_tiny.ipynb", "officer01"),
        ("tanahkow_LATE_12346_679_tiny-1.ipynb", "officer02"),
        ("kowtanah_999_679_tiny.ipynb", "officer02"),
        ("Lab 1/Tan Ah Kow - tiny.ipynb", "officer02"),
        ("Lab 1/Ali Hassan - Copy of tiny.ipynb", "ali"),
        ("Tan Ah Kow/tiny.ipynb", "officer02"),
        ("12345/tiny.ipynb", "officer01"),
        ("12346 tiny.ipynb", "officer02"),
        ("officer02/tiny_2026_11_28.ipynb", "officer02"),
        ("officer02_2026_11_tiny.ipynb", "officer02"),
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_a_file_belongs_to_whom_the_system_names(
    class_of_six: TinyCourse, tmp_path: Path, name: str, officer: str, zipped: bool
) -> None:
    source = pack(class_of_six, tmp_path / "inbox", name)
    if zipped:
        with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
            archive.write(source / name, name)
        source = tmp_path / "all.zip"
    assert "Collected 1 of tiny" in collect(class_of_six, source).out
    assert submitted(class_of_six.course, LAB) == [officer]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (f"Zainab_41234_{MOODLE}_/tiny.ipynb", "neither the number 41234 nor the name “Zainab” is on the roster. Say"),
        ("zainab_41234_678_tiny.ipynb", "neither the number 41234 nor the name “zainab” is on the roster. Say whose"),
        (f"Mohd Amin_41234_{MOODLE}_/tiny.ipynb", "several officers bear the name “Mohd Amin”: officer05, officer06."),
        (
            f"Tan Ah Kow_12345_{MOODLE}_/tiny.ipynb",
            "its number 12345 is officer01's, its name “Tan Ah Kow” officer02's",
        ),
        (f"Ali Hassan_41234_{MOODLE}_/officer02_tiny.ipynb", "it names several officers: ali, officer02"),
        (f"Ali Hassan_41234_{MOODLE}_/tiny.pdf", "it is no notebook, and no other file of this person is."),
    ],
)
def test_what_cannot_be_placed_is_named_with_the_reason_and_stops_nobody(
    class_of_six: TinyCourse, tmp_path: Path, name: str, why: str
) -> None:
    source = pack(class_of_six, tmp_path / "inbox", name, f"Siti ap Raju_41236_{MOODLE}_/tiny.ipynb")
    said = collect(class_of_six, source).out
    assert f"not taken: {name}: {why}" in said
    assert "Collected 1 of tiny" in said
    assert submitted(class_of_six.course, LAB) == ["officer03"]


def test_a_report_beside_the_notebook_is_no_news(class_of_six: TinyCourse, tmp_path: Path) -> None:
    names = [f"Ali Hassan_41237_{MOODLE}_/{file}" for file in ("report.pdf", "tiny.ipynb")]
    said = collect(class_of_six, pack(class_of_six, tmp_path / "inbox", *names)).out
    assert "not taken" not in said


def test_a_name_of_a_person_never_names_the_lab(class_of_six: TinyCourse, tmp_path: Path) -> None:
    """“tiny-toll” is another lab."""
    name = f"Ali Hassan_41237_{MOODLE}_tiny-toll.ipynb"
    source = pack(class_of_six, tmp_path / "tiny", name)
    assert "Nothing new" in collect(class_of_six, source).out


def test_late_work_of_canvas_says_that_it_needs_its_time(class_of_six: TinyCourse, tmp_path: Path) -> None:
    source = pack(class_of_six, tmp_path / "inbox", "tanahkow_LATE_12346_679_tiny.ipynb")
    assert "officer02: Canvas marks it as late" in collect(class_of_six, source).out
    again = pack(class_of_six, tmp_path / "inbox2", "tanahkow_LATE_12346_679_tiny.ipynb")
    assert "marks it" not in collect(class_of_six, again, "--received", "2026-11-02 09:00").out


# ------------------------------------------------------------------------------------------------ lists of numbers


@pytest.mark.parametrize(
    "content",
    [
        "lms_id,officer_id\n41240,officer06\n",
        "Identifier,Full name,Email address,Status,Grade\nParticipant 41240,Mohd Amin,amin6@example.com,Submitted,\n",
        '\ufeffStudent;ID;SIS Login ID;Section\n    Points Possible;;;\n"Amin, Mohd";41240;amin6@example.com;1\n',
    ],
)
def test_a_list_says_whose_number_is_whose(class_of_six: TinyCourse, tmp_path: Path, content: str) -> None:
    (tmp_path / "ids.csv").write_text(content, encoding="utf-8")
    names = [f"Mohd Amin_41240_{MOODLE}_/tiny.ipynb", f"Participant_41240_{MOODLE}_/tiny.ipynb"]
    for number, name in enumerate(names):
        source = pack(class_of_six, tmp_path / f"inbox{number}", name)
        collect(class_of_six, source, "--ids", tmp_path / "ids.csv")
        assert submitted(class_of_six.course, LAB) == ["officer06"]


def test_lines_of_a_list_that_mean_nobody_or_several_are_told(class_of_six: TinyCourse, tmp_path: Path) -> None:
    lines = ["lms_id,name", "1,Zainab", "2,Mohd Amin", ",Tan Ah Kow", "3,Tan Ah Kow", "3,Ali Hassan", "4,Ali Hassan"]
    (tmp_path / "ids.csv").write_text("\n".join(lines), encoding="utf-8")
    source = pack(class_of_six, tmp_path / "inbox", f"x_4_{MOODLE}_/tiny.ipynb", f"y_3_{MOODLE}_/tiny.ipynb")
    said = collect(class_of_six, source, "--ids", tmp_path / "ids.csv").out
    for words in (
        "line 2: nobody on the roster is “Zainab”",
        "line 3: several on the roster are “Mohd Amin”: officer05, officer06",
        "line 4: it has no number",
        "3 is the number of several: ali, officer02",
        "neither the number 3 nor the name “y” is on the roster",
    ):
        assert words in said
    assert submitted(class_of_six.course, LAB) == ["ali"]


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "lms_id\n1\n", "PK\x03\x04"])
def test_a_list_of_another_kind_says_what_it_needs(tmp_path: Path, content: str) -> None:
    (tmp_path / "ids.csv").write_text(content)
    with pytest.raises(RecordsError, match=r"lms_id, and one of|columns lms_id and|Save As, then CSV"):
        People([Officer("a", "A", "", "", "")]).add_numbers(tmp_path / "ids.csv")
    with pytest.raises(RecordsError, match="Check its name"):
        People([]).add_numbers(tmp_path / "nowhere.csv")


# ------------------------------------------------------------------------------------------------ traps


def test_traps_in_a_moodle_zip_are_refused_with_a_sentence_and_the_others_are_taken(
    class_of_six: TinyCourse, tmp_path: Path
) -> None:
    before = set(tmp_path.iterdir())
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"../../Tan Ah Kow_1_{MOODLE}_/tiny.ipynb", written(class_of_six.answered()))
        archive.writestr(f"Siti ap Raju_2_{MOODLE}_/../../../tiny.ipynb", written(class_of_six.answered()))
        archive.writestr(f"Ali Hassan_3_{MOODLE}_/tiny.ipynb", b"0" * 30_000_000)
        archive.writestr(f"Aminah binti Hassan_4_{MOODLE}_/tiny.ipynb", written(class_of_six.answered(fare=WRONG_FARE)))
    said = collect(class_of_six, tmp_path / "all.zip").out
    assert said.count("leads out of its folder") == 2
    assert "would unpack to" in said
    assert submitted(class_of_six.course, LAB) == ["officer01"]
    assert set(tmp_path.iterdir()) == before | {tmp_path / "all.zip"}
