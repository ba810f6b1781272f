"""Which of a lab's cells the cells of a notebook are, where their marks (nbgrader's metadata) no longer say it.

Some editors throw away the metadata, or all ids as well. A cell's id, the text of a test or of a locked cell, and the
names that an answer binds still tell. Cells are matched in the lab's order, all at once, so that of two cells of the
same text each is taken for its own. Only *which* cell it is comes from here: all else is the lab's (`KeepOwnMetadata`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme

from futurefit.grading.engine.plan import bound_names, parse, read_plan
from futurefit.grading.steps.lab_notebook import LabCell, LabNotebook

IDS, TEXTS, PLACES = "ids", "texts", "places"
# A cell's own marks go before its id, that before its text, and that before a name; prose only helps to find the place.
_MARKED, _SAME_ID, _SAME_TEXT, _SAME_NAMES, _PROSE = 100.0, 8.0, 4.0, 3.0, 1.0
# By form alone: an officer's text is never parsed in the process that writes the gradebook.
_BINDS = re.compile(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)", re.MULTILINE)

Cell = Mapping[str, Any]


@dataclass(frozen=True)
class Known:
    """What is known of a notebook's cells.

    Attributes:
        marked: grade_ids of the lab that cells' own marks name.
        found: the others that were found: by grade_id, the cell's place in the notebook, and what told it.
        tasks: grade_ids of the lab's tasks; all of its cells where it has none.
    """

    marked: frozenset[str]
    found: Mapping[str, tuple[int, str]]
    tasks: frozenset[str]

    @cached_property
    def known_tasks(self) -> frozenset[str]:
        """Those of the tasks that stand in the notebook."""
        return self.tasks & {*self.marked, *self.found}

    @property
    def enough(self) -> bool:
        """Whether it is the lab's notebook: without any marked task, half of the tasks must be known otherwise."""
        return bool(self.marked & self.tasks) or (
            bool(self.known_tasks) and 2 * len(self.known_tasks) >= len(self.tasks)
        )


def marked_as(cell: Cell) -> str | None:
    """The grade_id that a cell's own marks name, of whatever version they are."""
    marks = cell["metadata"].get("nbgrader")
    grade_id = marks.get("grade_id") if isinstance(marks, Mapping) else None
    return grade_id if isinstance(grade_id, str) and grade_id else None


def tasks_of(lab: LabNotebook) -> frozenset[str]:
    """Every lab has a set-up and a reflection; only the tasks tell one lab from another."""
    tasks = {cell.grade_id for cell in lab.cells.values() if cell.cell_type == "code" and (cell.grade or cell.solution)}
    return frozenset(tasks or lab.cells)


def know(cells: Sequence[Cell], lab: LabNotebook, config: Any = None) -> Known:
    """Find the lab's cells in a notebook.

    Args:
        cells: of a notebook of sound form (`reasons.damage`).
        config: nbgrader's, which says how hidden tests are marked in the source.
    """
    marks = [marked_as(cell) for cell in cells]
    marked = frozenset(mark for mark in marks if mark is not None and mark in lab.cells)
    missing = [cell for grade_id, cell in lab.cells.items() if grade_id not in marked]
    free = {number for number, mark in enumerate(marks) if mark is None}
    if not missing or not free:
        return Known(marked, {}, tasks_of(lab))
    clues = _Clues(lab, missing, config)
    matches = [
        list(clues.of(cell)) if mark is None else [(clues.order[mark], _MARKED, "")] if mark in lab.cells else []
        for cell, mark in zip(cells, marks, strict=True)
    ]
    chain = _heaviest(matches, len(lab.order))
    found = {
        lab.order[there]: (here, way) for here, there, way in chain if here in free and lab.order[there] in lab.cells
    }
    _find_moved(found, matches, lab, {here for here, _, _ in chain})
    known = Known(marked, found, tasks_of(lab))
    if found and known.enough:
        unknown = {number for number in free if not matches[number] and cells[number]["source"].strip()}
        _find_by_place(found, chain, [cell for cell in missing if cell.solution], cells, unknown, clues.order)
    return known


def answered_elsewhere(answer: LabCell, cells: Sequence[Cell], lab: LabNotebook) -> bool:
    """Whether another cell binds what an answer that is not there should bind, as where two cells were merged."""
    names = _names(lab, [answer]).get(answer.grade_id, set())
    return bool(names) and any(names <= _binds(cell) for cell in cells)


