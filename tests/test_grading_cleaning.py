"""Cleaning: what could run or ask for anything is gone, what an officer draws and writes is still there.

Whether a real browser agrees is tried in tests/browser/test_feedback_page.py.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from attacks import HTML, MARKDOWN, armed

from futurefit.grading.feedback.cleaning import clean, clean_markdown, clean_picture, clean_text

UNSAFE = {"script", "iframe", "object", "embed", "link", "base", "form", "input", "button", "meta", "frame", "math"}
ADDRESS = re.compile(r"#|https?://|mailto:|data:image/(png|jpeg|gif|webp|svg\+xml);base64,")


class Inspector(HTMLParser):
    """Collects whatever must not be in a cleaned text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.css = ""
        self._style = False
        self.feed(text)
        self.close()
        for wrong in ("url(h", "url(/", 'url("', "@", "position", "expression", "content:", "<"):
            if wrong in re.sub(r"content:content", "", self.css).lower():
                self.bad.append(f"{wrong} in a style: {self.css}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = tag == "style"
        if tag in UNSAFE:
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("srcset", "srcdoc", "action", "formaction", "ping", "background"):
                self.bad.append(name)
            if name in ("href", "src", "xlink:href") and not ADDRESS.match(value or ""):
                self.bad.append(f"{name}={value}")
            if name == "style":
                self.css += f"{value};"

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if self._style:
            self.css += data


@pytest.mark.parametrize("name", HTML)
def test_hostile_html_is_harmless(name: str) -> None:
    assert Inspector(clean(armed(HTML)[name])).bad == []


@pytest.mark.parametrize("name", MARKDOWN)
def test_hostile_markdown_is_harmless(name: str) -> None:
    assert Inspector(clean_markdown(armed(MARKDOWN)[name])).bad == []


def test_the_inspector_finds_what_is_not_cleaned() -> None:
    missed = [name for name, text in armed(HTML).items() if not Inspector(text).bad]
    assert len(missed) < len(HTML) / 4, missed


def test_every_text_stays_in_its_box() -> None:
    for text in armed(HTML).values():
        cleaned = clean(text)
        assert cleaned.count("<div") == cleaned.count("</div>")
        assert not cleaned or cleaned.startswith('<div class="fb-theirs"')


@pytest.mark.parametrize(
    "kept",
    [
        '<table border="1" class="dataframe"><tbody><tr><td colspan="2">1</td></tr></tbody></table>',
        '<span style="color:#59636e;white-space:pre-wrap">grey</span>',
        '<p style="background:linear-gradient(90deg,#56b4e9 50%,transparent 50%)">bar</p>',
        "<details><summary>more</summary>text</details>",
        '<a href="https://example.gov.my/" rel="noopener noreferrer">site</a>',
        '<img alt="dot" src="data:image/png;base64,iVBORw0KGgo=">',
        '<svg viewBox="0 0 9 9"><path d="M0 0" style="fill:none;stroke:#000"></path></svg>',
        '<ol start="3"><li>three</li></ol>',
        '<b style="border-left:5px solid var(--jp-ui-font-color1, #1f2328)">card</b>',
    ],
)
def test_what_officers_draw_and_write_is_left_as_it_is(kept: str) -> None:
    assert kept in clean(kept)


def test_names_are_its_own_wherever_they_are_used() -> None:
    cleaned = clean(
        "<style>#a td.b:nth-child(2) {color: red} #a, p {margin: 0}</style><p id='a'>x</p><a href='#a'>y</a>"
        "<svg><defs><clipPath id='c'><rect/></clipPath></defs><use xlink:href='#c'/>"
        "<rect clip-path='url(#c)' style='fill:url(\"#a\")'/></svg>"
    )
    (box,) = re.findall(r'class="fb-theirs" id="(\w+)"', cleaned)
    assert f"#{box} #{box}-a td.b:nth-child(2){{color:red}}" in cleaned
    assert f"#{box} #{box}-a,#{box} p{{margin:0}}" in cleaned
    assert f'<p id="{box}-a">' in cleaned
    assert f'<a href="#{box}-a"' in cleaned
    assert f'xlink:href="#{box}-c"' in cleaned
    assert f'clip-path="url(#{box}-c)"' in cleaned
    assert f"fill:url(#{box}-a)" in cleaned


def test_nobody_can_dress_up_as_the_page() -> None:
    assert 'class="mine"' in clean('<p class="fb-passed mine">20 of 20</p>')
    assert "fb-passed" not in clean('<p class="fb-passed mine">20 of 20</p>')


def test_what_shows_nothing_is_nothing() -> None:
    assert clean("<script>1</script> <p> </p>") == ""
    assert clean_text(" \n") == ""


def test_a_picture_is_its_data_and_nothing_else() -> None:
    assert clean_picture("image/png", "iVBO\nRw0KGgo=").endswith('src="data:image/png;base64,iVBORw0KGgo=">')
    assert clean_picture("image/png", 'x" onerror="1') == ""
    drawn = clean_picture("image/svg+xml", '<svg onload="1"/>')  # in <img>, it cannot run
    assert re.fullmatch(r'<img alt="[^"]+" src="data:image/svg\+xml;base64,[\w+/=]+">', drawn)


def test_printed_text_is_text() -> None:
    assert clean_text("\x1b[31m<b>red</b>\x1b[0m \x1b]8;;http://x\x07link") == "<pre>&lt;b&gt;red&lt;/b&gt; link</pre>"


def test_formulas_hints_and_attached_pictures_of_markdown_are_shown() -> None:
    text = "A $a<b$ **c**\n\n<details><summary>Hint</summary>\n\nd\n</details>\n\n![e](attachment:e.png)"
    cleaned = clean_markdown(text, {"e.png": {"image/png": "iVBORw0KGgo="}})
    for wanted in ("$a&lt;b$", "<strong>c</strong>", "<summary>Hint</summary>", "data:image/png;base64,iVBORw0KGgo="):
        assert wanted in cleaned


@pytest.mark.parametrize(
    "nested",
    [
        "<div>" * 20_000,
        f"<style>p{{width:{'calc(' * 20_000}</style>",
        f"<style>{':not(' * 20_000}</style>",
        f"<p style='width:{'(' * 50_000}'>",
    ],
    ids=["boxes", "values", "selectors", "brackets"],
)
def test_what_is_nested_without_end_is_still_cleaned(nested: str) -> None:
    assert "the end" in clean(
        f"{nested}<p>the end</p>" if "style>" in nested or "<div" in nested else f"{nested}the end"
    )
