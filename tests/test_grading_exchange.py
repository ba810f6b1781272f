"""Collecting from the exchange: what is refused, whose it is, when it came, and that nobody else waits for it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import stat
import subprocess
import sysconfig
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from courses import LAB, MONDAY, OFFICERS, WRONG_FARE, TinyCourse, written
from nbgrader.apps.api import NbGraderAPI

from futurefit import show
from futurefit.grading import Collected, collect_from_exchange, submitted
from futurefit.grading.collect.exchange import CollectSafely
from futurefit.grading.collect.intake import FolderCopy, Limits, Refused
from futurefit.records import Refusal, load_refusals, status

MINUTE = timedelta(minutes=1)
SECRET = "0123456789abcdef" * 8
ACCOUNTS = {"officer01": 54321, "officer02": 54322}


def inbound(tiny: TinyCourse) -> Path:
    return tiny.course.exchange / "future-fit" / "inbound"


def arrive(
    tiny: TinyCourse,
    officer: str,
    content: object = None,
    *,
    claims: str = "",
    random: str = "k3yX",
    uid: int | None = None,
) -> Path:
    """A folder in the exchange, as nbgrader's submit leaves it, or as somebody makes it who knows how it looks."""
    claims = claims or f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f} UTC"
    folder = inbound(tiny) / f"{officer}+{LAB}+{claims}+{random}"
    folder.mkdir()
    (folder / f"{LAB}.ipynb").write_bytes(written(tiny.answered() if content is None else content))  # type: ignore[arg-type]
    (folder / "timestamp.txt").write_text(claims, encoding="utf-8")
    (folder / "submission_secret.txt").write_text(SECRET + random, encoding="utf-8")
    folder.chmod(0o777)
    if uid is not None:
        own(folder, uid)
    return folder


def own(folder: Path, uid: int) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, uid, uid, follow_symlinks=False)


def collect(tiny: TinyCourse) -> dict[str, Collected]:
    """Collect, and what was said last of each officer."""
    return {item.officer: item for item in collect_from_exchange(tiny.course, LAB)}


def refusals(tiny: TinyCourse, officer: str) -> tuple[Refusal, ...]:
    return load_refusals(tiny.folder).get((officer, LAB), ())


def work(tiny: TinyCourse, officer: str) -> bytes:
    return (tiny.folder / "submitted" / officer / LAB / f"{LAB}.ipynb").read_bytes()


def handed_in_at(tiny: TinyCourse, officer: str) -> datetime:
    when = tiny.results()[officer].submitted_at
    assert when is not None
    return when


# ------------------------------------------------------------------------------------------------ what is refused


def a_link_to_a_file(folder: Path, secret: Path) -> None:
    (folder / "data.csv").symlink_to(secret)


def a_link_to_a_folder(folder: Path, secret: Path) -> None:
    (folder / "data").symlink_to(secret.parent)


def a_link_for_the_notebook(folder: Path, secret: Path) -> None:
    (folder / f"{LAB}.ipynb").unlink()
    (folder / f"{LAB}.ipynb").symlink_to(secret)


def a_link_for_the_timestamp(folder: Path, secret: Path) -> None:
    (folder / "timestamp.txt").unlink()
    (folder / "timestamp.txt").symlink_to(secret)


