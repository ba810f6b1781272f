"""Taking in submissions: from the exchange, and from files that officers handed in."""

from __future__ import annotations

import os
import stat
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from courses import LAB, MONDAY, OFFICERS, OTHER, WRONG_FARE, TinyCourse, listed, written

from futurefit.course import MALAYSIA, CourseError
from futurefit.grading import Collected, collect_from_exchange, collect_from_files, submitted
from futurefit.records import load_refusals


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder of files that came in by mail or on a stick."""
    path = tmp_path / "inbox"
    path.mkdir()
    return path


def put(inbox: Path, name: str, content: object) -> Path:
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(content))  # type: ignore[arg-type]
    return path


def collect(
    tiny: TinyCourse,
    source: Path,
    received: datetime | None = None,
    lab: str = LAB,
    officers: tuple[str, ...] = OFFICERS,
) -> list[Collected]:
    return collect_from_files(tiny.course, lab, source, listed(*officers), received)


def handed_in(tiny: TinyCourse, officer: str, lab: str = LAB) -> bytes:
    return (tiny.folder / "submitted" / officer / lab / f"{lab}.ipynb").read_bytes()


def moment(tiny: TinyCourse, officer: str) -> datetime | None:
    return tiny.results()[officer].submitted_at


# ------------------------------------------------------------------------------------------------ whose it is


@pytest.mark.parametrize(
    "name",
    [
        "officer02/tiny.ipynb",
        "Officer02/tiny.ipynb",
        "wave 1/OFFICER02/work/tiny.ipynb",
        "officer02_tiny.ipynb",
        "officer02-tiny.ipynb",
        "Officer02 tiny (1).ipynb",
        "OFFICER02.tiny.IPYNB",
        "officer02/officer02_tiny.ipynb",
        "officer02/Tiny.ipynb",
    ],
)
def test_a_file_belongs_to_the_officer_whose_id_its_folder_or_its_name_bears(
    tiny: TinyCourse, inbox: Path, name: str
) -> None:
    put(inbox, name, tiny.answered())
    assert [(item.officer, item.taken) for item in collect(tiny, inbox)] == [("officer02", True)]
    assert submitted(tiny.course, LAB) == ["officer02"]
    assert handed_in(tiny, "officer02") == written(tiny.answered())


@pytest.mark.parametrize(
    "name", ["tiny.ipynb", "officer99/tiny.ipynb", "officer021/tiny.ipynb", "officer02x_tiny.ipynb"]
)
def test_a_file_of_nobody_on_the_roster_is_named_and_not_taken(tiny: TinyCourse, inbox: Path, name: str) -> None:
    put(inbox, name, tiny.answered())
    (item,) = collect(tiny, inbox)
    assert (item.source, item.taken) == (name, False)
    assert "no officer's id" in item.remark
    assert submitted(tiny.course, LAB) == []


def test_an_id_that_begins_another_id_does_not_take_its_work(tiny: TinyCourse, inbox: Path) -> None:
    put(inbox, "ali.hassan_tiny.ipynb", tiny.answered())
    put(inbox, "ali_tiny.ipynb", tiny.answered(fare=WRONG_FARE))
    items = collect(tiny, inbox, officers=("ali", "ali.hassan"))
    assert {item.officer: item.source for item in items} == {
        "ali": "ali_tiny.ipynb",
        "ali.hassan": "ali.hassan_tiny.ipynb",
    }


def test_a_file_that_names_two_officers_is_not_taken_for_either(tiny: TinyCourse, inbox: Path) -> None:
    put(inbox, "officer01/officer02_tiny.ipynb", tiny.answered())
    (item,) = collect(tiny, inbox)
    assert not item.taken
    assert "officer01, officer02" in item.remark
    assert submitted(tiny.course, LAB) == []


# ------------------------------------------------------------------------------------------------ which lab it is


def test_two_notebooks_of_one_officer_are_not_guessed_between(tiny: TinyCourse, inbox: Path) -> None:
    put(inbox, "officer01/tiny.ipynb", tiny.answered())
    put(inbox, "officer01/tiny (1).ipynb", tiny.answered(fare=WRONG_FARE))
    put(inbox, "officer02/tiny.ipynb", tiny.answered())
    items = collect(tiny, inbox)
    assert [(i.officer, i.taken) for i in items] == [("officer01", False), ("officer01", False), ("officer02", True)]
    assert "one of 2 notebooks" in items[0].remark
    assert submitted(tiny.course, LAB) == ["officer02"]


def test_a_renamed_notebook_is_known_by_its_cells(tiny: TinyCourse, inbox: Path) -> None:
    put(inbox, "officer01/my copy.ipynb", tiny.answered())
    (item,) = collect(tiny, inbox)
    assert (item.officer, item.taken, item.remark) == ("officer01", True, "taken as tiny.ipynb")
    assert collect(tiny, inbox, lab=OTHER) == []


def test_a_notebook_of_no_lab_is_not_taken(tiny: TinyCourse, inbox: Path) -> None:
    put(inbox, "officer01/notes.ipynb", nbformat.v4.new_notebook())
    (item,) = collect(tiny, inbox)
    assert not item.taken
    assert "which lab" in item.remark
    put(inbox, "officer01/tiny.ipynb", tiny.answered())
    assert [(i.source, i.taken) for i in collect(tiny, inbox)] == [("officer01/tiny.ipynb", True)]


def test_each_lab_takes_its_own_notebook_from_a_folder_with_several(tiny: TinyCourse, inbox: Path) -> None:
    put(inbox, "officer01/tiny.ipynb", tiny.answered())
    put(inbox, "officer01/tiny-toll.ipynb", tiny.answered_other())
    put(inbox, "officer02/tiny-toll.ipynb", tiny.answered_other())
    assert [(i.officer, i.source) for i in collect(tiny, inbox)] == [("officer01", "officer01/tiny.ipynb")]
    assert [i.officer for i in collect(tiny, inbox, lab=OTHER)] == ["officer01", "officer02"]
    assert handed_in(tiny, "officer01", OTHER) == written(tiny.answered_other())


def test_a_damaged_notebook_is_taken_so_that_grading_can_say_why(tiny: TinyCourse, inbox: Path) -> None:
    put(inbox, "officer01/tiny.ipynb", b"{")
    assert [item.taken for item in collect(tiny, inbox)] == [True]


# ------------------------------------------------------------------------------------------------ what is left alone


def test_hidden_files_and_a_macs_leavings_are_left_alone(tiny: TinyCourse, inbox: Path) -> None:
    put(inbox, "__MACOSX/officer02/._tiny.ipynb", b"\0\5\26\7")
    put(inbox, "__MACOSX/officer02/tiny.ipynb", b"\0\5\26\7")
    put(inbox, "officer02/.ipynb_checkpoints/tiny-checkpoint.ipynb", tiny.answered(fare=WRONG_FARE))
    put(inbox, "officer02/._tiny.ipynb", b"\0\5\26\7")
    put(inbox, "officer02/tiny.ipynb", tiny.answered())
    put(inbox, "officer02/notes.txt", b"please see attached")
    assert [(i.officer, i.source) for i in collect(tiny, inbox)] == [("officer02", "officer02/tiny.ipynb")]
    assert submitted(tiny.course, LAB) == ["officer02"]


def zipped(folder: Path, path: Path, **options: int) -> Path:
    with zipfile.ZipFile(path, "w", **options) as archive:  # type: ignore[call-overload]
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(file, file.relative_to(folder))
    return path


def test_a_zip_file_gives_the_same_as_its_folder(tiny: TinyCourse, inbox: Path, tmp_path: Path) -> None:
    put(inbox, "class/officer01/tiny.ipynb", tiny.answered())
    put(inbox, "class/officer02_tiny.ipynb", tiny.answered(fare=WRONG_FARE))
    put(inbox, "__MACOSX/class/officer02/._tiny.ipynb", b"\0\5\26\7")
    put(inbox, "class/somebody/tiny.ipynb", tiny.answered())
    items = collect(tiny, zipped(inbox, tmp_path / "class.zip"))
    assert {i.officer for i in items if i.taken} == {"officer01", "officer02"}
    assert [i.source for i in items if not i.taken] == ["class/somebody/tiny.ipynb"]
    assert handed_in(tiny, "officer02") == written(tiny.answered(fare=WRONG_FARE))


def test_a_zip_file_writes_nowhere_but_into_the_officers_folder(tiny: TinyCourse, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name in ("../../officer01/tiny.ipynb", "/tmp/officer02/tiny.ipynb", "officer03/../../tiny.ipynb"):
            archive.writestr(name, written(tiny.answered()))
    ours = {"submitted", "refusals"}
    before = {path for path in tmp_path.rglob("*") if not ours & set(path.parts)}
    assert [(item.officer, item.taken) for item in collect(tiny, tmp_path / "class.zip")] == [
        (officer, False) for officer in OFFICERS
    ]
    assert {path for path in tmp_path.rglob("*") if not ours & set(path.parts)} == before
    assert submitted(tiny.course, LAB) == []
    reasons = {officer: result.reason for officer, result in tiny.results().items()}
    assert "“../../officer01/tiny.ipynb” leads out of its folder" in reasons["officer01"]
    assert "“/tmp/officer02/tiny.ipynb” is a name from the root of a disk" in reasons["officer02"]


def test_a_file_that_is_far_too_large_is_not_read(tiny: TinyCourse, inbox: Path, tmp_path: Path) -> None:
    tiny.configure("c.CourseDirectory.max_file_size = 3000")
    put(inbox, "officer01/tiny.ipynb", b" " * 4_000_000)
    put(inbox, "officer02/tiny.ipynb", tiny.answered())
    for source in (inbox, zipped(inbox, tmp_path / "bomb.zip", compression=zipfile.ZIP_DEFLATED)):
        refused = [item for item in collect(tiny, source) if not item.taken]
        assert [(item.officer, item.remark) for item in refused] == [
            ("officer01", "“officer01/tiny.ipynb” is larger than 3 MB. Ask for it without its outputs.")
        ]
    assert submitted(tiny.course, LAB) == ["officer02"]


def damage_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[200:400] = os.urandom(200)
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.parametrize("spoil", [damage_middle, cut, lambda path: path.write_bytes(b"this is no zip file")])
def test_a_damaged_zip_file_changes_nothing_and_says_what_to_do(
    tiny: TinyCourse, inbox: Path, tmp_path: Path, spoil: object
) -> None:
    for officer in OFFICERS:
        put(inbox, f"{officer}/tiny.ipynb", tiny.answered())
    path = zipped(inbox, tmp_path / "class.zip", compression=zipfile.ZIP_DEFLATED)
    spoil(path)  # type: ignore[operator]
    with pytest.raises(CourseError, match=r"class\.zip cannot be read as a zip file.*name the folder"):
        collect(tiny, path)
    assert submitted(tiny.course, LAB) == []


def test_a_path_that_is_not_there_and_an_unknown_lab_are_told(tiny: TinyCourse, tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"nowhere does not exist\. Name the folder or the zip file"):
        collect(tiny, tmp_path / "nowhere")
    with pytest.raises(CourseError, match="There is no lab “tinny”"):
        collect(tiny, tmp_path, lab="tinny")


# ------------------------------------------------------------------------------------------------ what is refused


def refused(tiny: TinyCourse, officer: str) -> str:
    """What the course keeps on record of what this officer handed in and was not taken."""
    return " ".join(refusal.reason for refusal in load_refusals(tiny.folder).get((officer, LAB), ()))


def a_link(path: Path, elsewhere: Path) -> None:
    path.symlink_to(elsewhere)


def a_hard_link(path: Path, elsewhere: Path) -> None:
    path.hardlink_to(elsewhere)


def a_pipe(path: Path, elsewhere: Path) -> None:
    os.mkfifo(path)


def a_linked_folder(path: Path, elsewhere: Path) -> None:
    (path.parent / "officer01").symlink_to(elsewhere.parent)


@pytest.mark.parametrize(
    ("plant", "words"),
    [
        (a_link, "“officer01/tiny.ipynb” is a link to another place"),
        (a_hard_link, "“officer01/tiny.ipynb” is the same file as another one elsewhere (a hard link)"),
        (a_pipe, "“officer01/tiny.ipynb” is a pipe"),
        (a_linked_folder, "“officer01/officer01” is a link to another place"),
    ],
)
def test_what_is_no_file_of_the_folder_is_refused_on_record(
    tiny: TinyCourse, inbox: Path, tmp_path: Path, plant: Callable[[Path, Path], None], words: str
) -> None:
    elsewhere = put(tmp_path, "elsewhere/tiny.ipynb", tiny.answered())
    (inbox / "officer01").mkdir()
    plant(inbox / "officer01" / "tiny.ipynb", elsewhere)
    put(inbox, "officer02/tiny.ipynb", tiny.answered())
    assert {(i.officer, i.taken) for i in collect(tiny, inbox)} == {("officer01", False), ("officer02", True)}
    assert words in refused(tiny, "officer01")
    row = tiny.exported(tmp_path / "exports")["officer01"]
    assert row["state"] == "not submitted"
    assert f"was refused: {words}" in row["reason"]
    assert submitted(tiny.course, LAB) == ["officer02"]


def test_a_good_file_settles_the_refusal_and_a_repeated_one_keeps_its_time(
    tiny: TinyCourse, inbox: Path, tmp_path: Path
) -> None:
    elsewhere = put(tmp_path, "elsewhere/tiny.ipynb", tiny.answered())
    (inbox / "officer01").mkdir()
    (inbox / "officer01" / "tiny.ipynb").symlink_to(elsewhere)
    collect(tiny, inbox, received=MONDAY)
    collect(tiny, inbox, received=MONDAY + timedelta(hours=1))
    (refusal,) = load_refusals(tiny.folder)["officer01", LAB]
    assert refusal.at == MONDAY
    (inbox / "officer01" / "tiny.ipynb").unlink()
    put(inbox, "officer01/tiny.ipynb", tiny.answered())
    collect(tiny, inbox)
    assert load_refusals(tiny.folder) == {}
    assert tiny.results()["officer01"].reason == ""


def test_two_notebooks_of_one_officer_are_on_record(tiny: TinyCourse, inbox: Path) -> None:
    for name in ("tiny.ipynb", "tiny (1).ipynb"):
        put(inbox, f"officer01/{name}", tiny.answered())
    collect(tiny, inbox)
    assert "one of 2 notebooks of this officer" in refused(tiny, "officer01")


class Zip:
    """Zip files as nobody means to make them."""

    def __init__(self, path: Path, content: bytes) -> None:
        self.path, self.content = path, content
        self.archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)

    def a_link(self) -> None:
        entry = zipfile.ZipInfo("officer01/tiny.ipynb")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        self.archive.writestr(entry, "/etc/passwd")

    def behind_a_link(self) -> None:
        entry = zipfile.ZipInfo("officer01")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        self.archive.writestr(entry, "/etc")
        self.archive.writestr("officer01/tiny.ipynb", self.content)

    def a_device(self) -> None:
        entry = zipfile.ZipInfo("officer01/tiny.ipynb")
        entry.external_attr = (stat.S_IFCHR | 0o666) << 16
        self.archive.writestr(entry, "")

    def twice(self) -> None:
        with pytest.warns(UserWarning, match="Duplicate name"):
            for _ in range(2):
                self.archive.writestr("officer01/tiny.ipynb", self.content)

    def twice_but_for_capitals(self) -> None:
        for name in ("officer01/tiny.ipynb", "Officer01/TINY.ipynb"):
            self.archive.writestr(name, self.content)

    def a_bomb(self) -> None:
        self.archive.writestr("officer01/tiny.ipynb", b" " * 30_000_000)

    def a_bomb_in_other_packing(self) -> None:
        self.archive.writestr("officer01/tiny.ipynb", b" " * 30_000_000, zipfile.ZIP_LZMA)

    def from_the_root(self) -> None:
        self.archive.writestr("/officer01/tiny.ipynb", self.content)

    def from_a_windows_disk(self) -> None:
        self.archive.writestr("C:/officer01/tiny.ipynb", self.content)

    def with_backslashes(self) -> None:
        self.archive.writestr("officer01\\..\\tiny.ipynb", self.content)

    def with_a_hidden_end(self) -> None:
        self.archive.writestr("officer01/tiny.ipynb#.exe", self.content)

    def locked(self) -> None:
        self.archive.writestr("officer01/tiny.ipynb", self.content)

    def close(self) -> Path:
        self.archive.close()
        return self.path


def close_with(archive: Zip, case: str) -> Path:
    path = archive.close()
    content = bytearray(path.read_bytes())
    if case == "locked":  # the bit that says so, in both of the file's heads
        for head, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            content[content.index(head) + place] |= 1
    if case == "with_a_hidden_end":
        content = bytearray(bytes(content).replace(b"tiny.ipynb#", b"tiny.ipynb\0"))
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("a_link", "is a link to another place"),
        ("behind_a_link", "lies behind a link"),
        ("a_device", "is a device"),
        ("twice", "is there 2 times"),
        ("twice_but_for_capitals", "is there 2 times"),
        ("a_bomb", "would unpack to "),
        ("a_bomb_in_other_packing", "is packed in an unusual way"),
        ("from_the_root", "is a name from the root of a disk"),
        ("from_a_windows_disk", "is a name from the root of a disk"),
        ("with_backslashes", "has a backslash in its name"),
        ("with_a_hidden_end", "has characters in its name that cannot be seen"),
        ("locked", "is locked with a password"),
    ],
)
def test_a_trap_in_a_zip_file_is_refused_and_the_others_are_taken(
    tiny: TinyCourse, tmp_path: Path, case: str, words: str
) -> None:
    made = Zip(tmp_path / "class.zip", written(tiny.answered()))
    getattr(made, case)()
    made.archive.writestr("officer02/tiny.ipynb", written(tiny.answered()))
    items = collect(tiny, close_with(made, case))
    assert {(item.officer, item.taken) for item in items} == {("officer01", False), ("officer02", True)}
    assert words in refused(tiny, "officer01")
    assert submitted(tiny.course, LAB) == ["officer02"]


def test_far_too_much_at_once_is_not_read(
    tiny: TinyCourse, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("futurefit.grading.collect.sources.MOST_AT_ONCE", 2_000_000)
    for officer in OFFICERS:
        put(inbox, f"{officer}/tiny.ipynb", os.urandom(900_000))
    for source in (inbox, zipped(inbox, tmp_path / "class.zip")):
        with pytest.raises(CourseError, match=r"more than 2 MB of notebooks\. Collect it in parts"):
            collect(tiny, source)
    assert submitted(tiny.course, LAB) == []


# ------------------------------------------------------------------------------------------------ when it came


def test_the_moment_of_receipt_is_now_unless_it_is_given(tiny: TinyCourse, inbox: Path) -> None:
    put(inbox, "officer01/tiny.ipynb", tiny.answered())
    before = datetime.now(UTC)
    collect(tiny, inbox)
    when = moment(tiny, "officer01")
    assert when is not None
    assert before <= when <= datetime.now(UTC)

    put(inbox, "officer02/tiny.ipynb", tiny.answered())
    collect(tiny, inbox, received=datetime(2026, 3, 2, 9, 30, tzinfo=MALAYSIA))
    assert moment(tiny, "officer02") == MONDAY


def test_newer_work_replaces_older_and_not_the_other_way_round(tiny: TinyCourse, inbox: Path) -> None:
    first, second, third = (written(tiny.answered(reflection=text)) for text in ("first", "second", "third"))
    put(inbox, "officer01/tiny.ipynb", first)
    collect(tiny, inbox, received=MONDAY)
    put(inbox, "officer01/tiny.ipynb", second)
    assert [item.taken for item in collect(tiny, inbox, received=MONDAY + timedelta(hours=2))] == [True]
    assert handed_in(tiny, "officer01") == second

    put(inbox, "officer01/tiny.ipynb", third)
    (item,) = collect(tiny, inbox, received=MONDAY + timedelta(hours=1))
    assert not item.taken
    assert "02 March 2026, 11:30" in item.remark  # in Malaysian time
    assert handed_in(tiny, "officer01") == second
    assert moment(tiny, "officer01") == MONDAY + timedelta(hours=2)


def test_collecting_the_same_folder_again_makes_nobody_late(tiny: TinyCourse, inbox: Path) -> None:
    put(inbox, "officer01/tiny.ipynb", tiny.answered())
    collect(tiny, inbox, received=MONDAY)
    put(inbox, "officer02/tiny.ipynb", tiny.answered())
    assert [item.officer for item in collect(tiny, inbox)] == ["officer02"]
    assert moment(tiny, "officer01") == MONDAY


def test_the_moment_of_receipt_can_be_put_right_afterwards(tiny: TinyCourse, inbox: Path) -> None:
    put(inbox, "officer01/tiny.ipynb", tiny.answered())
    collect(tiny, inbox)
    assert [item.taken for item in collect(tiny, inbox, received=MONDAY)] == [True]
    assert moment(tiny, "officer01") == MONDAY
    assert collect(tiny, inbox, received=MONDAY) == []


# ------------------------------------------------------------------------------------------------ the exchange


def test_submissions_come_from_the_exchange_and_newer_ones_replace_them(tiny: TinyCourse, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    assert collect_from_exchange(tiny.course, LAB) == []
    tiny.submit("officer01", tiny.answered(fare=WRONG_FARE), desk)
    tiny.submit("officer02", tiny.answered(), desk)
    items = collect_from_exchange(tiny.course, LAB)
    assert [(i.officer, i.source, i.taken, i.remark) for i in items] == [
        ("officer01", "exchange", True, ""),
        ("officer02", "exchange", True, ""),
    ]
    assert collect_from_exchange(tiny.course, LAB) == []

    time.sleep(0.01)
    tiny.submit("officer01", tiny.answered(), desk)
    (item,) = collect_from_exchange(tiny.course, LAB)
    assert (item.officer, item.remark) == ("officer01", "newer than the one before")
    assert handed_in(tiny, "officer01") == written(tiny.answered())


def test_the_exchange_does_not_replace_a_file_that_came_in_later(tiny: TinyCourse, inbox: Path, tmp_path: Path) -> None:
    tiny.submit("officer01", tiny.answered(fare=WRONG_FARE), tmp_path / "desk")
    put(inbox, "officer01/tiny.ipynb", tiny.answered())
    collect(tiny, inbox, received=datetime.now(UTC) + timedelta(minutes=1))
    assert collect_from_exchange(tiny.course, LAB) == []
    assert handed_in(tiny, "officer01") == written(tiny.answered())


def test_collecting_before_anything_was_released_says_to_release(tiny: TinyCourse) -> None:
    tiny.course.exchange.rename(tiny.folder / "moved")
    tiny.course.exchange.mkdir()
    with pytest.raises(CourseError, match=r"tiny was never released.*Run: futurefit release tiny"):
        collect_from_exchange(tiny.course, LAB)
