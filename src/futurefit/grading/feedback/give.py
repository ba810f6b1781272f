"""Give officers their feedback: nbgrader's page for each, and back through the exchange where they submitted there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from futurefit.course import Course
from futurefit.grading.collect.collect import AS_FILE
from futurefit.records import read


@dataclass(frozen=True)
class Feedback:
    """One officer's feedback: the page, and whether it went out through the exchange.

    `page` is the folder with the pages for a lab of several notebooks, and None where none was made.
    """

    officer: str
    page: Path | None
    released: bool
    problem: str = ""


def give_feedback(course: Course, lab: str) -> Iterator[Feedback]:
    """Make and release feedback for everyone graded; one that fails does not stop the others.

    Nobody gets a page whose points are not those of the present submission: where grading stopped before its end,
    nbgrader's page would show a 0.

    Raises:
        CourseError: no such lab.
    """
    course.need_lab(lab)
    api = course.api
    results = {result.officer.id: result for result in read(course.folder).of_lab(lab)}
    for kept in sorted((course.folder / "autograded").glob(f"*/{lab}")):
        officer = kept.parent.name
        again = f"Grade the work again: futurefit grade {lab} --officer {officer} --fresh"
        result = results.get(officer)
        if result is None or not result.has_points:
            why = f"{result.state}. {result.reason}" if result else f"not in the gradebook. {again}"
            yield Feedback(officer, None, False, why)
            continue
        made = api.generate_feedback(lab, officer, force=True)
        folder = course.folder / "feedback" / officer / lab
        pages = [folder / f"{name}.html" for name in result.lab.notebooks]
        page = pages[0] if len(pages) == 1 else folder
        if not made["success"] or not all(path.is_file() for path in pages):
            yield Feedback(officer, None, False, f"nbgrader could not make the page. {again}")
            continue
        # Feedback on work that was handed in as a file is handed back as a file, too.
        secret = folder / "submission_secret.txt"
        if not secret.is_file() or secret.read_text(encoding="utf-8").startswith(AS_FILE):
            yield Feedback(officer, page, False)
            continue
        sent = api.release_feedback(lab, officer)
        problem = "" if sent["success"] else sent["error"].strip().splitlines()[-1]
        yield Feedback(officer, page, sent["success"], problem)