def a_link_for_the_folder(folder: Path, secret: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(secret.parent)


def a_file_for_the_folder(folder: Path, secret: Path) -> None:
    shutil.rmtree(folder)
    folder.write_bytes(b"")


def a_hard_link(folder: Path, secret: Path) -> None:
    (folder / "data.csv").hardlink_to(secret)


def a_pipe(folder: Path, secret: Path) -> None:
    os.mkfifo(folder / "data.csv")


def a_socket(folder: Path, secret: Path) -> None:
    here = Path.cwd()
    os.chdir(folder)  # a socket's name may have 108 bytes at most
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("data.csv")
    finally:
        os.chdir(here)


def a_device(folder: Path, secret: Path) -> None:
    os.mknod(folder / "data.csv", stat.S_IFCHR | 0o666, os.makedev(1, 5))  # /dev/zero


def a_backslash(folder: Path, secret: Path) -> None:
    (folder / "data\\..\\..\\x.csv").write_bytes(b"")


def a_control_character(folder: Path, secret: Path) -> None:
    (folder / "data\n\x1b[2J.csv").write_bytes(b"")


def a_change_of_direction(folder: Path, secret: Path) -> None:
    (folder / "data\N{RIGHT-TO-LEFT OVERRIDE}vsc.py").write_bytes(b"")


def bytes_that_are_no_text(folder: Path, secret: Path) -> None:
    with open(os.fsencode(folder) + b"/data\xff.csv", "wb"):
        pass


def a_disk(folder: Path, secret: Path) -> None:
    (folder / "C:data.csv").write_bytes(b"")


def a_long_name(folder: Path, secret: Path) -> None:
    (folder / ("d" * 101)).mkdir()
    (folder / ("d" * 101) / ("e" * 101)).write_bytes(b"")


def capitals(folder: Path, secret: Path) -> None:
    (folder / "TINY.ipynb").write_bytes(b"")


def capitals_of_the_timestamp(folder: Path, secret: Path) -> None:
    (folder / "Timestamp.TXT").write_bytes(b"")


def a_folder_for_the_secret(folder: Path, secret: Path) -> None:
    (folder / "submission_secret.txt").unlink()
    (folder / "submission_secret.txt").mkdir()


def a_large_file(folder: Path, secret: Path) -> None:
    with (folder / "data.csv").open("wb") as file:
        file.truncate(2_000_001)  # it takes no room on the disk


def too_much_together(folder: Path, secret: Path) -> None:
    for number in range(3):
        (folder / f"data{number}.csv").write_bytes(b" " * 1_500_000)


def too_many_files(folder: Path, secret: Path) -> None:
    for number in range(60):
        (folder / f"data{number}.csv").write_bytes(b"")


def too_deep(folder: Path, secret: Path) -> None:
    (folder / "/".join("abcdefghijklmn")).mkdir(parents=True)


TRAPS: list[tuple[Callable[[Path, Path], None], str]] = [
    (a_link_to_a_file, "“data.csv” is a link to another place, not a file. Ask the officer"),
    (a_link_to_a_folder, "“data” is a link to another place"),
    (a_link_for_the_notebook, "“tiny.ipynb” is a link to another place"),
    (a_link_for_the_timestamp, "“timestamp.txt” is a link to another place"),
    (a_link_for_the_folder, "is a link to another place"),
    (a_file_for_the_folder, "It is a file, not a folder"),
    (a_hard_link, "“data.csv” is the same file as another one elsewhere (a hard link)"),
    (a_pipe, "“data.csv” is a pipe"),
    (a_socket, "“data.csv” is a socket"),
    (a_device, "“data.csv” is a device"),
    (a_backslash, "has a backslash in its name"),
    (a_control_character, "“data��[2J.csv” has characters in its name that cannot be seen"),
    (a_change_of_direction, "has characters in its name that cannot be seen"),
    (bytes_that_are_no_text, "“data�.csv” has characters in its name that cannot be seen"),
    (a_disk, "“C:data.csv” is a name from the root of a disk"),
    (a_long_name, "has a name of more than 200 characters"),
    (capitals, "“tiny.ipynb” and “TINY.ipynb” would be one file on some machines"),
    (capitals_of_the_timestamp, "“Timestamp.TXT” and “timestamp.txt” would be one file"),
    (a_folder_for_the_secret, "“submission_secret.txt” is a folder"),
    (a_large_file, "“data.csv” is larger than 2 MB"),
    (too_much_together, "Its files are larger than 4 MB together"),
    (too_many_files, "It holds more than 50 files"),
    (too_deep, "lies more than 12 folders deep"),
]
LIMITS = (
    "c.CourseDirectory.max_file_size = 2000",
    "c.CourseDirectory.max_dir_size = 4000",
    "c.CollectSafely.max_files = 50",
)


@pytest.mark.parametrize(("plant", "words"), TRAPS, ids=[plant.__name__ for plant, _ in TRAPS])
def test_a_trap_is_refused_on_record_and_everybody_else_is_collected(
    tiny: TinyCourse, tmp_path: Path, plant: Callable[[Path, Path], None], words: str
) -> None:
    tiny.configure(*LIMITS)
    secret = tmp_path / "elsewhere" / "secret.txt"
    secret.parent.mkdir()
    secret.write_text("what no officer may read", encoding="utf-8")
    folder = arrive(tiny, "officer01")
    plant(folder, secret)
    arrive(tiny, "officer02")
    items = collect(tiny)
    assert {officer: item.taken for officer, item in items.items()} == {"officer01": False, "officer02": True}
    assert submitted(tiny.course, LAB) == ["officer02"]
    assert [path.name for path in (tiny.folder / "submitted").iterdir()] == ["officer02"]

    (refusal,) = refusals(tiny, "officer01")
    assert words in refusal.reason
    assert abs(refusal.at - datetime.now(UTC)) < MINUTE
    row = tiny.exported(tmp_path / "exports")["officer01"]
    assert row["state"] == "not submitted"
    assert f"A hand-in, of {refusal.when}, was refused: {refusal.reason}" in row["reason"]
    assert status(tiny.folder).refusals == (refusal,)


def test_work_within_the_limits_comes_in_whole_with_permissions_of_our_own(tiny: TinyCourse) -> None:
    tiny.configure(*LIMITS)
    folder = arrive(tiny, "officer01")
    (folder / "data" / "more").mkdir(parents=True)
    (folder / "data" / "more" / "figures.csv").write_bytes(b"1,2\n")
    (folder / "run.sh").write_bytes(b"#!/bin/sh\n")
    (folder / "run.sh").chmod(0o4777)
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "tiny-checkpoint.ipynb").write_bytes(b"")
    assert collect(tiny)["officer01"].taken
    here = tiny.folder / "submitted" / "officer01" / LAB
    files = {path.relative_to(here).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in here.rglob("*")}
    umask = os.umask(0o22)
    os.umask(umask)
    a_file, a_folder = 0o666 & ~umask, 0o777 & ~umask
    assert files == {
        "tiny.ipynb": a_file,
        "timestamp.txt": a_file,
        "submission_secret.txt": a_file,
        "run.sh": a_file,
        "data": a_folder,
        "data/more": a_folder,
        "data/more/figures.csv": a_file,
    }
    assert stat.S_IMODE(here.stat().st_mode) == a_folder
    assert (here / "submission_secret.txt").read_text(encoding="utf-8") == f"{SECRET}k3yX"


