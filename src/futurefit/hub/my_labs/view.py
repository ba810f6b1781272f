"""What My labs shows, as a pure function of where the officer stands, the time and the language.

Templates only lay out what is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from futurefit.hub.my_labs.standing import Marks, Standing, Task, TaskState, Work
from futurefit.hub.my_labs.words import Words
from futurefit.programme import Programme, Text


@dataclass(frozen=True)
class Action:
    """One thing to press. `step` names what it does; `post`: it changes something, and is sent as a form."""

    step: str
    path: str
    label: str
    name: str  # for screen readers: with the lab
    post: bool = False


@dataclass(frozen=True)
class Step:
    """A task on the way through a lab."""

    state: str
    title: str
    words: str
    id: str  # of its answer
    red: str  # of its first check that has not passed


@dataclass(frozen=True)
class Strip:
    """What stands above an open lab. `words` are those of its buttons and of how it is saved."""

    title: str
    language: str
    steps: tuple[Step, ...]
    progress: str
    words: dict[str, str]


@dataclass(frozen=True)
class Card:
    """One lab on the page. `tone` is how its state is coloured: plain, active, done or warn."""

    slug: str
    number: str
    title: str
    title_language: str
    other_title: str
    other_language: str
    teaches: str
    facts: tuple[str, ...]
    due: str
    overdue: bool
    state: str
    tone: str
    notes: tuple[str, ...]
    steps: tuple[Step, ...]
    progress: str
    points: str
    primary: Action | None
    others: tuple[Action, ...]
    current: bool = False  # the next thing to do on the whole page


@dataclass(frozen=True)
class Group:
    """A phase and its labs; `title` is "" where there is only one group."""

    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Page:
    """My labs."""

    summary: tuple[str, ...]
    groups: tuple[Group, ...]


def my_labs(programme: Programme, standings: Sequence[Standing], now: datetime, say: Words) -> Page:
    """The page; `now` is aware."""
    cards = [_card(standing, number, now, say) for number, standing in enumerate(standings)]
    if (current := _current(standings, cards)) is not None:
        cards[current] = replace(cards[current], current=True)
    known = {phase.id for phase in programme.phases}
    groups = [
        Group(
            phase.title.get(say.language),
            tuple(card for card, each in zip(cards, standings, strict=True) if each.lab.phase == phase.id),
        )
        for phase in programme.phases
    ]
    rest = tuple(card for card, each in zip(cards, standings, strict=True) if each.lab.phase not in known)
    groups.append(Group(say("other_labs") if known else "", rest))
    return Page(_summary(standings, say), tuple(group for group in groups if group.cards))


def strip(standing: Standing, say: Words) -> Strip:
    """The strip above an open lab."""
    tasks = standing.work.tasks if standing.work else ()
    words = {name: say(f"strip_{name}") for name in ("check", "checking", "saved", "saving", "unsaved", "not_saved")}
    words |= {"strip": say("strip"), "my_labs": say("page_title"), "submit": say("submit")}
    steps = tuple(_step(task, say) for task in tasks)
    return Strip(standing.lab.title.get(say.language), say.language, steps, progress(tasks, say), words)


def numbers(count: float) -> str:
    """Points without a needless ".0"."""
    return f"{count:g}"


def is_late(standing: Standing, at: datetime) -> bool:
    """Whether something handed in at this time is late."""
    return standing.lab.due is not None and at > standing.lab.due


def _summary(standings: Sequence[Standing], say: Words) -> tuple[str, ...]:
    if not standings:
        return ()
    given = [each for each in standings if each.released or each.submissions]
    lines = [say("summary", done=sum(bool(each.submissions) for each in given), all=len(given))]
    marks = [each.feedback.marks for each in standings if each.feedback and each.feedback.marks]
    if marks:
        points, maximum = sum(each.points for each in marks), sum(each.maximum - each.waiting for each in marks)
        lines.append(say("summary_points", points=numbers(points), maximum=numbers(maximum)))
    return tuple(lines)


def _current(standings: Sequence[Standing], cards: Sequence[Card]) -> int | None:
    """The lab to go on with: one that was begun, else the first that can be started."""

    def first(steps: set[str], begun: bool) -> int | None:
        return next(
            (
                place
                for place, (each, card) in enumerate(zip(standings, cards, strict=True))
                if card.primary and card.primary.step in steps and (bool(each.work or each.renamed) or not begun)
            ),
            None,
        )

    begun = first({"put_back", "start", "continue", "submit"}, begun=True)
    return begun if begun is not None else first({"start"}, begun=False)


# ------------------------------------------------------------------------------------------------ one lab


def _card(standing: Standing, number: int, now: datetime, say: Words) -> Card:
    lab = standing.lab
    title, other = _titles(lab.title, say)
    state, tone, notes, primary, others = _stands(standing, now, say)
    tasks = standing.work.tasks if standing.work else ()
    facts = [say("minutes", count=lab.minutes)] if lab.minutes else []
    marks = standing.feedback.marks if standing.feedback else None
    if lab.points and not marks:
        facts.append(say("worth", count=numbers(lab.points)))
    action = {step: _action(step, standing, title, say) for step in (primary, *others) if step}
    return Card(
        slug=lab.slug,
        number=say("number", number=number),
        title=title,
        title_language="ms" if say.language == "ms" and lab.title.ms else "en",
        other_title=other,
        other_language="en" if say.language == "ms" else "ms",
        teaches=lab.teaches.get(say.language),
        facts=tuple(facts),
        due=_due(standing, now, say),
        overdue=bool(lab.due and now > lab.due and not standing.submissions and (standing.released or standing.work)),
        state=state,
        tone=tone,
        notes=tuple(notes),
        steps=tuple(_step(task, say) for task in tasks),
        progress=progress(tasks, say),
        points=points(marks, say) if marks else "",
        primary=action.get(primary),
        others=tuple(action[step] for step in others),
    )


def _titles(title: Text, say: Words) -> tuple[str, str]:
    """The title in the reader's language, and the other one where it is different."""
    own, other = title.get(say.language), title.get("en" if say.language == "ms" else "ms")
    return own, "" if other == own else other


