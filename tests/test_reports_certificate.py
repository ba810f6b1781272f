"""Certificates: who gets one, and that nothing in one can be changed."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from records_course import CourseMaker
from reports_records import made_up, result

from futurefit.course import Course, open_course
from futurefit.records import Records, State
from futurefit.reports import Export, ReportsError, signing
from futurefit.reports.certificate import Certificate, Rule, rule_of

BASE = made_up(officers=2, labs=2)
LABS = BASE.labs


def records(*points: tuple[tuple[float, ...], ...]) -> Records:
    """Each officer's points in each lab."""
    officers = BASE.officers[: len(points)]
    results = [
        result(officer, lab, State.GRADED, marks, BASE.read_at)
        for officer, row in zip(officers, points, strict=True)
        for lab, marks in zip(LABS, row, strict=True)
    ]
    return Records(officers, LABS, tuple(results), BASE.read_at)


FULL, HALF = (4.0, 4.0, 8.0, 4.0), (2.0, 2.0, 4.0, 2.0)


def course(tmp_path: Path, rule: str) -> Course:
    maker = CourseMaker(tmp_path / "course")
    with (maker.folder / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(rule + "\n")
    return open_course(maker.folder)


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ("c.Certificate.overall = 75", ["officer01", "officer02"]),
        ("c.Certificate.overall = 75.1", ["officer01"]),
        ("c.Certificate.each = 50", ["officer01", "officer02"]),
        ("c.Certificate.each = 51", ["officer01"]),
        ("c.Certificate.each = 51; c.Certificate.labs = ['ai-0']", ["officer01", "officer02"]),
    ],
)
def test_who_meets_the_rule_gets_one(tmp_path: Path, rule: str, who: list[str]) -> None:
    made = Certificate().files(Export(course(tmp_path, rule), records((FULL, FULL), (FULL, HALF))))
    assert [path.stem for path in made.contents if path.suffix == ".pdf"] == who
    assert len(made.notes) == 2 - len(who)


def test_a_lab_without_final_points_is_not_completed() -> None:
    rule = Rule(("ai-0",), 0.0, 0.0)
    waiting = result(BASE.officers[0], LABS[0], State.WAITING, FULL[:3])
    assert rule.lacking([waiting]) == "no final points in ai-0"


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("", "does not say what completes it.*c.Certificate.overall = 60"),
        ("c.Certificate.overall = 160", "is 160. Write percent"),
        ("c.Certificate.overall = 60; c.Certificate.labs = ['ai-9']", "names ai-9, which the course does not have"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_told(tmp_path: Path, rule: str, told: str) -> None:
    with pytest.raises(ReportsError, match=told):
        rule_of(course(tmp_path, rule), LABS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A certificate and the key to check it with."""
    of = course(tmp_path_factory.mktemp("certificates"), "c.Certificate.overall = 60")
    files = Certificate().files(Export(of, records((FULL, FULL)))).contents
    assert (of.folder / signing.PRIVATE).stat().st_mode & 0o077 == 0
    return files[Path("certificates/officer01.pdf")], files[Path("certificates/certificates.pub")]


def test_a_certificate_is_a_page_in_both_languages_and_says_what_was_signed(made: tuple[bytes, bytes]) -> None:
    content, key = made
    (page,) = pypdf.PdfReader(io.BytesIO(content)).pages
    text = page.extract_text()
    said = signing.check(content, key)
    assert (said["name"], said["officer"], said["labs"]) == ("Officer Number 1", "officer01", ["ai-0", "genai-1"])
    for words in ("Certificate of Completion", "Sijil Tamat Kursus", said["name"], said["number"], said["completed"]):
        assert words in text
    assert all(lab.title in text and lab.title_ms in text for lab in LABS)


def test_a_certificate_made_again_has_the_same_number(tmp_path: Path) -> None:
    of = course(tmp_path, "c.Certificate.overall = 60")
    now = records((FULL, FULL))
    numbers = set()
    for moment in (now, replace(now, read_at=now.read_at.replace(year=2027))):
        files = Certificate().files(Export(of, moment)).contents
        pdf = files[Path("certificates/officer01.pdf")]
        numbers.add(signing.check(pdf, files[Path("certificates/certificates.pub")])["number"])
    assert len(numbers) == 1


def forged(content: bytes, _: bytes) -> bytes:
    """The page with its own signature, made with another key."""
    said: dict[str, Any] = {"name": "Somebody else"}
    return signing.sign(content.rpartition(b"\n%futurefit-signed ")[0], said, Ed25519PrivateKey.generate())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda content, key: content[:200] + bytes([content[200] ^ 1]) + content[201:], "page was changed"),
        (lambda content, key: content.replace(b"%%EOF", b"%%E0F", 1), "page was changed"),
        (lambda content, key: b"\n" + content, "page was changed"),
        (lambda content, key: content[:-200], "damaged|changed after it was signed"),
        (lambda content, key: content.rpartition(b"\n%futurefit-signed ")[0], "bears no signature"),
        (lambda content, key: content + b"%%EOF\n", "damaged"),
        (forged, "claims the key"),
        (lambda content, key: b"", "bears no signature"),
    ],
    ids=["a byte", "the end", "put before", "cut", "no signature", "more after it", "another key", "empty"],
)
def test_any_change_shows(made: tuple[bytes, bytes], change: Callable[[bytes, bytes], bytes], told: str) -> None:
    content, key = made
    with pytest.raises(signing.SignatureError, match=told):
        signing.check(change(content, key), key)


def test_a_key_that_is_none_is_told(made: tuple[bytes, bytes]) -> None:
    with pytest.raises(signing.SignatureError, match="not a public key"):
        signing.check(made[0], made[0])