@pytest.mark.parametrize("secret", [None, b"", b"\xff\xfe", b"a" * 2_000])
def test_a_secret_that_would_stop_nbgraders_feedback_is_made_anew(tiny: TinyCourse, secret: bytes | None) -> None:
    path = arrive(tiny, "officer01") / "submission_secret.txt"
    path.unlink()
    if secret is not None:
        path.write_bytes(secret)
    assert collect(tiny)["officer01"].taken
    kept = (tiny.folder / "submitted" / "officer01" / LAB / "submission_secret.txt").read_text(encoding="utf-8")
    assert kept.startswith("handed-in-as-a-file-")  # so that the page of feedback is given as a file, too


# ------------------------------------------------------------------------------------------------ names in the exchange


@pytest.mark.parametrize(
    ("officer", "words"),
    [
        ("..", "names no officer: “..” cannot be an id"),
        ("a..b", "cannot be an id"),
        (".hidden", "cannot be an id"),
        ("-rf", "cannot be an id"),
        ("officer01\n", "cannot be an id"),
        ("officer 01", "cannot be an id"),
        ("offi\\cer", "cannot be an id"),
        ("officer01\N{ZERO WIDTH SPACE}", "cannot be an id"),
        ("x" * 65, "cannot be an id"),
        ("Officer01", "“Officer01”, which is not the id “officer01”"),
    ],
)
def test_a_name_that_is_no_officers_is_recorded_and_stops_nobody(tiny: TinyCourse, officer: str, words: str) -> None:
    arrive(tiny, officer)
    arrive(tiny, "officer02")
    before = {path for path in tiny.folder.rglob("*") if path.is_dir()}
    items = collect(tiny)
    assert (items[""].taken, items["officer02"].taken) == (False, True)
    assert submitted(tiny.course, LAB) == ["officer02"]
    made = {path for path in tiny.folder.rglob("*") if path.is_dir()} - before
    assert {path.relative_to(tiny.folder).parts[0] for path in made} <= {"submitted", "refusals"}
    (refusal,) = refusals(tiny, "")
    assert words in refusal.reason
    assert refusal.source.isprintable()
    assert status(tiny.folder).refusals == (refusal,)

    shutil.rmtree(next(inbound(tiny).glob(f"{officer}+*".replace("\\", "[\\]"))))
    collect(tiny)
    assert load_refusals(tiny.folder) == {}


