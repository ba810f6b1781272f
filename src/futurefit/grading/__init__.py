"""Collecting, autograding and feedback, each officer alone, through nbgrader's own steps.

The names below are looked up when they are first used: a worker runs submissions without nbgrader, whose import takes
longer than a submission.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from futurefit.grading.batch.driver import Graded, grade, submitted
    from futurefit.grading.checked import Checked, check
    from futurefit.grading.collect.collect import (
        Collected,
        collect_from_exchange,
        collect_from_files,
    )
    from futurefit.grading.configuration import configure
    from futurefit.grading.feedback.give import Feedback, give_feedback
    from futurefit.grading.versions import grader_version, lab_version

__all__ = [
    "Checked",
    "Collected",
    "Feedback",
    "Graded",
    "check",
    "collect_from_exchange",
    "collect_from_files",
    "configure",
    "give_feedback",
    "grade",
    "grader_version",
    "lab_version",
    "submitted",
]

_HOME = {
    "Checked": "checked",
    "Collected": "collect.collect",
    "Feedback": "feedback.give",
    "Graded": "batch.driver",
    "check": "checked",
    "collect_from_exchange": "collect.collect",
    "collect_from_files": "collect.collect",
    "configure": "configuration",
    "give_feedback": "feedback.give",
    "grade": "batch.driver",
    "grader_version": "versions",
    "lab_version": "versions",
    "submitted": "batch.driver",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
