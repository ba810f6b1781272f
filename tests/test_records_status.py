import pwd
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from records_course import CONFIG, MONDAY, CourseMaker

from futurefit.records import (
    CourseStatus,
    Fetched,
    LabOfOfficer,
    RecordsError,
    Refusal,
    State,
    replace_refusals,
    status,
)

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def course(tmp_path: Path) -> CourseMaker:
    course = CourseMaker(tmp_path / "course", "aminah", "bakar", "chong")
    course.lab("gov-1", {"t": 2.0}, {"reflection": 4.0}, due=MONDAY)
    course.lab("net-1", {"t": 2.0}, due=TUESDAY)
    return course


def of(status: CourseStatus, officer: str, lab: str) -> LabOfOfficer:
    (row,) = [row for row in status.officers if row.officer.id == officer]
    (cell,) = [cell for cell in row.labs if cell.lab.slug == lab]
    return cell


def exchange(course: CourseMaker, name: str) -> None:
    (course.folder / "exchange" / "ff" / "inbound" / name).mkdir(parents=True)


def test_each_lab_counts_every_state(course: CourseMaker) -> None:
    course.hand_in("aminah", "gov-1")
    course.grade("aminah", "gov-1", {"t": 2.0, "reflection": None})
    course.hand_in("bakar", "gov-1")
    course.fail_grading("bakar", "gov-1")
    course.hand_in("aminah", "net-1")
    course.grade("aminah", "net-1", {"t": 2.0})
    course.hand_in("chong", "net-1")
    gov, net = status(course.folder).labs
    none = dict.fromkeys(State, 0)
    assert (gov.lab.slug, dict(gov.counts)) == (
        "gov-1",
        none | {State.NOT_SUBMITTED: 1, State.NOT_GRADED: 1, State.WAITING: 1},
    )
    assert (net.lab.slug, dict(net.counts)) == (
        "net-1",
        none | {State.NOT_SUBMITTED: 1, State.SUBMITTED: 1, State.GRADED: 1},
    )
    assert (gov.fetched, net.fetched) == (2, 2)


def test_each_officer_has_every_lab_with_its_reason(course: CourseMaker) -> None:
    course.hand_in("bakar", "gov-1")
    course.fail_grading("bakar", "gov-1")
    course.outcome("bakar", "gov-1", False, "an endless loop in cell 4")
    now = status(course.folder)
    assert [row.officer.id for row in now.officers] == ["aminah", "bakar", "chong"]
    assert [[cell.lab.slug for cell in row.labs] for row in now.officers] == [["gov-1", "net-1"]] * 3
    assert (of(now, "bakar", "gov-1").state, of(now, "bakar", "gov-1").reason) == (
        State.NOT_GRADED,
        "an endless loop in cell 4",
    )


def test_who_fetched_is_not_known_and_that_is_said(course: CourseMaker) -> None:
    now = status(course.folder)
    assert {cell.fetched for row in now.officers for cell in row.labs} == {Fetched.UNKNOWN}
    assert [lab.fetched for lab in now.labs] == [0, 0]
    assert "does not record who fetched" in now.fetched_note


def test_who_handed_in_has_fetched(course: CourseMaker) -> None:
    course.hand_in("aminah", "gov-1")
    exchange(course, "bakar+gov-1+2026-03-02 01:30:00.000000 UTC+k3yX")
    now = status(course.folder)
    assert [of(now, id, "gov-1").fetched for id in ("aminah", "bakar", "chong")] == ["yes", "yes", "not known"]


@pytest.mark.parametrize("place", ["gov-1", "ff/gov-1"])
def test_a_lab_in_the_officers_home_on_this_machine_was_fetched(
    course: CourseMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "home" / place).mkdir(parents=True)

    def account(name: str) -> pwd.struct_passwd:
        if name != "aminah":
            raise KeyError(name)
        return pwd.struct_passwd((name, "x", 1000, 1000, "", str(tmp_path / "home"), "/bin/sh"))

    monkeypatch.setattr(pwd, "getpwnam", account)
    now = status(course.folder)
    assert [of(now, "aminah", lab).fetched for lab in ("gov-1", "net-1")] == ["yes", "not known"]
    assert of(now, "bakar", "gov-1").fetched == "not known"


