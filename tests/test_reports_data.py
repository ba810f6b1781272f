"""grades.json keeps to its published schema, and says the same as the records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from records_course import CourseMaker
from reports_records import made_up

from futurefit.course import Course, open_course
from futurefit.records import State
from futurefit.reports import Export
from futurefit.reports.data import SCHEMA, Json


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return open_course(CourseMaker(tmp_path / "course").folder)


def validator() -> Any:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def test_what_is_written_keeps_to_the_schema_and_says_what_the_records_say(course: Course) -> None:
    records = made_up()
    made = Json().files(Export(course, records, "2026-1")).contents
    data = json.loads(made[Path("grades.json")])
    assert json.loads(made[Path("grades.schema.json")]) == json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator().validate(data)
    assert [lab["lab"] for lab in data["labs"]] == [lab.slug for lab in records.labs]
    told = {(o["id"], r["lab"]): (r["state"], r["total"]) for o in data["officers"] for r in o["results"]}
    assert told == {(r.officer.id, r.lab.slug): (str(r.state), r.total) for r in records.results}
    assert {state for state, total in told.values() if total is None} == {State.NOT_SUBMITTED, State.WAITING}
    assert "@" not in made[Path("grades.json")].decode()  # no addresses


def test_an_empty_course_keeps_to_it_too(course: Course) -> None:
    validator().validate(json.loads(Json().files(Export(course, made_up(0, 0))).contents[Path("grades.json")]))


@pytest.mark.parametrize(
    ("field", "value"),
    [("total", 3.0), ("state", "done"), ("total", 0.0), ("tasks", None)],
    ids=["a number without a grade", "an unknown state", "a zero for no grade", "no tasks"],
)
def test_the_schema_refuses_what_could_mislead(course: Course, field: str, value: object) -> None:
    data = json.loads(Json().files(Export(course, made_up(3, 2))).contents[Path("grades.json")])
    results = [result for officer in data["officers"] for result in officer["results"]]
    next(result for result in results if result["state"] != "graded")[field] = value
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(data)
