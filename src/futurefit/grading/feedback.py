"""Give officers their feedback: nbgrader's page for each, and back through the exchange where they submitted there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from futurefit.course import Course


@dataclass(frozen=True)
class Feedback:
    """One officer's feedback: the page, and whether it went out through the exchange."""

    officer: str
    page: Path | None
    released: bool
    problem: str = ""


def give_feedback(course: Course, lab: str) -> Iterator[Feedback]:
    """Make and release feedback for everyone graded; one that fails does not stop the others.

    Raises:
        CourseError: no such lab.
    """
    course.need_lab(lab)
    api = course.api
    for folder in sorted((course.folder / "autograded").glob(f"*/{lab}")):
        officer = folder.parent.name
        made = api.generate_feedback(lab, officer, force=True)
        page = course.folder / "feedback" / officer / lab / f"{lab}.html"
        if not made["success"] or not page.is_file():
            problem = made.get("error", "nbgrader made no page").strip().splitlines()[-1]
            yield Feedback(officer, None, False, problem)
            continue
        # Work that was handed in as a file has no secret: its feedback is handed back as a file, too.
        if not (page.parent / "submission_secret.txt").is_file():
            yield Feedback(officer, page, False)
            continue
        sent = api.release_feedback(lab, officer)
        problem = "" if sent["success"] else sent["error"].strip().splitlines()[-1]
        yield Feedback(officer, page, sent["success"], problem)
