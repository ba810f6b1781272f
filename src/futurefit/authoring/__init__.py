"""From a lab's text to the notebooks that officers receive, and the judging of answers by its tests."""

from futurefit.authoring.answers import Answer, apply, read_answers
from futurefit.authoring.build import Built, build
from futurefit.authoring.judge import Verdict, judge, judge_lab
from futurefit.authoring.lab import Lab, LabError, Settings, read_lab, slugs
from futurefit.authoring.picture import draw_picture

__all__ = [
    "Answer",
    "Built",
    "Lab",
    "LabError",
    "Settings",
    "Verdict",
    "apply",
    "build",
    "draw_picture",
    "judge",
    "judge_lab",
    "read_answers",
    "read_lab",
    "slugs",
]
