"""The officers' sheets of results, read back as a PDF reader does."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from records_course import CourseMaker
from reports_records import made_up

from futurefit.course import open_course
from futurefit.records import Records, State
from futurefit.reports import Export, Files
from futurefit.reports.officer_sheets import OfficerSheets, to_practise


def sheets(records: Records, tmp_path: Path) -> Files:
    return OfficerSheets().files(Export(open_course(CourseMaker(tmp_path / "course").folder), records))


def pages(content: bytes) -> list[str]:
    """The words of each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def test_a_sheet_has_every_lab_of_its_officer_and_nobody_else(tmp_path: Path) -> None:
    records = made_up(officers=4, labs=14)
    made = sheets(records, tmp_path)
    assert len(made.contents) == 5 and made.notes == ()
    for officer in records.officers:
        text = " ".join(pages(made.contents[Path("officers") / f"{officer.id}.pdf"]))
        for result in records.of_officer(officer.id):
            assert result.lab.title in text
            if result.total is not None:
                assert f"{result.total:g} / 20" in text
        others = [other for other in records.officers if other is not officer]
        assert officer.name in text and not [o.id for o in others if o.id in text or o.name in text]


def test_no_page_of_the_file_with_all_officers_names_two_of_them(tmp_path: Path) -> None:
    records = made_up(officers=4, labs=14)
    seen = []
    for text in pages(sheets(records, tmp_path).contents[Path("officers.pdf")]):
        (owner,) = {officer.id for officer in records.officers if officer.id in text}
        seen.append(owner)
    assert list(dict.fromkeys(seen)) == [officer.id for officer in records.officers]


def test_what_to_practise_is_what_cost_most_and_only_what_was_marked() -> None:
    records = made_up(officers=1, labs=14)
    *tests, written = to_practise(records.results)
    shares = [item.points / item.max_points for item in tests]
    assert shares == sorted(shares) and max(shares) < 0.8
    assert written.asked.startswith("Written answers")  # of several labs, told once
    untouched = [result for result in records.results if result.state is State.NOT_SUBMITTED]
    assert untouched and to_practise(untouched) == []


@pytest.mark.parametrize("name", ["Aminah binti Çelik", "Ο Νίκος", "Дмитрий", "Nguyễn Thị Ánh"])
def test_names_keep_their_letters(name: str, tmp_path: Path) -> None:
    records = made_up(officers=1, labs=1)
    officer = replace(records.officers[0], name=name)
    records = Records(
        (officer,), records.labs, tuple(replace(r, officer=officer) for r in records.results), records.read_at
    )
    made = sheets(records, tmp_path)
    assert made.notes == ()
    assert name in pages(made.contents[Path("officers.pdf")])[0]


def test_letters_that_no_font_here_has_are_told_with_the_officer(tmp_path: Path) -> None:
    records = made_up(officers=2, labs=1)
    officer = replace(records.officers[0], name="Aminah \U0001cc00")  # of 2024; fonts that have it are rare
    officers = (officer, records.officers[1])
    results = (replace(records.results[0], officer=officer), records.results[1])
    (note,) = sheets(Records(officers, records.labs, results, records.read_at), tmp_path).notes
    assert "officer01" in note and "officer02" not in note and "apt install" in note