@pytest.mark.parametrize("claims", ["yesterday", "2026-02-31 09:00:00.000000 UTC", "2026-03-02 09:30:00 MYT", "x" * 99])
def test_a_time_that_cannot_be_read_stops_nobody(tiny: TinyCourse, claims: str) -> None:
    arrive(tiny, "officer01", claims=claims)
    arrive(tiny, "officer02")
    items = collect(tiny)
    assert items["officer01"].taken
    assert items["officer02"].taken
    assert "gives no time that can be read; what counts is the server's clock" in items["officer01"].remark
    assert abs(handed_in_at(tiny, "officer01") - datetime.now(UTC)) < MINUTE


def test_kuala_lumpurs_own_clock_is_read_rightly(tiny: TinyCourse) -> None:
    """Its abbreviation is +08, and nbgrader parts the name at each plus sign."""
    now = datetime.now(UTC) + timedelta(hours=8)
    arrive(tiny, "officer01", claims=f"{now:%Y-%m-%d %H:%M:%S.%f} +08")
    assert collect(tiny) == {"officer01": Collected("officer01", "exchange", True, "")}
    assert abs(handed_in_at(tiny, "officer01") - datetime.now(UTC)) < MINUTE


# ------------------------------------------------------------------------------------------------ whose it is


@pytest.fixture
def accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the officers of `ACCOUNTS` have accounts; the others of the roster have none."""
    by_name, by_number = pwd.getpwnam, pwd.getpwuid

    def entry(name: str) -> pwd.struct_passwd:
        return pwd.struct_passwd((name, "x", ACCOUNTS[name], ACCOUNTS[name], "", "/nonexistent", "/bin/sh"))

    monkeypatch.setattr(pwd, "getpwnam", lambda name: entry(name) if name in ACCOUNTS else by_name(name))
    names = {number: name for name, number in ACCOUNTS.items()}
    monkeypatch.setattr(pwd, "getpwuid", lambda uid: entry(names[uid]) if uid in names else by_number(uid))


@pytest.mark.usefixtures("accounts")
def test_work_from_another_account_is_not_the_officers(tiny: TinyCourse, tmp_path: Path) -> None:
    arrive(tiny, "officer01", uid=ACCOUNTS["officer02"])
    arrive(tiny, "officer02", uid=ACCOUNTS["officer02"])
    arrive(tiny, "officer03", uid=ACCOUNTS["officer02"])  # who has no account here
    items = collect(tiny)
    assert {officer: item.taken for officer, item in items.items()} == {
        "officer01": False,
        "officer02": True,
        "officer03": False,
    }
    assert [r.account for r in (*refusals(tiny, "officer01"), *refusals(tiny, "officer03"))] == ["officer02"] * 2
    rows = tiny.exported(tmp_path / "exports")
    assert {officer: row["state"] for officer, row in rows.items()} == {
        "officer01": "not submitted",
        "officer02": "submitted",
        "officer03": "not submitted",
    }
    # An officer's row may be shown to that officer.
    assert "It came in this officer's name from another account" in rows["officer01"]["reason"]
    assert "officer02" not in rows["officer01"]["reason"] + rows["officer03"]["reason"]
    assert rows["officer02"]["reason"] == ""
    everything = b"".join(path.read_bytes() for path in (tmp_path / "exports").glob("*.csv"))
    assert b"54322" not in everything


@pytest.mark.usefixtures("accounts")
def test_an_impostor_neither_replaces_nor_hides_what_the_officer_did(tiny: TinyCourse) -> None:
    arrive(tiny, "officer01", uid=ACCOUNTS["officer01"])
    time.sleep(0.02)
    arrive(tiny, "officer01", tiny.answered(fare=WRONG_FARE), random="p0Qz", uid=ACCOUNTS["officer02"])
    items = collect_from_exchange(tiny.course, LAB)
    assert [(item.officer, item.taken) for item in items] == [("officer01", True), ("officer01", False)]
    assert work(tiny, "officer01") == written(tiny.answered())
    (refusal,) = refusals(tiny, "officer01")
    assert refusal.account == "officer02"

    (linked := arrive(tiny, "officer01", random="q7Rs")).joinpath("data.csv").symlink_to("/etc/passwd")
    own(linked, ACCOUNTS["officer01"])
    collect(tiny)
    told = tiny.results()["officer01"].reason
    assert "“data.csv” is a link" in told  # the officer's own comes first
    assert "(2 were refused in all.)" in told


@pytest.mark.usefixtures("accounts")
def test_a_file_that_another_account_put_into_the_folder_is_refused(tiny: TinyCourse) -> None:
    folder = arrive(tiny, "officer01", uid=ACCOUNTS["officer01"])
    (folder / "data.csv").write_bytes(b"")
    os.chown(folder / "data.csv", ACCOUNTS["officer02"], -1)
    assert not collect(tiny)["officer01"].taken
    assert "“data.csv” in it belongs to another account" in refusals(tiny, "officer01")[0].reason


@pytest.mark.usefixtures("accounts")
def test_the_exchanges_own_account_hands_in_for_others_unless_the_course_says_no(tiny: TinyCourse) -> None:
    arrive(tiny, "officer01")
    tiny.configure("c.CollectSafely.owners = True")
    assert not collect(tiny)["officer01"].taken
    tiny.configure("c.CollectSafely.owners = 'auto'")
    assert collect(tiny)["officer01"].taken
    assert refusals(tiny, "officer01") == ()


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize("setting", ["c.CollectSafely.owners = False", "c.ExchangeCollect.check_owner = False"])
def test_a_course_can_do_without_the_check(tiny: TinyCourse, setting: str) -> None:
    tiny.configure(setting)
    folder = arrive(tiny, "officer01", uid=ACCOUNTS["officer02"])
    os.chown(folder / "timestamp.txt", 60000, -1)
    assert collect(tiny)["officer01"].taken


def test_where_all_work_in_one_account_the_check_is_not_in_the_way(tiny: TinyCourse) -> None:
    for officer in OFFICERS:
        arrive(tiny, officer)
    assert all(item.taken for item in collect(tiny).values())


def test_where_officers_have_no_accounts_the_check_is_not_in_the_way(tiny: TinyCourse) -> None:
    """As in containers, where everybody is the same number, and another one than the exchange's owner."""
    for officer in OFFICERS:
        arrive(tiny, officer, uid=54399)
    arrive(tiny, "daemon", uid=54399)  # a made-up name that is an account here does not switch the check on for others
    items = collect(tiny)
    assert {officer: item.taken for officer, item in items.items()} == {
        **dict.fromkeys(OFFICERS, True),
        "daemon": False,
    }
    assert refusals(tiny, "daemon")[0].account == "number 54399"