def test_what_waits_in_the_exchange_is_to_be_collected(course: CourseMaker) -> None:
    exchange(course, "aminah+gov-1+2026-03-02 01:30:00.000000 UTC+k3yX")
    course.hand_in("aminah", "gov-1", at=MONDAY)
    exchange(course, "bakar+gov-1+2026-03-02 01:30:00.000000 UTC+k3yX")
    exchange(course, "chong+gov-1+2026-03-02 01:30:00.000000 UTC+k3yX")
    exchange(course, "chong+gov-1+2026-03-03 01:30:00.000000 UTC+p0Qz")
    course.hand_in("chong", "gov-1", at=MONDAY)
    now = status(course.folder)
    assert [of(now, id, "gov-1").to_collect for id in ("aminah", "bakar", "chong")] == [False, True, True]
    assert [lab.to_collect for lab in now.labs] == [2, 0]
    assert of(now, "bakar", "gov-1").state is State.NOT_SUBMITTED


def test_the_exchange_of_the_courses_configuration_is_looked_at(course: CourseMaker, tmp_path: Path) -> None:
    (tmp_path / "shared" / "ff" / "inbound" / "bakar+net-1+2026-03-02 01:30:00 UTC").mkdir(parents=True)
    (course.folder / "nbgrader_config.py").write_text(
        f"{CONFIG}c.Exchange.root = {str(tmp_path / 'shared')!r}\n", encoding="utf-8"
    )
    assert of(status(course.folder), "bakar", "net-1").to_collect


def test_odd_names_in_the_exchange_stop_nothing(course: CourseMaker) -> None:
    for name in (".DS_Store", "aminah", "aminah+gov-1", "a+b+c+d+e"):
        exchange(course, name)
    exchange(course, "bakar+gov-1+not a time+x")
    now = status(course.folder)
    assert of(now, "aminah", "gov-1").fetched == "not known"
    assert of(now, "bakar", "gov-1").to_collect  # the time is the server's, whatever the name says


def test_what_was_refused_is_shown_and_waits_no_more(course: CourseMaker) -> None:
    exchange(course, "aminah+gov-1+2026-03-02 01:30:00.000000 UTC+k3yX")
    exchange(course, "bakar+gov-1+2026-03-02 01:30:00.000000 UTC+p0Qz")
    at = datetime.now(UTC)
    own = Refusal("aminah", "gov-1", "exchange", "x", "“a.csv” is a link. Ask for the file.", at)
    of_another = Refusal("bakar", "gov-1", "exchange", "x", "It came from another account.", at, "chong")
    for refusal in (own, of_another):
        replace_refusals(course.folder, "gov-1", refusal.officer, [refusal], lambda earlier: False)
    now = status(course.folder)
    assert set(now.refusals) == {own, of_another}
    assert [of(now, id, "gov-1").to_collect for id in ("aminah", "bakar")] == [False, False]
    assert [of(now, id, "gov-1").fetched for id in ("aminah", "bakar")] == ["yes", "not known"]
    assert of(now, "aminah", "gov-1").state is State.NOT_SUBMITTED
    assert "was refused: “a.csv” is a link" in of(now, "aminah", "gov-1").reason
    assert "chong" not in of(now, "bakar", "gov-1").reason


def test_a_spoilt_record_of_refusals_says_what_to_do(course: CourseMaker) -> None:
    path = course.folder / "refusals" / "gov-1" / "aminah.json"
    path.parent.mkdir(parents=True)
    path.write_text("[{}]", encoding="utf-8")
    with pytest.raises(RecordsError, match=r"aminah\.json .*Delete it, then run: futurefit collect gov-1"):
        status(course.folder)


def test_a_new_course_has_an_empty_status(tmp_path: Path) -> None:
    now = status(CourseMaker(tmp_path, "aminah").folder)
    assert (now.labs, [row.labs for row in now.officers]) == ((), [()])