class _Clues:
    """What tells a lab's missing cells and its prose."""

    def __init__(self, lab: LabNotebook, missing: Sequence[LabCell], config: Any) -> None:
        self.order = {key: number for number, key in enumerate(lab.order)}
        self._prose = {self.order[text.id] for text in lab.texts}
        self._ids = {cell.id: self.order[cell.grade_id] for cell in missing if cell.id}
        self._ids |= {text.id: self.order[text.id] for text in lab.texts}
        self._texts: dict[tuple[str, str], list[int]] = {}
        for cell in missing:
            self._add(cell.cell_type, _released(cell, config), cell.grade_id)
        for text in lab.texts:
            self._add(text.cell_type, text.source, text.id)
        self._names = {self.order[grade_id]: names for grade_id, names in _names(lab, missing).items()}

    def _add(self, kind: str, source: str, key: str) -> None:
        if text := _plain(source):
            self._texts.setdefault((kind, text), []).append(self.order[key])

    def of(self, cell: Cell) -> Iterator[tuple[int, float, str]]:
        """The lab's cells that this one may be, by their places in the lab: how likely it is, and by what."""
        ways: dict[int, tuple[float, str]] = {}
        binds = _binds(cell) if self._names else set()
        for there, names in self._names.items():
            if common := names & binds:
                ways[there] = (_SAME_NAMES * len(common) / len(names), TEXTS)
        for there in self._texts.get((cell["cell_type"], _plain(cell["source"])), ()):
            ways[there] = (_SAME_TEXT, TEXTS)
        if (there := self._ids.get(str(cell.get("id")), -1)) >= 0:
            ways[there] = (_SAME_ID + ways.get(there, (0.0, ""))[0], IDS)
        for there, (weight, way) in ways.items():
            yield there, _PROSE if there in self._prose else weight, way


def _binds(cell: Cell) -> set[str]:
    """Names that a cell of code seems to bind."""
    if cell["cell_type"] != "code":
        return set()
    return {name for pair in _BINDS.findall(cell["source"]) for name in pair if name}


def _released(cell: LabCell, config: Any) -> str:
    """A cell's text as officers have it: without hidden tests and notes for markers."""
    node = cell.as_node(cell.source, "a")
    for step in (ClearHiddenTests(config=config), ClearMarkScheme(config=config)):
        node, _ = step.preprocess_cell(node, {}, 0)
    return str(node.source)


def _plain(source: str) -> str:
    """A text without what editors change unasked: the ends of its lines, and empty lines around it."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _names(lab: LabNotebook, missing: Sequence[LabCell]) -> dict[str, set[str]]:
    """Names that answers bind, by grade_id: what is left of a released one, or else what tests use of the model's."""
    answers = {
        cell.grade_id: bound_names(parse(cell.source)) for cell in missing if cell.solution and cell.cell_type == "code"
    }
    if lab.source and not all(answers.values()):
        try:
            plan = read_plan(lab.source)
        except ValueError:  # not in Python
            return {}
        models = {step.name: bound_names(parse(step.source)) & plan.answers for step in plan.steps}
        answers = {grade_id: names or models.get(grade_id, set()) for grade_id, names in answers.items()}
    return {grade_id: names for grade_id, names in answers.items() if names}


def _heaviest(matches: Sequence[Sequence[tuple[int, float, str]]], length: int) -> list[tuple[int, int, str]]:
    """The heaviest choice of matches in which both notebooks' cells stand in order, none twice.

    Args:
        matches: for each cell of the notebook, cells of the lab: place in the lab, weight, what told it.
        length: of the lab.

    Returns:
        Place in the notebook, place in the lab, and what told it, in order.
    """
    # The best choice among the lab's first 0, 1, … cells: its weight, and its matches, the last one first.
    best: list[tuple[float, Any]] = [(0.0, None)] * (length + 1)
    for here, options in enumerate(matches):
        for there, weight, way in sorted(options, reverse=True):
            before = best[there]
            choice = (before[0] + weight, (here, there, way, before[1]))
            for place in range(there + 1, length + 1):
                if best[place][0] >= choice[0]:
                    break
                best[place] = choice
    chain = []
    link = best[length][1]
    while link:
        *match, link = link
        chain.append(tuple(match))
    return chain[::-1]


def _find_moved(
    found: dict[str, tuple[int, str]],
    matches: Sequence[Sequence[tuple[int, float, str]]],
    lab: LabNotebook,
    taken: set[int],
) -> None:
    """Find cells that stand elsewhere than in the lab: the likeliest pairs first."""
    pairs = [
        (-weight, here, there, way)
        for here, options in enumerate(matches)
        if here not in taken
        for there, weight, way in options
        if weight < _MARKED
    ]
    for _, here, there, way in sorted(pairs):
        grade_id = lab.order[there]
        if grade_id in lab.cells and grade_id not in found and here not in taken:
            found[grade_id] = (here, way)
            taken.add(here)


def _find_by_place(
    found: dict[str, tuple[int, str]],
    chain: Sequence[tuple[int, int, str]],
    answers: Sequence[LabCell],
    cells: Sequence[Cell],
    unknown: set[int],
    order: Mapping[str, int],
) -> None:
    """Find answers of which nothing tells but the place: the longest unknown cell between those around it.

    A wrong guess costs nothing: code is run whichever cell it stands in, and the rest is marked by a person. For what a
    person marks, an unknown cell elsewhere is better than none.
    """
    for answer in answers:
        if answer.grade_id in found:
            continue
        place = order[answer.grade_id]
        after = max((here for here, there, _ in chain if there < place), default=-1)
        before = min((here for here, there, _ in chain if there > place), default=len(cells))
        like = [number for number in unknown if cells[number]["cell_type"] == answer.cell_type]
        near = [number for number in like if after < number < before]
        if choice := near or (like if answer.grade else []):
            here = max(choice, key=lambda number: (len(cells[number]["source"]), -number))
            found[answer.grade_id] = (here, PLACES)
            unknown.discard(here)
