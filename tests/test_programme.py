"""The programme: what a course's folder says of its labs, and what officers' servers find of it in the exchange."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from courses import LAB, OTHER, PROJECT, TinyCourse

from futurefit.authoring.release import release
from futurefit.course import CourseError
from futurefit.programme import ORDER, Phase, Programme, Text, as_data, from_data, read_programme, read_published

LISTED = """
[[phase]]
id = "P1"
en = "Phase 1"
ms = "Fasa 1"

[[lab]]
name = "tiny-toll"
en = "To count."
ms = "Mengira."

[[lab]]
name = "to-come"
en = "Not written yet."
"""


def listed(tiny: TinyCourse, text: str = LISTED) -> Path:
    path = tiny.folder / "labs" / ORDER
    path.write_text(text, encoding="utf-8")
    return path


def test_labs_come_in_the_order_that_is_written_and_others_after_them(tiny: TinyCourse) -> None:
    listed(tiny)
    programme = read_programme(tiny.folder / "labs")
    assert programme.phases == (Phase("P1", Text("Phase 1", "Fasa 1")),)
    assert [(lab.slug, lab.teaches.ms, lab.phase, lab.points) for lab in programme.labs] == [
        (OTHER, "Mengira.", "P1", 9),
        (LAB, "", "P1", 9),
    ]


def test_every_lab_of_this_course_has_its_place_its_phase_and_both_languages() -> None:
    programme = read_programme(PROJECT / "labs")
    phases = [phase.id for phase in programme.phases]
    assert phases == ["P1", "P2"]
    for lab in programme.labs:
        assert lab.phase in phases, lab.slug
        assert all((lab.title.en, lab.title.ms, lab.teaches.en, lab.teaches.ms)), lab.slug
    assert [phases.index(lab.phase) for lab in programme.labs] == sorted(
        phases.index(lab.phase) for lab in programme.labs
    )


def test_a_release_puts_it_into_the_exchange_with_the_due_date(tiny: TinyCourse) -> None:
    listed(tiny)
    due = datetime(2026, 12, 4, 9, tzinfo=UTC)
    release(tiny.course, LAB, due, unproved=True)
    path = tiny.course.exchange / "future-fit" / "programme.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644  # officers have other accounts
    assert list(path.parent.glob(".*")) == []
    programme = read_published(tiny.course.exchange, "future-fit")
    assert {lab.slug: lab.due for lab in programme.labs} == {OTHER: None, LAB: due}
    assert from_data(as_data(programme)) == programme
    release(tiny.course, LAB, unproved=True)  # again, without a date
    assert read_published(tiny.course.exchange, "future-fit") == programme


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"phases": [], "labs": [{"slug": "a"}]}'])
def test_what_lies_there_damaged_is_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "future-fit").mkdir()
    (tmp_path / "future-fit" / "programme.json").write_text(content, encoding="utf-8")
    assert read_published(tmp_path, "future-fit") == Programme()


@pytest.mark.parametrize("text", ["[[lab", '[[lab]]\nname = "tiny"', '[[phase]]\nen = "Phase 1"'])
def test_a_mistake_in_the_list_is_told_with_its_file(tiny: TinyCourse, text: str) -> None:
    path = listed(tiny, text)
    with pytest.raises(CourseError, match=str(path)):
        read_programme(tiny.folder / "labs")
