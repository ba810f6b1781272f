"""Slips that beginners make are put into model answers, and a lab that answers one in Python's words is told so."""

from pathlib import Path

from futurefit.authoring import read_lab
from futurefit.authoring.beginners import problems, slips
from futurefit.authoring.judge import Failure, ForkJudge, Verdict

ROOT = Path(__file__).parent.parent
LAB = read_lab(ROOT / "tests" / "labs" / "late-buses")


def test_every_kind_of_slip_is_made_where_a_line_has_room_for_it():
    made = {answer.name: next(iter(answer.cells.values())) for answer in slips(LAB)}
    names = {name.partition(": ")[2] for name in made}
    assert {"return forgotten", "start value left out", "add for append", "name misspelled"} <= names
    forgotten = next(text for name, text in made.items() if "late," in name and name.endswith("return forgotten"))
    assert "\n    found\n" in forgotten
    assert "return found" not in forgotten


def test_a_good_lab_answers_all_of_them_in_plain_words():
    verdicts = list(ForkJudge(cell_seconds=5).on_own_tests(LAB, slips(LAB), go_on=True))
    assert len(verdicts) >= 10
    assert sum(bool(verdict.lost) for verdict in verdicts) >= 8, "most of them cost points"
    assert list(problems(verdicts)) == []


def test_pythons_own_words_are_found_and_an_answers_own_are_not():
    def verdict(message):
        return Verdict("late, line 5: add for append", {}, {"test_late": Failure(message, "CheckFailed")}, None)

    raw = "The delays are found: FrozenInstanceError: cannot assign"
    ((test, what),) = problems([verdict(raw), verdict(raw), verdict("The mean: ValueError: There are no buses.")])
    assert test == "test_late"
    assert raw in what and "late, line 5: add for append" in what
