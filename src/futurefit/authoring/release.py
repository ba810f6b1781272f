"""Give a lab to the officers: through nbgrader, into the exchange."""

from __future__ import annotations

from datetime import UTC, datetime

from futurefit.course import MALAYSIA, Course, CourseError


def release(course: Course, lab: str, due: datetime | None = None) -> None:
    """Put a built lab on record in the gradebook and release it, again if it was out already.

    Args:
        due: when work counts as late, aware; None leaves the date as it is.

    Raises:
        CourseError: the lab was not built, or nbgrader could not release it.
    """
    course.need_lab(lab)
    api = course.api
    _must(api.generate_assignment(lab, force=True), f"{lab} could not be generated")
    if due is not None:
        with course.gradebook() as book:
            book.update_or_create_assignment(lab, duedate=due.astimezone(UTC).replace(tzinfo=None))
    course.exchange.mkdir(parents=True, exist_ok=True)
    api.config.ExchangeReleaseAssignment.force = True
    _must(api.release_assignment(lab), f"{lab} could not be released to {course.exchange}")


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


def _must(result: dict, what: str) -> None:
    if not result["success"]:
        lines = [line for line in result.get("log", "").splitlines() if "[ERROR]" in line] or [result["error"].strip()]
        raise CourseError(f"{what}: {lines[-1].replace('[ERROR]', '').strip()}")
