"""From a lab's text to the notebooks that officers receive, the judging of answers by its tests, and their proof."""

from futurefit.authoring.answers import Answer, apply, read_answers
from futurefit.authoring.build import Built, build
from futurefit.authoring.judge import MODEL, Conditions, Failure, ForkJudge, Judge, Verdict, judge_lab
from futurefit.authoring.lab import Lab, LabError, Settings, read_lab, slugs
from futurefit.authoring.picture import draw_picture
from futurefit.authoring.skeleton import new_lab

__all__ = [
    "MODEL",
    "Answer",
    "Built",
    "Conditions",
    "Failure",
    "ForkJudge",
    "Judge",
    "Lab",
    "LabError",
    "Settings",
    "Verdict",
    "apply",
    "build",
    "draw_picture",
    "judge_lab",
    "new_lab",
    "read_answers",
    "read_lab",
    "slugs",
]