# ------------------------------------------------------------------------------------------------ when it came


@pytest.mark.parametrize("away", [-timedelta(days=400), -timedelta(hours=2), timedelta(hours=2)])
def test_a_forged_time_does_not_count_and_is_told(tiny: TinyCourse, away: timedelta) -> None:
    forged = datetime.now(UTC) + away
    folder = arrive(tiny, "officer01", claims=f"{forged:%Y-%m-%d %H:%M:%S.%f} UTC")
    for path in (*folder.iterdir(), folder):
        os.utime(path, (forged.timestamp(), forged.timestamp()))
    remark = collect(tiny)["officer01"].remark
    assert "it gives its time as" in remark
    assert "what counts is the server's clock" in remark
    assert abs(handed_in_at(tiny, "officer01") - datetime.now(UTC)) < MINUTE
    assert not any(officer.labs[0].to_collect for officer in status(tiny.folder).officers)


def test_a_time_forged_in_the_file_alone_is_told_too(tiny: TinyCourse) -> None:
    folder = arrive(tiny, "officer01")
    (folder / "timestamp.txt").write_text("2026-03-02 01:30:00.000000 UTC", encoding="utf-8")
    assert "02 March 2026, 09:30" in collect(tiny)["officer01"].remark
    assert abs(handed_in_at(tiny, "officer01") - datetime.now(UTC)) < MINUTE


