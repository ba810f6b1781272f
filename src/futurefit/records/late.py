"""What handing in late takes off, by the due date, extension, late rule and marks as they are now.

nbgrader reckons a penalty while it autogrades and never again: a due date that moves, an extension, another rule, or a
marker's points afterwards leave the old one in the gradebook.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from traitlets.config import Config

from futurefit.records._gradebook_file import Ask

# Points taken off a notebook, given the officer, its score and the seconds that it came late.
Rule = Callable[[str, float, float], float]

_STEP = "AssignLatePenalties"  # of nbgrader's autograder
_DUST = 1e-9  # of binary fractions
_EPOCH = datetime(1970, 1, 1)  # how SQLite keeps a span of time: as the moment so long after this one
_QUESTION = """
SELECT s.student_id, a.name, s.timestamp, a.duedate, s.extension, n.late_submission_penalty, (
    SELECT SUM(COALESCE(g.manual_score, g.auto_score) + COALESCE(g.extra_credit, 0)) FROM grade g
    WHERE g.notebook_id = n.id AND COALESCE(g.manual_score, g.auto_score) IS NOT NULL)
FROM submitted_notebook n
JOIN submitted_assignment s ON s.id = n.assignment_id JOIN assignment a ON a.id = s.assignment_id
WHERE :lab IN ('', a.name)
"""


def outdated_penalties(ask: Ask, config: Config, lab: str = "") -> set[tuple[str, str]]:
    """The (officer, lab) of whom the gradebook holds another late penalty than would be reckoned now.

    nbgrader is imported only where somebody is late and a rule is set. A rule that fails is outdated: grading says why.

    Args:
        config: nbgrader's configuration of the course.
        lab: only this one.
    """
    steps = config.get("Autograde", {}).get("autograde_preprocessors", [_STEP])
    if not any(_STEP in (step, getattr(step, "__name__", "")) or str(step).endswith(f".{_STEP}") for step in steps):
        return set()  # the course reckons in a way of its own
    rule: Rule | None = None
    found: set[tuple[str, str]] = set()
    for officer, name, handed_in, due, extension, penalty, score in ask(_QUESTION, {"lab": lab}):
        now = 0.0
        late = _seconds_late(handed_in, due, extension)
        if late > 0:
            try:
                rule = rule or _rule(config)
                now = rule(officer, float(score or 0.0), late)
            except Exception:  # a course's own rule raises whatever it likes
                found.add((officer, name))
        if abs(now - (penalty or 0.0)) > _DUST:
            found.add((officer, name))
    return found


def _seconds_late(handed_in: Any, due: Any, extension: Any) -> float:
    """As nbgrader reckons; moments as the database gives them, naive UTC."""
    if handed_in is None or due is None:
        return 0.0
    return (_moment(handed_in) - _moment(due) - _span(extension)).total_seconds()


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _span(value: Any) -> timedelta:
    if value is None or isinstance(value, timedelta):
        return value or timedelta()
    return _moment(value) - _EPOCH


def _rule(config: Config) -> Rule:
    """The course's late rule: the step that nbgrader's autograder takes, asked without a gradebook."""
    if not (config.get(_STEP) or config.get("LateSubmissionPlugin")):
        return lambda officer, score, late: 0.0  # nbgrader's own: none
    from nbgrader.preprocessors import AssignLatePenalties

    step = AssignLatePenalties(config=config)
    step.init_plugin()

    def rule(officer: str, score: float, late: float) -> float:
        penalty = step.plugin_inst.late_submission_penalty(officer, score, late)
        return 0.0 if penalty is None else min(max(penalty, 0.0), score)  # nbgrader's own bounds

    return rule
