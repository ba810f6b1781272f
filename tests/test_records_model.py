from datetime import UTC, datetime

import pytest

from futurefit.records import Lab, Officer, Records, Result, State, TaskScore

AMINAH = Officer("aminah", "Aminah", "aminah@example.com", "Ministry of Health", "2026-1")
LAB = Lab("net-1", "Reading the wire", 16.0, 4.0)


def result(state: State, automatic: float | None, manual: float | None, **more: object) -> Result:
    fields = {"penalty": 0.0, "tasks": (), "submitted_at": None, **more}
    return Result(AMINAH, LAB, state, "", automatic, 16.0, manual, 4.0, **fields)  # type: ignore[arg-type]


def test_a_total_adds_marks_and_extra_credit_and_takes_the_late_penalty_off() -> None:
    graded = result(State.GRADED, 10.0, 3.0, penalty=2.0, extra_credit=0.5)
    assert (graded.total, graded.total_max, graded.share) == (11.5, 20.0, 0.575)


def test_a_penalty_never_makes_a_total_negative() -> None:
    assert result(State.GRADED, 1.0, 0.0, penalty=5.0).total == 0.0


def test_waiting_has_automatic_points_and_no_total() -> None:
    waiting = result(State.WAITING, 16.0, None)
    assert (waiting.automatic, waiting.total, waiting.share) == (16.0, None, None)


def test_a_lab_without_points_has_no_share() -> None:
    free = Result(AMINAH, Lab("free", "Free", 0.0, 0.0), State.GRADED, "", 0.0, 0.0, 0.0, 0.0, 0.0, (), None)
    assert (free.total, free.share) == (0.0, None)


@pytest.mark.parametrize("state", [State.NOT_SUBMITTED, State.SUBMITTED, State.NOT_GRADED, State.STALE])
@pytest.mark.parametrize(
    "numbers",
    [
        {"automatic": 0.0},
        {"manual": 0.0},
        {"penalty": 1.0},
        {"extra_credit": 1.0},
        {"tasks": (TaskScore("test-1", "automatic", 0.0, 4.0),)},
    ],
)
def test_no_number_can_stand_where_grading_did_not_finish(state: State, numbers: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=f"aminah, net-1: {state}, but there are points"):
        result(state, **{"automatic": None, "manual": None, **numbers})  # type: ignore[arg-type]


def test_graded_needs_both_sums_and_waiting_has_no_sum_by_hand() -> None:
    with pytest.raises(ValueError, match="points are missing"):
        result(State.GRADED, 16.0, None)
    with pytest.raises(ValueError, match="by-hand"):
        result(State.WAITING, 16.0, 2.0)


def test_records_can_be_narrowed_to_officers_and_labs() -> None:
    bakar = Officer("bakar", "Bakar", "bakar@example.com", "Ministry of Works", "2026-1")
    other = Lab("gov-1", "Share safely", 16.0, 4.0)
    results = tuple(
        Result(officer, lab, State.NOT_SUBMITTED, "", None, 16.0, None, 4.0, 0.0, (), None)
        for officer in (AMINAH, bakar)
        for lab in (LAB, other)
    )
    records = Records((AMINAH, bakar), (LAB, other), results, datetime.now(UTC))
    narrowed = records.only({"bakar"}, {"gov-1"})
    assert (narrowed.officers, narrowed.labs, narrowed.results) == ((bakar,), (other,), (results[3],))
    assert records.only().results == results
    assert records.of_officer("aminah") == results[:2]
    assert records.of_lab("gov-1") == (results[1], results[3])