def test_a_few_minutes_are_not_worth_a_word(tiny: TinyCourse) -> None:
    arrive(tiny, "officer01", claims=f"{datetime.now(UTC) - 3 * MINUTE:%Y-%m-%d %H:%M:%S.%f} UTC")
    assert collect(tiny)["officer01"].remark == ""


def test_the_newest_by_the_servers_clock_wins_whatever_it_claims(tiny: TinyCourse) -> None:
    arrive(tiny, "officer01", tiny.answered(fare=WRONG_FARE), claims="2036-01-01 00:00:00.000000 UTC")
    time.sleep(0.02)
    arrive(tiny, "officer01", claims="2026-01-01 00:00:00.000000 UTC", random="p0Qz")
    collect(tiny)
    assert work(tiny, "officer01") == written(tiny.answered())
    assert collect(tiny) == {}
    assert work(tiny, "officer01") == written(tiny.answered())


def test_work_changed_in_the_exchange_after_it_was_handed_in_is_as_late_as_the_change(tiny: TinyCourse) -> None:
    """The folder's own time does not move when a file in it is written over."""
    folder = arrive(tiny, "officer01", tiny.answered(fare=WRONG_FARE))
    collect(tiny)
    before = handed_in_at(tiny, "officer01")
    time.sleep(0.05)
    (folder / f"{LAB}.ipynb").write_bytes(written(tiny.answered()))
    assert collect(tiny)["officer01"].taken
    assert work(tiny, "officer01") == written(tiny.answered())
    assert handed_in_at(tiny, "officer01") > before


def test_an_exchange_that_was_copied_makes_nobody_late_who_was_collected(tiny: TinyCourse, tmp_path: Path) -> None:
    tiny.submit("officer01", tiny.answered(), tmp_path / "desk")
    collect(tiny)
    before = handed_in_at(tiny, "officer01")
    time.sleep(0.05)
    shutil.copytree(tiny.course.exchange, tmp_path / "copy")
    shutil.rmtree(tiny.course.exchange)
    shutil.copytree(tmp_path / "copy", tiny.course.exchange)
    assert collect(tiny) == {}
    assert handed_in_at(tiny, "officer01") == before


def test_an_exchange_that_was_copied_can_be_collected_by_the_times_that_are_claimed(tiny: TinyCourse) -> None:
    arrive(tiny, "officer01", claims=f"{MONDAY:%Y-%m-%d %H:%M:%S.%f} UTC")
    tiny.configure("c.CollectSafely.clock = 'claimed'")
    assert collect(tiny)["officer01"].remark == ""
    assert handed_in_at(tiny, "officer01") == MONDAY
    assert status(tiny.folder).labs[0].to_collect == 0
    assert collect(tiny) == {}


def test_nbgraders_before_duedate_takes_what_was_in_time(tiny: TinyCourse) -> None:
    arrive(tiny, "officer01")
    arrive(tiny, "officer02")
    time.sleep(0.02)
    due = datetime.now(UTC)
    time.sleep(0.02)
    arrive(tiny, "officer01", tiny.answered(fare=WRONG_FARE), random="p0Qz")
    arrive(tiny, "officer03")
    with tiny.course.gradebook() as book:
        book.update_or_create_assignment(LAB, duedate=due.replace(tzinfo=None))
    tiny.configure("c.ExchangeCollect.before_duedate = True")
    assert {officer for officer, item in collect(tiny).items() if item.taken} == set(OFFICERS)
    assert handed_in_at(tiny, "officer01") < due < handed_in_at(tiny, "officer03")
    assert work(tiny, "officer01") == written(tiny.answered())
    assert collect(tiny) == {}


