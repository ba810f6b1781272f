"""Answer files: other right answers and known wrong ones, the tests of a lab's tests.

`right_<method>.py` and `wrong_<misconception>.py` are percent files. A cell headed `# %% <grade_id>` replaces the
solution cell of that id; all others keep the model answer. A wrong one starts with `# loses: <test id>, …` and one
line on the misconception.
"""

from __future__ import annotations

import ast
import copy
import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from futurefit.authoring.lab import Lab, LabError

_HEAD = re.compile(r"# %%\s*(?P<id>\S*)\s*$")
_LOSES = re.compile(r"#\s*loses:\s*(?P<ids>.*)$")


@dataclass(frozen=True)
class Answer:
    """One answer file: cell texts by grade_id, and the test cells that must catch it (None: only report)."""

    path: Path
    cells: dict[str, str]
    loses: frozenset[str] | None

    @property
    def name(self) -> str:
        return self.path.stem


def read_answers(lab: Lab, folder: Path | None = None) -> list[Answer]:
    """The answers of a lab, or those of another folder, where `# loses:` may be missing.

    Raises:
        LabError: a file that is neither right nor wrong by its name, that names an unknown cell or test, or that is
            not Python; all such mistakes at once.
    """
    own = folder is None
    answers, problems = [], []
    for path in sorted((folder or lab.folder / "answers").glob("*.py")):
        try:
            answers.append(_read_answer(lab, path, own))
        except LabError as error:
            problems += error.problems
    if problems:
        raise LabError(problems)
    return answers


def _read_answer(lab: Lab, path: Path, own: bool) -> Answer:
    text = path.read_text(encoding="utf-8")
    problems = []
    if own and not path.name.startswith(("right_", "wrong_")):
        problems.append(f"{path}: the name must start with right_ or wrong_")
    try:
        ast.parse(text)
    except SyntaxError as error:
        if own:
            problems.append(f"{path}:{error.lineno}: not Python: {error.msg}")
    cells: dict[str, list[str]] = {}
    current: list[str] | None = None
    loses: frozenset[str] | None = frozenset() if own else None
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            grade_id = head["id"]
            if grade_id not in lab.solutions:
                problems.append(f"{path}:{number}: no solution cell “{grade_id}”; there are {', '.join(lab.solutions)}")
            if grade_id in cells:
                problems.append(f"{path}:{number}: “{grade_id}” stands twice")
            current = cells[grade_id] = []
        elif current is not None:
            current.append(line)
        elif match := _LOSES.match(line):
            loses = frozenset(part.strip() for part in match["ids"].split(",") if part.strip())
            unknown = sorted(loses - set(lab.tests))
            if unknown:
                problems.append(f"{path}:{number}: no test cell {', '.join(unknown)}; there are {', '.join(lab.tests)}")
    if not cells:
        problems.append(f"{path}: no cell; head each answer with “# %% <grade_id>”")
    if own and path.name.startswith("wrong_") and not loses:
        problems.append(f"{path}:1: a wrong answer starts with “# loses: <test id>, …”")
    if own and path.name.startswith("right_") and loses:
        problems.append(f"{path}: a right answer loses nothing")
    if problems:
        raise LabError(problems)
    return Answer(path, {key: "\n".join(value).strip("\n") for key, value in cells.items()}, loses)


def apply(notebook: NotebookNode, cells: dict[str, str]) -> NotebookNode:
    """A copy of a notebook with the text of these cells replaced, by grade_id: an officer's submission."""
    changed = copy.deepcopy(notebook)
    for cell in changed.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in cells:
            cell.source = cells[grade_id]
    return changed