def _action(step: str, standing: Standing, title: str, say: Words) -> Action:
    slug = standing.lab.slug
    label = say("submit_again" if step == "submit" and standing.submissions else step)
    path = {"continue": "open", "open_again": "open", "put_back": "put-back"}.get(step, step)
    return Action(
        step, f"{slug}/{path}", label, say("of_lab", action=label, lab=title), post=step in ("start", "put_back")
    )


def _due(standing: Standing, now: datetime, say: Words) -> str:
    due = standing.lab.due
    if due is None:
        return say("no_due") if standing.released else ""
    return say("due" if due > now else "was_due", when=say.moment(due, now), distance=say.distance(due, now))


_Stands = tuple[str, str, list[str], str, tuple[str, ...]]  # state, tone, notes, the next step, other steps


def _stands(standing: Standing, now: datetime, say: Words) -> _Stands:
    """Where the lab stands in words, and what can be done."""
    look: tuple[str, ...] = ("feedback",) if standing.feedback else ()
    again: tuple[str, ...] = ("fresh",) if standing.released else ()
    if standing.renamed:
        note = say("note_renamed", folder=standing.renamed)
        return say("stands_attention"), "warn", [note], "put_back", (*look, *again)
    if standing.work is None:
        return _without_work(standing, now, say, look)
    if not standing.released:
        first, *rest = (*look, "open_again")
        return say("stands_withdrawn"), "warn", [say("note_withdrawn")], first, tuple(rest)
    if standing.work.problem == "gone":
        return say("stands_attention"), "warn", [say("note_gone")], "start", look
    if standing.work.problem:
        return say("stands_attention"), "warn", [_problem(standing.work, say)], "continue", (*look, *again)
    if standing.submissions:
        return _handed_in(standing, standing.work, now, say, look)
    if finished(standing.work.tasks):
        return say("stands_finished"), "active", [], "submit", ("open_again", *again)
    written = any(task.state is not TaskState.BLANK for task in standing.work.tasks)
    return say("stands_started"), "active", [], "continue", ("submit", *again) if written else ()


def _without_work(standing: Standing, now: datetime, say: Words, look: tuple[str, ...]) -> _Stands:
    if standing.submissions:
        state = _when_handed_in(standing, now, say)
        if not standing.released:
            return state, "done", [say("note_withdrawn")], "feedback" if look else "", ()
        first, *rest = (*look, "start")
        return state, "done", [say("note_gone_handed_in")], first, tuple(rest)
    if standing.released:
        return say("stands_new"), "plain", [], "start", ()
    return say("stands_later"), "plain", [], "", ()


def _handed_in(standing: Standing, work: Work, now: datetime, say: Words, look: tuple[str, ...]) -> _Stands:
    """Of a lab that was handed in, and whose copy is there."""
    notes = []
    if work.changed:
        notes.append(say("note_changed"))
    if standing.feedback and standing.feedback is not standing.submissions[-1]:
        notes.append(say("note_newer_work", when=say.moment(standing.feedback.at, now)))
    if not standing.feedback:
        notes.append(say("note_waiting"))
    state = _when_handed_in(standing, now, say)
    steps = [*look, "open_again"]
    if work.changed:
        steps = ["submit", *steps] if finished(work.tasks) and not look else [*steps, "submit"]
    return state, "done", notes, steps[0], (*steps[1:], "fresh")


def _when_handed_in(standing: Standing, now: datetime, say: Words) -> str:
    at = standing.submissions[-1].at
    return say("stands_handed_in_late" if is_late(standing, at) else "stands_handed_in", when=say.moment(at, now))


def _problem(work: Work, say: Words) -> str:
    if work.problem == "large":
        return say("note_large", size=round(work.size / 1e6))
    return say("note_damaged")


# ------------------------------------------------------------------------------------------------ parts


def finished(tasks: Iterable[Task]) -> bool:
    """Whether each task has an answer whose checks have passed."""
    states = [task.state for task in tasks]
    return bool(states) and all(state is TaskState.GREEN for state in states)


def progress(tasks: Sequence[Task], say: Words) -> str:
    """How far an officer is, in words; "" where nothing is known."""
    checked = [task for task in tasks if not task.by_person]
    words = []
    if checked:
        done = sum(task.state is TaskState.GREEN for task in checked)
        words.append(say("tasks_green", done=done, count=len(checked)))
    for task in tasks:
        if task.by_person:
            key = "text_blank" if task.state is TaskState.BLANK else "text_written"
            words.append(say(key, title=short(task.title)))
    return "; ".join(words)


def short(title: str) -> str:
    """A heading's first part: "Reflection" of "Reflection · What would you tell your KSU?"."""
    return title.partition(" · ")[0].partition(": ")[0]


def points(marks: Marks, say: Words) -> str:
    """The points of a page of feedback in words."""
    values = {"points": numbers(marks.points), "maximum": numbers(marks.maximum - marks.waiting)}
    if marks.waiting:
        return say("points_waiting", **values, waiting=numbers(marks.waiting))
    return say("points_so_far", **values)


def _step(task: Task, say: Words) -> Step:
    read = task.by_person and task.state is TaskState.GREEN
    return Step(str(task.state), task.title, say("task_read" if read else f"task_{task.state}"), task.id, task.red)