# ------------------------------------------------------------------------------------------------ records of refusals


def test_an_earlier_good_one_stands_and_the_refusal_is_told_until_a_good_one_comes(
    tiny: TinyCourse, tmp_path: Path
) -> None:
    arrive(tiny, "officer01", tiny.answered(fare=WRONG_FARE))
    time.sleep(0.02)
    arrive(tiny, "officer01", random="p0Qz").joinpath("data.csv").symlink_to("/etc/passwd")
    items = collect_from_exchange(tiny.course, LAB)
    assert [item.taken for item in items] == [True, False]
    assert work(tiny, "officer01") == written(tiny.answered(fare=WRONG_FARE))
    row = tiny.exported(tmp_path / "exports")["officer01"]
    assert row["state"] == "submitted"
    assert "A later hand-in, of " in row["reason"]
    assert "was refused: “data.csv” is a link" in row["reason"]

    collect(tiny)
    assert len(refusals(tiny, "officer01")) == 1  # it is told as long as it stands, and once
    time.sleep(0.02)
    arrive(tiny, "officer01", random="q7Rs")
    assert collect(tiny)["officer01"].taken
    assert load_refusals(tiny.folder) == {}
    assert not list((tiny.folder / "refusals").rglob("*.json"))
    assert tiny.exported(tmp_path / "exports")["officer01"]["reason"] == ""


def test_collect_and_status_show_a_table_and_name_the_account(
    tiny: TinyCourse, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny.configure("c.CollectSafely.owners = True")
    arrive(tiny, "officer01", uid=54399)
    items = collect_from_exchange(tiny.course, LAB)
    monkeypatch.setattr(show.out, "_width", 200)
    show.collected(LAB, items)
    show.status(status(tiny.folder), officers=False)
    for told in capsys.readouterr().out.split("Fetched*", 1):
        words = " ".join(told.split())
        assert "Handed in and refused" in words
        assert "It came in this officer's name from another account" in words
        assert "(Written by the account number 54399.)" in words


# ------------------------------------------------------------------------------------------------ races


def test_a_file_swapped_for_a_link_between_look_and_copy_is_never_followed(tmp_path: Path) -> None:
    """A live race: one thread swaps the file for a link and back, the other copies the folder again and again."""
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"what no officer may read")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "data.csv").write_bytes(b"1,2\n")
    done = threading.Event()

    def swap() -> None:
        while not done.is_set():
            (tmp_path / "link").symlink_to(secret)
            os.replace(tmp_path / "link", folder / "data.csv")
            (tmp_path / "file").write_bytes(b"1,2\n")
            os.replace(tmp_path / "file", folder / "data.csv")

    swapping = threading.Thread(target=swap)
    swapping.start()
    reasons: set[str] = set()
    copied: set[bytes] = set()
    try:
        for number in range(400):
            target = tmp_path / f"copy{number}"
            target.mkdir()
            opened = os.open(folder, os.O_RDONLY)
            try:
                FolderCopy(Limits(1000, 1000, 10), None, lambda name, is_folder: False).copy(opened, target)
                copied.add((target / "data.csv").read_bytes())
            except Refused as problem:
                reasons.add(str(problem))
            finally:
                os.close(opened)
    finally:
        done.set()
        swapping.join()
    assert copied == {b"1,2\n"}
    assert reasons  # the link was met, as a link or as a change
    assert all("is a link to another place" in reason or "was changed" in reason for reason in reasons)


