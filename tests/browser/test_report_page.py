"""The report in a real browser: both languages, by mouse and by keyboard, on a small screen and on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from reports_records import made_up

from futurefit.reports.overview import overview
from futurefit.reports.page import render
from futurefit.reports.withhold import Ledger

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: BrowserContext, tmp_path: Path) -> Iterator[Page]:
    """The report of a class of sixty; it fails the test if it asks for anything or complains."""
    (tmp_path / "report.html").write_text(
        render(overview(Ledger(5), made_up(officers=60, ministries=5), tmp_path)), encoding="utf-8"
    )
    opened = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.goto((tmp_path / "report.html").as_uri())
    yield opened
    assert [url for url in asked if not url.endswith("report.html")] == [] and said == []
    opened.close()


def test_one_language_at_a_time_by_mouse_and_by_keyboard(page: Page) -> None:
    english, malay = (
        page.get_by_role("heading", name="Progress report"),
        page.get_by_role("heading", name="Laporan kemajuan"),
    )
    expect(english).to_be_visible()
    expect(malay).to_be_hidden()
    page.get_by_text("Bahasa Melayu", exact=True).click()
    expect(malay).to_be_visible()
    expect(english).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(english).to_be_visible()


def test_nothing_runs_over_the_edge_of_a_small_screen(page: Page) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_it_prints_on_a4_without_the_choice_of_language(page: Page) -> None:
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert 3 <= len(sheets) <= 7
    assert all(round(float(sheet.mediabox.height)) == 842 for sheet in sheets)
    text = " ".join(sheet.extract_text() for sheet in sheets)
    assert "Map of skills" in text and "Peta kemahiran" not in text and "Bahasa Melayu" not in text
