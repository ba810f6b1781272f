"""How far a submission has come, read from the course's folders.

The gradebook alone cannot be believed: nbgrader makes the rows of a submission before it grades, and leaves 0.0 or the
points of an earlier submission when grading fails. What it does with folders tells more: it removes
autograded/<officer>/<lab>/ before it starts and after a failure, and copies the submission's timestamp.txt there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from futurefit.records.model import State
from futurefit.records.outcomes import Outcome, fingerprint

# nbgrader writes the notebook twice: cleaned (no cell has a number yet), and after it ran.
_RAN = re.compile(rb'"execution_count": \d')
STALE = "The points of the grading before it no longer hold."
_CODE = b'"cell_type": "code"'
# Read without nbgrader's own parser, which takes longer than all the rest of a standing.
_USUAL_TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{6})?) UTC")


@dataclass(frozen=True)
class Standing:
    """`state` GRADED means here that grading came to its end; whether a person must mark is in the gradebook."""

    state: State
    reason: str = ""
    submitted_at: datetime | None = None


@dataclass(frozen=True)
class Attempt:
    """nbgrader began to grade a submission; `timestamp` is that submission's (naive UTC), if it had one."""

    timestamp: datetime | None


def standing(
    course: Path,
    officer: str,
    lab: str,
    notebooks: tuple[str, ...],
    attempt: Attempt | None,
    outcome: Outcome | None,
) -> Standing:
    """The standing of one officer's lab. `notebooks` are the names that the lab must have, without .ipynb."""
    found = _standing(course, officer, lab, notebooks, attempt, outcome)
    if found.state is State.NOT_GRADED and outcome and (outcome.graded or outcome.graded_before):
        return replace(found, state=State.STALE, reason=f"{found.reason} {STALE}")
    return found


def _standing(
    course: Path,
    officer: str,
    lab: str,
    notebooks: tuple[str, ...],
    attempt: Attempt | None,
    outcome: Outcome | None,
) -> Standing:
    submitted, autograded = (course / step / officer / lab for step in ("submitted", "autograded"))
    kept = bool(notebooks) and all((autograded / f"{name}.ipynb").is_file() for name in notebooks)
    if not submitted.is_dir():
        if not kept:
            return Standing(State.NOT_SUBMITTED)
        return Standing(State.NOT_GRADED, f"Its files are gone from {submitted}. Run: futurefit collect {lab}")

    moment = _timestamp(submitted)
    at = moment.replace(tzinfo=UTC) if moment else None
    again = f"Run: futurefit grade {lab} --officer {officer}"
    current = kept and _timestamp(autograded) == moment
    if current and _replaced(submitted, autograded):  # files placed by hand, or changed in place
        graded = outcome.submission if outcome and outcome.graded else ""
        current = moment is not None and graded in ("", fingerprint(submitted))
    said = outcome if outcome and (outcome.reason or not outcome.graded) else None
    if said and said.submission != fingerprint(submitted):
        said = None

    if current and not (said and not said.graded and said.at.timestamp() >= _newest(autograded, "*.ipynb")):
        if all(_has_run(autograded / f"{name}.ipynb") for name in notebooks):
            return Standing(State.GRADED, said.reason if said and said.graded else "", at)
        return Standing(State.NOT_GRADED, f"Grading stopped before the end. {again}", at)
    if said and not said.graded:
        return Standing(State.NOT_GRADED, said.reason, at)
    missing = _missing(submitted, notebooks)
    if attempt and attempt.timestamp == moment and not kept:
        return Standing(State.NOT_GRADED, missing or f"Grading stopped before the end. {again}", at)
    return Standing(State.SUBMITTED, missing or (f"Handed in again after it was graded. {again}" if kept else ""), at)


def _timestamp(folder: Path) -> datetime | None:
    """The moment in nbgrader's timestamp.txt, as naive UTC; None if there is none that can be read."""
    try:
        text = (folder / "timestamp.txt").read_text(encoding="utf-8").strip()
        if usual := _USUAL_TIMESTAMP.fullmatch(text):
            return datetime.fromisoformat(usual[1])
        from nbgrader.utils import parse_utc

        moment: datetime = parse_utc(text)
        return moment
    except (OSError, ValueError, OverflowError):
        return None


def _newest(folder: Path, pattern: str) -> float:
    return max((path.lstat().st_mtime for path in folder.rglob(pattern)), default=0.0)


def _replaced(submitted: Path, autograded: Path) -> bool:
    """Whether something in a submission is newer than its grading."""
    return _newest(submitted, "*") > _newest(autograded, "*.ipynb")


def _has_run(notebook: Path) -> bool:
    content = notebook.read_bytes()
    return _CODE not in content or _RAN.search(content) is not None


def _missing(submitted: Path, notebooks: tuple[str, ...]) -> str:
    """What to say when a notebook of the lab is not in what was handed in; "" if all are there."""
    lost = [f"{name}.ipynb" for name in notebooks if not (submitted / f"{name}.ipynb").is_file()]
    if not lost:
        return ""
    found = ", ".join(sorted(path.name for path in submitted.glob("*.ipynb"))) or "no notebook"
    return f"{' and '.join(lost)} is not in what was handed in (there is: {found}). Ask the officer to hand in again."