@pytest.mark.parametrize("swap", ["link", "pipe", "folder", "growing"])
def test_what_changes_after_the_look_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swap: str) -> None:
    folder, target = tmp_path / "folder", tmp_path / "copy"
    for path in (folder, target):
        path.mkdir()
    data = folder / "data.csv"
    data.write_bytes(b"1,2\n")
    look, read = os.stat, os.read

    def look_and_swap(path: object, **options: object) -> os.stat_result:
        seen = look(path, **options)  # type: ignore[call-overload]
        if path == "data.csv" and swap != "growing":
            data.unlink()
            if swap == "link":
                data.symlink_to("/etc/passwd")
            elif swap == "pipe":
                os.mkfifo(data)
            else:
                data.mkdir()
        return seen  # type: ignore[no-any-return]

    def read_and_grow(opened: int, size: int) -> bytes:
        if swap == "growing":
            with data.open("ab") as file:
                file.write(b"3,4\n")
        return read(opened, size)

    monkeypatch.setattr(os, "stat", look_and_swap)
    monkeypatch.setattr(os, "read", read_and_grow)
    opened = os.open(folder, os.O_RDONLY)
    try:
        with pytest.raises(Refused, match=r"“data\.csv” (was changed while it was being collected|is a pipe)"):
            FolderCopy(Limits(1000, 1000, 10), None, lambda name, is_folder: False).copy(opened, target)
    finally:
        os.close(opened)


def test_a_failure_of_our_own_disk_is_no_refusal_and_leaves_what_was_there(
    tiny: TinyCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(tiny, "officer01", tiny.answered(fare=WRONG_FARE))
    collect(tiny)
    time.sleep(0.02)
    arrive(tiny, "officer01", random="p0Qz")
    rename = Path.rename

    def full(path: Path, target: Path) -> Path:
        if ".collect-" in str(path) and path.name == LAB:
            raise OSError(28, "No space left on device", str(target))
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        with pytest.raises(OSError, match="No space left"):
            collect(tiny)
    assert work(tiny, "officer01") == written(tiny.answered(fare=WRONG_FARE))
    assert load_refusals(tiny.folder) == {}
    collect(tiny)
    assert work(tiny, "officer01") == written(tiny.answered())


# ------------------------------------------------------------------------------------------------ nbgrader's own ways


def nbgrader(tiny: TinyCourse, home: Path, *words: str) -> str:
    """Type an nbgrader command in the course's folder; returns what it said."""
    home.mkdir(exist_ok=True)
    environment = {
        "PATH": sysconfig.get_path("scripts") + os.pathsep + os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        ["nbgrader", *words], cwd=tiny.folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_nbgraders_own_command_refuses_the_same(tiny: TinyCourse, tmp_path: Path) -> None:
    arrive(tiny, "officer01").joinpath("data.csv").symlink_to("/etc/passwd")
    arrive(tiny, "officer02", tiny.answered(fare=WRONG_FARE), claims="yesterday")
    arrive(tiny, "..")
    said = nbgrader(tiny, tmp_path / "home", "collect", LAB)
    assert "Refused tiny of officer01: “data.csv” is a link to another place" in said
    assert "Collected tiny of officer02" in said
    assert submitted(tiny.course, LAB) == ["officer02"]
    assert len(refusals(tiny, "officer01")) == len(refusals(tiny, "")) == 1

    time.sleep(0.02)
    arrive(tiny, "officer02", random="p0Qz")
    assert "For newer work: --update" in nbgrader(tiny, tmp_path / "home", "collect", LAB)
    assert work(tiny, "officer02") == written(tiny.answered(fare=WRONG_FARE))
    nbgrader(tiny, tmp_path / "home", "collect", LAB, "--update", "--student=officer02")
    assert work(tiny, "officer02") == written(tiny.answered())
    assert len(refusals(tiny, "officer01")) == 1


def test_formgraders_button_refuses_the_same(tiny: TinyCourse) -> None:
    """The button calls this method of nbgrader's API, and shows its log."""
    arrive(tiny, "officer01").joinpath("data.csv").symlink_to("/etc/passwd")
    arrive(tiny, "officer02")
    course = tiny.course
    api = NbGraderAPI(coursedir=course.directory, config=course.config)
    assert api.exchange.collect is CollectSafely
    assert api.collect(LAB)["success"]
    assert submitted(tiny.course, LAB) == ["officer02"]
    assert "“data.csv” is a link" in refusals(tiny, "officer01")[0].reason
