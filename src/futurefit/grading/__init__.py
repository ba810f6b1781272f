"""Collecting, autograding and feedback, each officer alone, through nbgrader's own steps."""

from futurefit.grading.autograde import Graded, grade, submitted
from futurefit.grading.collect import (
    Collected,
    collect_from_exchange,
    collect_from_files,
)
from futurefit.grading.feedback import Feedback, give_feedback

__all__ = [
    "Collected",
    "Feedback",
    "Graded",
    "collect_from_exchange",
    "collect_from_files",
    "give_feedback",
    "grade",
    "submitted",
]
