"""The engine that grades officers, as a judge of a lab's own answers: nbgrader's autograder on a throwaway course.

Every answer is handed in as an officer hands in a notebook, and graded by `futurefit.grading`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from futurefit.authoring.answers import Answer, apply
from futurefit.authoring.build import build
from futurefit.authoring.judge import Failure, Verdict
from futurefit.authoring.lab import Lab, LabError
from futurefit.authoring.release import put_on_record
from futurefit.course import CONFIG, Course, open_course
from futurefit.grading import Checked, grade
from futurefit.records import read
from futurefit.scratch import Scratch


@dataclass(frozen=True)
class EngineJudge:
    """Judges by grading. Takes some seconds an answer: a kernel is started, and every cell is run.

    Attributes:
        course: the course whose nbgrader configuration is used.
    """

    course: Course
    name: str = "the grading of officers"

    def __call__(self, lab: Lab, answers: Iterable[Answer]) -> Iterator[Verdict]:
        """Judge answers; a task that an answer leaves out has the model answer.

        Raises:
            LabError: the lab cannot be graded at all, or the model answer needs a test to run other than apart,
                though the lab does not say `inside`.
        """
        with Scratch("verify") as folder:
            course = self._throwaway(lab, folder)
            names = {}
            for number, answer in enumerate(answers):
                officer = f"answer{number:03}"
                names[officer] = answer
                _hand_in(course, lab, officer, answer)
            told: list[Checked] = []
            graded = grade(course, lab.slug, told=told.append)
            reasons = {item.outcome.officer: item.outcome.reason for item in graded}
            if not lab.settings.inside and (problems := [text for one in told for _, text in one.told]):
                raise LabError([f"{lab.folder / 'lab.py'}: {text}" for text in problems])
            results = {result.officer.id: result for result in read(course.folder).of_lab(lab.slug)}
            for officer, answer in names.items():
                if reasons[officer]:
                    raise LabError([f"{lab.folder / 'lab.py'}: {answer.name} could not be graded: {reasons[officer]}"])
                points = {task.grade_id: float(task.points or 0) for task in results[officer].tasks}
                points = {test: points.get(test, 0.0) for test in lab.tests}
                lost = {test: Failure("", "") for test, worth in lab.tests.items() if points[test] < worth}
                yield Verdict(answer.name, points, lost, answer.loses)

    def _throwaway(self, lab: Lab, folder: Path) -> Course:
        """A course of this one lab, built and on record, with nothing released."""
        shutil.copy(self.course.folder / CONFIG, folder)
        shutil.copytree(lab.folder, folder / "labs" / lab.slug, ignore=shutil.ignore_patterns("__pycache__"))
        course = open_course(folder)
        list(build(course, [lab.slug]))
        put_on_record(course, lab.slug)
        return course


def _hand_in(course: Course, lab: Lab, officer: str, answer: Answer) -> None:
    """Put an answer into the released notebook, in the place where collecting leaves it."""
    folder = course.folder / "submitted" / officer / lab.slug
    shutil.copytree(course.folder / "release" / lab.slug, folder)
    path = folder / f"{lab.slug}.ipynb"
    model = {task: lab.cell(task).source for task in lab.tests_by_task}
    nbformat.write(apply(nbformat.read(path, 4), model | answer.cells), path)
