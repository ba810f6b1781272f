"""Mutants: small mistakes put into a lab's model answers, each of which its tests must catch.

A mutant that does the same as the model, whatever it is given, is no mistake. Such equivalent mutants stand, each with
a sentence why, on the lab's list `equivalents.toml`, which names them by what they change::

    [[equivalent]]
    task = "fit_tree"
    was = "tree = DecisionTreeClassifier(max_depth=depth, random_state=0)"
    now = "tree = DecisionTreeClassifier(max_depth=depth, random_state=1)"
    why = "Any number will do as the seed, as long as it is always the same one."

`was` and `now` are whole statements in Python's own layout, so that neither line breaks nor quotes nor comments
matter. `now` may be a list of several that are equivalent for the same reason; `nth = 2` says that the second of
several lines that read like `was` is meant.
"""

from __future__ import annotations

import ast
import difflib
import tomllib
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

from futurefit.authoring.answers import Answer
from futurefit.authoring.lab import EQUIVALENTS, SOLUTION, Lab, LabError, regions
from futurefit.authoring.operators import operators

_KEYS: dict[str, type] = {"task": str, "was": str, "now": str, "why": str, "nth": int}


@dataclass(frozen=True)
class Change:
    """What a mutant changes, however the answer is laid out: its name on the list of equivalent ones."""

    task: str
    was: str
    now: str
    nth: int = 1  # of several lines in the answer that read like this

    @property
    def diff(self) -> str:
        lines = [f"- {line}" for line in self.was.splitlines()] + [f"+ {line}" for line in self.now.splitlines()]
        return "\n".join(lines)

    @property
    def toml(self) -> str:
        """An entry for the list of equivalent mutants, whose reason is still to be written."""
        nth = f"nth = {self.nth}\n" if self.nth > 1 else ""
        changed = f"was = {_toml(self.was)}\nnow = {_toml(self.now)}\n"
        return f'[[equivalent]]\ntask = "{self.task}"\n{changed}{nth}why = "…"\n'


@dataclass(frozen=True)
class Mutant:
    """One mutant of the model answer of a task: the whole cell, and the kind of mistake that was made in it."""

    change: Change
    kind: str
    source: str

    def answer(self, number: int) -> Answer:
        """The mutant as an answer that can be judged."""
        return Answer(Path(f"mutant {number}"), {self.change.task: self.source}, None)


def mutants(lab: Lab) -> list[Mutant]:
    """All mutants of a lab's model answers: every operator, at every place within the solution regions."""
    found: dict[Change, Mutant] = {}
    known = operators()
    for task in lab.tests_by_task:
        source = lab.cell(task).source
        within = regions(source, SOLUTION)
        nodes = list(ast_nodes(get_ast(source)))
        seen = {_normal(source)}
        for kind, operator in known:
            places = [place for node in nodes for place in operator.mutation_positions(node)]
            for occurrence, ((line, _), _) in enumerate(places):
                if not any(first <= line < end for first, end in within):
                    continue
                mutated = mutate_code(source, operator, occurrence)
                normal = _normal(mutated)
                if normal is None or normal in seen:
                    continue
                seen.add(normal)
                change = _change(task, _normal(source) or "", normal)
                found[change] = Mutant(change, kind, mutated)
    return list(found.values())


def read_equivalents(lab: Lab) -> dict[Change, str]:
    """The lab's list of equivalent mutants, each with the sentence why.

    Raises:
        LabError: the file cannot be read, or an entry is not complete; all mistakes at once.
    """
    path = lab.folder / EQUIVALENTS
    if not path.is_file():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LabError([f"{path}: {error}"]) from None
    strangers = entries.keys() - {"equivalent"}
    problems = [f"{path}: “{key}” is not known; each entry starts with [[equivalent]]" for key in strangers]
    found: dict[Change, str] = {}
    for number, entry in enumerate(entries.get("equivalent", []), 1):
        here = f"{path}: entry {number}"
        changed = entry.get("now")
        if isinstance(changed, list) and changed and all(isinstance(text, str) for text in changed):
            entry = entry | {"now": changed[0]}
        else:
            changed = [changed]
        wrong = [f"{here}: “{key}” is not known; known: {', '.join(_KEYS)}" for key in entry.keys() - _KEYS.keys()]
        wrong += [
            f"{here}: “{key}” {'must be a ' + ('text' if kind is str else 'number') if key in entry else 'is missing'}"
            for key, kind in _KEYS.items()
            if not (key == "nth" and key not in entry) and type(entry.get(key)) is not kind
        ]
        if not wrong and entry["task"] not in lab.tests_by_task:
            wrong.append(f"{here}: no task “{entry['task']}”; there are {', '.join(lab.tests_by_task)}")
        if not wrong and len(entry["why"].split()) < 4:
            wrong.append(f"{here}: “why” must say in a sentence why no test can tell it from the model answer")
        problems += wrong
        if not wrong:
            for text in changed:
                found[Change(entry["task"], _lines(entry["was"]), _lines(text), entry.get("nth", 1))] = entry["why"]
    if problems:
        raise LabError(problems)
    return found


def unknown(equivalents: Iterable[Change], all_mutants: Iterable[Mutant]) -> list[Change]:
    """Entries of the list that name no mutant of the lab as it is now."""
    known = {mutant.change for mutant in all_mutants}
    return [change for change in equivalents if change not in known]


def _normal(source: str | None) -> str | None:
    """A cell in Python's own layout, without comments; None where it is not Python."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.unparse(ast.parse(source or "("))
    except (SyntaxError, ValueError):
        return None


def _change(task: str, before: str, after: str) -> Change:
    old, new = before.splitlines(), after.splitlines()
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    steps = [step for step in steps if step[0] != "equal"]
    first_old, last_old = steps[0][1], steps[-1][2]
    first_new, last_new = steps[0][3], steps[-1][4]
    was = _lines("\n".join(old[first_old:last_old]))
    now = _lines("\n".join(new[first_new:last_new]))
    alike = [n for n in range(len(old)) if _lines("\n".join(old[n : n + last_old - first_old])) == was]
    return Change(task, was, now, alike.index(first_old) + 1)


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _toml(text: str) -> str:
    if "\n" not in text and "'" not in text:
        return f"'{text}'"
    if "'''" not in text:
        return f"'''\n{text}\n'''"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
