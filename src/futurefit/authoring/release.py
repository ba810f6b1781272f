"""Give a lab to the officers: through nbgrader, into the exchange, and only with tests that are proved."""

from __future__ import annotations

import getpass
import json
import os
from datetime import UTC, datetime

from futurefit.authoring.build import differs_from_text
from futurefit.authoring.proved import why_not_proved
from futurefit.course import MALAYSIA, Course, CourseError
from futurefit.programme import publish

RELEASES = "releases.jsonl"  # of the running course: a line for each release, with who made it


def release(course: Course, lab: str, due: datetime | None = None, *, unproved: bool = False) -> None:
    """Put a built lab on record in the gradebook and release it, again if it was out already.

    Args:
        due: when work counts as late, aware; None leaves the date as it is.
        unproved: release it although its tests are not proved; who chose so is written to `releases.jsonl`.

    Raises:
        CourseError: the lab was not built, its tests are not proved, nbgrader could not release it, or a file of the
            programme has a mistake.
    """
    course.need_lab(lab)
    problem = why_not_proved(course.folder / "labs" / lab)
    mend = f"futurefit verify {lab}"
    if not problem and (stale := differs_from_text(course, lab)):
        problem = f"{', '.join(stale)} is not what labs/{lab} says, and only that text is proved"
        mend = f"futurefit build {lab}"
    if problem and not unproved:
        raise CourseError(
            f"{lab} was not released: {problem}. Run: {mend}\n"
            f"(To release it all the same, with your name on record: futurefit release {lab} --unproved)"
        )
    put_on_record(course, lab, due)
    course.exchange.mkdir(parents=True, exist_ok=True)
    api = course.api
    api.config.ExchangeReleaseAssignment.force = True
    _must(api.release_assignment(lab), f"{lab} could not be released to {course.exchange}")
    publish(course)
    _remember(course, lab, problem)


def put_on_record(course: Course, lab: str, due: datetime | None = None) -> None:
    """Put a built lab into the gradebook, so that it can be graded.

    Raises:
        CourseError: nbgrader could not do so.
    """
    _must(course.api.generate_assignment(lab, force=True), f"{lab} could not be generated")
    if due is not None:
        with course.gradebook() as book:
            book.update_or_create_assignment(lab, duedate=due.astimezone(UTC).replace(tzinfo=None))


def parse_due(text: str) -> datetime:
    """Read a due date as people write it, “2026-12-04 17:00”, in Malaysian time.

    Raises:
        CourseError: it is no date.
    """
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise CourseError(f"“{text}” is not a date. Write it as 2026-12-04 17:00 (Malaysian time).") from None
    return when if when.tzinfo else when.replace(tzinfo=MALAYSIA)


def _remember(course: Course, lab: str, problem: str) -> None:
    """Add a line to the course's list of releases; `problem` says in what respect the lab is not proved."""
    line = {
        "lab": lab,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": os.environ.get("JUPYTERHUB_USER") or getpass.getuser(),
        "proved": not problem,
        "unproved_because": problem,
    }
    with (course.folder / RELEASES).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _must(result: dict, what: str) -> None:
    if not result["success"]:
        lines = [line for line in result.get("log", "").splitlines() if "[ERROR]" in line] or [result["error"].strip()]
        raise CourseError(f"{what}: {lines[-1].replace('[ERROR]', '').strip()}")
