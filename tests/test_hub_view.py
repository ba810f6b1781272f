"""What My labs says and offers, from where an officer stands: without a server, a course or a clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from futurefit.hub.my_labs import view
from futurefit.hub.my_labs.standing import Marks, Standing, Submission, Task, TaskState, Work
from futurefit.hub.my_labs.view import Card, my_labs
from futurefit.hub.my_labs.words import LANGUAGES, Words, texts
from futurefit.programme import LabInfo, Phase, Programme, Text

EN, MS = Words("en"), Words("ms")
NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)  # Wednesday, 9 am in Malaysia
DUE = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)  # Saturday, 5 pm
LAB = LabInfo("first", Text("Your first model", "Model pertama anda"), Text("To train.", "Melatih."), "P1", 75, 20, DUE)
NOTEBOOK = Path("first/first.ipynb")
BLANK = (Task("a", "Task 1 · Split", TaskState.BLANK), Task("r", "Reflection · Say", TaskState.BLANK, by_person=True))
HALF = (Task("a", "Task 1 · Split", TaskState.RED), BLANK[1])
DONE = (Task("a", "Task 1 · Split", TaskState.GREEN), Task("r", "Reflection · Say", TaskState.GREEN, by_person=True))
PAGE = Path("page.html")


def card(standing: Standing, say: Words = EN, now: datetime = NOW) -> Card:
    """The one card of a page."""
    (group,) = my_labs(Programme(), [standing], now, say).groups
    return group.cards[0]


def offers(shown: Card) -> list[str]:
    """What can be pressed, the next step first."""
    return [each.step for each in (shown.primary, *shown.others) if each]


def copy(tasks: tuple[Task, ...], *, changed: bool = True, problem: str = "", size: int = 0) -> Work:
    return Work(NOTEBOOK, NOW, tasks, problem, changed, size)


HANDED_IN = (Submission(NOW - timedelta(hours=1)),)
MARKED = (Submission(NOW - timedelta(hours=1), PAGE, Marks(12, 20, 4)),)


@pytest.mark.parametrize(
    ("standing", "state", "steps"),
    [
        (Standing(LAB, False), "Not open yet", []),
        (Standing(LAB, True), "Ready to start", ["start"]),
        (Standing(LAB, True, copy(BLANK)), "In progress", ["continue"]),
        (Standing(LAB, True, copy(HALF)), "In progress", ["continue", "submit", "fresh"]),
        (Standing(LAB, True, copy(DONE)), "All checks pass: ready to hand in", ["submit", "open_again", "fresh"]),
        (
            Standing(LAB, True, copy(DONE, changed=False), submissions=HANDED_IN),
            "Handed in Wednesday 25 November, 8 am",
            ["open_again", "fresh"],
        ),
        (
            Standing(LAB, True, copy(DONE, changed=True), submissions=HANDED_IN),
            "Handed in Wednesday 25 November, 8 am",
            ["submit", "open_again", "fresh"],
        ),
        (
            Standing(LAB, True, copy(HALF, changed=True), submissions=HANDED_IN),
            "Handed in Wednesday 25 November, 8 am",
            ["open_again", "submit", "fresh"],
        ),
        (
            Standing(LAB, True, copy(DONE, changed=False), submissions=MARKED),
            "Handed in Wednesday 25 November, 8 am",
            ["feedback", "open_again", "fresh"],
        ),
        (Standing(LAB, True, submissions=MARKED), "Handed in Wednesday 25 November, 8 am", ["feedback", "start"]),
        (Standing(LAB, True, submissions=HANDED_IN), "Handed in Wednesday 25 November, 8 am", ["start"]),
        (Standing(LAB, False, copy(HALF)), "Withdrawn by your instructor", ["open_again"]),
        (Standing(LAB, False, submissions=MARKED), "Handed in Wednesday 25 November, 8 am", ["feedback"]),
        (Standing(LAB, True, renamed="first (1)"), "Needs your attention", ["put_back", "fresh"]),
        (Standing(LAB, True, copy((), problem="gone")), "Needs your attention", ["start"]),
        (Standing(LAB, True, copy((), problem="damaged")), "Needs your attention", ["continue", "fresh"]),
    ],
)
def test_each_standing_has_its_words_and_one_next_step(standing: Standing, state: str, steps: list[str]) -> None:
    shown = card(standing)
    assert shown.state == state
    assert offers(shown) == steps


def test_what_changes_something_is_sent_as_a_form_and_the_rest_are_links() -> None:
    start = card(Standing(LAB, True)).primary
    done = card(Standing(LAB, True, copy(DONE, changed=False), submissions=MARKED))
    feedback, again = done.primary, done.others[0]
    assert start and feedback
    assert (start.path, start.post, start.label, start.name) == (
        "first/start",
        True,
        "Start",
        "Start: Your first model",
    )
    assert (feedback.path, feedback.post) == ("first/feedback", False)
    assert (again.path, again.post) == ("first/open", False)


def test_a_lab_in_malay_has_its_malay_title_first() -> None:
    shown = card(Standing(LAB, True, copy(HALF)), MS)
    assert (shown.title, shown.title_language) == ("Model pertama anda", "ms")
    assert (shown.other_title, shown.other_language) == ("Your first model", "en")
    assert shown.teaches == "Melatih."
    assert shown.due == "Tarikh akhir Sabtu 28 November, 5 petang; 3 hari lagi"
    assert shown.primary and shown.primary.label == "Teruskan"
    assert shown.progress == "0 daripada 1 tugasan selesai; Reflection: masih kosong"


def test_how_far_an_officer_is_stands_in_words_and_steps() -> None:
    shown = card(Standing(LAB, True, copy(HALF)))
    assert shown.progress == "0 of 1 task done; Reflection: still blank"
    assert [(step.state, step.title, step.words) for step in shown.steps] == [
        ("red", "Task 1 · Split", "a check does not pass yet"),
        ("blank", "Reflection · Say", "still blank"),
    ]
    assert card(Standing(LAB, True, copy(DONE))).steps[1].words == "written; a person reads it"


def test_what_waits_for_a_person_is_not_counted_as_lost() -> None:
    shown = card(Standing(LAB, True, copy(DONE, changed=False), submissions=MARKED))
    assert shown.points == "12 of 16 points so far; up to 4 more when a person has read your answer"
    assert my_labs(Programme(), [Standing(LAB, True, submissions=MARKED)], NOW, EN).summary == (
        "1 of 1 labs handed in",
        "12 of 16 points so far",
    )


def test_late_work_and_a_date_that_has_passed_are_said() -> None:
    late = DUE + timedelta(days=1)
    assert card(Standing(LAB, True), now=late).due == "Was due yesterday: Saturday 28 November, 5 pm"
    assert card(Standing(LAB, True), now=late).overdue
    handed_in = Standing(LAB, True, copy(DONE, changed=False), submissions=(Submission(late),))
    assert card(handed_in, now=late).state == "Handed in Sunday 29 November, 5 pm, after the due date"
    assert not card(handed_in, now=late).overdue


def test_notes_say_what_an_officer_would_otherwise_wonder_at() -> None:
    older = (MARKED[0], Submission(NOW))
    notes = card(Standing(LAB, True, copy(HALF), submissions=older)).notes
    assert notes == (
        "You have changed your answers since you handed in. What was handed in is the earlier version.",
        "This feedback is on what you handed in Wednesday 25 November, 8 am, not on your newest work.",
    )
    assert "200 MB" in card(Standing(LAB, True, copy((), problem="large", size=200_000_000))).notes[0]
    assert "“first (1)”" in card(Standing(LAB, True, renamed="first (1)")).notes[0]


def test_labs_stand_in_their_phases_and_the_rest_at_the_end() -> None:
    programme = Programme((Phase("P1", Text("Phase 1", "Fasa 1")), Phase("P2", Text("Phase 2", "Fasa 2"))))
    labs = [
        Standing(LabInfo(slug, Text(slug), phase=phase), True)
        for slug, phase in (("a", "P1"), ("c", "P2"), ("b", "P1"), ("mine", ""))
    ]
    page = my_labs(programme, labs, NOW, MS)
    assert [(group.title, [each.slug for each in group.cards]) for group in page.groups] == [
        ("Fasa 1", ["a", "b"]),
        ("Fasa 2", ["c"]),
        ("Makmal lain", ["mine"]),
    ]


@pytest.mark.parametrize(
    ("standings", "current"),
    [
        ([Standing(LAB, True), Standing(LAB, True)], [True, False]),
        ([Standing(LAB, True), Standing(LAB, True, copy(HALF))], [False, True]),
        ([Standing(LAB, True, copy(DONE, changed=False), submissions=MARKED), Standing(LAB, True)], [False, True]),
        ([Standing(LAB, False), Standing(LAB, False)], [False, False]),
    ],
    ids=["the first", "the one that was begun", "after the one that is done", "none"],
)
def test_one_button_of_the_page_stands_out(standings: list[Standing], current: list[bool]) -> None:
    (group,) = my_labs(Programme(), standings, NOW, EN).groups
    assert [each.current for each in group.cards] == current


@pytest.mark.parametrize(
    ("when", "english", "malay"),
    [
        ("2026-11-27T09:00", "Friday 27 November, 5 pm", "Jumaat 27 November, 5 petang"),
        ("2026-11-27T01:30", "Friday 27 November, 9.30 am", "Jumaat 27 November, 9.30 pagi"),
        ("2026-11-27T04:00", "Friday 27 November, noon", "Jumaat 27 November, 12 tengah hari"),
        ("2026-11-27T15:59", "Friday 27 November, 11.59 pm", "Jumaat 27 November, 11.59 malam"),
        ("2026-11-26T16:00", "Friday 27 November, midnight", "Jumaat 27 November, 12 tengah malam"),
        ("2027-01-03T05:05", "Sunday 3 January 2027, 1.05 pm", "Ahad 3 Januari 2027, 1.05 tengah hari"),
    ],
)
def test_times_are_malaysian_and_in_words(when: str, english: str, malay: str) -> None:
    at = datetime.fromisoformat(when).replace(tzinfo=UTC)
    assert (EN.moment(at, NOW), MS.moment(at, NOW)) == (english, malay)


@pytest.mark.parametrize(
    ("away", "english", "malay"),
    [
        (timedelta(days=3), "in 3 days", "3 hari lagi"),
        (timedelta(hours=16), "tomorrow", "esok"),  # 1 am of the next day
        (timedelta(hours=5), "in 5 hours", "5 jam lagi"),
        (timedelta(minutes=1), "in 1 minute", "1 minit lagi"),
        (timedelta(), "just now", "baru sahaja"),
        (timedelta(minutes=-20), "20 minutes ago", "20 minit yang lalu"),
        (timedelta(hours=-10), "yesterday", "semalam"),
        (timedelta(days=-2), "2 days ago", "2 hari yang lalu"),
    ],
)
def test_distances_go_by_the_calendar(away: timedelta, english: str, malay: str) -> None:
    assert (EN.distance(NOW + away, NOW), MS.distance(NOW + away, NOW)) == (english, malay)


@pytest.mark.parametrize("key", sorted(texts()))
def test_every_text_stands_in_both_languages_with_the_same_blanks(key: str) -> None:
    text = texts()[key]
    assert set(text) == set(LANGUAGES)
    blanks = [{part.partition("}")[0] for part in text[language].split("{")[1:]} for language in LANGUAGES]
    assert blanks[0] == blanks[1]
    if key not in ("awaits_review", "feedback_english"):  # said in Malay only
        assert all(text.values())


def test_no_text_is_there_for_nothing() -> None:
    folder = Path(view.__file__).parent
    used = "".join(path.read_text(encoding="utf-8") for kind in ("*.py", "*/*.html") for path in folder.glob(kind))
    made = {f"task_{state}" for state in TaskState} | {f"ask_{state}" for state in TaskState} | {"moment"}
    made |= {f"strip_{name}" for name in ("check", "checking", "saved", "saving", "unsaved", "not_saved")}
    assert [key for key in texts() if f'"{key.removesuffix(".one")}"' not in used and key not in made] == []
