"""The page of feedback in a real browser: hostile work does nothing to it, and an officer's own work looks right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from attacks import ATTACHMENTS, HTML, MARKDOWN, OTHER, armed
from browser_lab import RIGHT, Person, submit
from courses import LAB, TinyCourse, cell, copy_of
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from playwright.sync_api import BrowserContext, Page, expect

from futurefit.authoring.release import release
from futurefit.course import Course
from futurefit.grading import collect_from_exchange, give_feedback, grade

pytestmark = pytest.mark.browser

# Runs what a reader could set off: every link, box and summary is pointed at, clicked and typed into.
TOUCH_ALL = """() => {
  document.addEventListener('click', event => event.target.closest('a[href^="http"]') && event.preventDefault());
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (const element of document.body.querySelectorAll('*')) {
    for (const kind of ['pointerenter', 'mouseover', 'mouseenter', 'focus', 'animationstart', 'transitionend', 'error'])
      element.dispatchEvent(new Event(kind, {bubbles: true}));
    if (!element.matches('a[href^="#"], a[href^="mailto"], summary')) element.click?.();
  }
}"""
POISON = {
    "application/vnd.jupyter.widget-state+json": {
        "state": {"</script><script>(window.ran=['widget state'])</script>": {}}
    }
}


@dataclass
class Visit:
    """A page opened in a window that keeps account of what it did."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def open(self, path: Path) -> Page:
        self.page.goto(path.as_uri())
        self.page.evaluate(TOUCH_ALL)
        self.page.wait_for_timeout(300)
        return self.page

    @property
    def ran(self) -> list[str]:
        found: list[str] = self.page.evaluate("window.ran || []")
        return found


@pytest.fixture
def visit(browser: BrowserContext) -> Iterator[Callable[[], Visit]]:
    pages = []

    def new() -> Visit:
        visit = Visit(browser.new_page())
        pages.append(visit.page)
        visit.page.on("request", lambda r: r.url.startswith(("file:", "data:", "about:")) or visit.asked.append(r.url))
        visit.page.on("dialog", lambda dialog: (visit.said.append(dialog.message), dialog.dismiss()))
        visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
        return visit

    yield new
    for page in pages:
        page.close()


def shows(kind: str, texts: dict[str, str]) -> str:
    """The text of a cell that displays each of these."""
    return (
        f"from IPython.display import display\nfor text in {json.dumps(list(texts.values()))}:\n"
        f"    display({{{kind!r}: text, 'text/plain': 'shown in its place'}}, raw=True)"
    )


@pytest.fixture(scope="module")
def attacked(tiny_template: TinyCourse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an officer whose work attacks in every place that an officer can write to."""
    tiny = copy_of(tiny_template, tmp_path_factory.mktemp("attacked") / "course")
    html, markdown = armed(HTML), armed(MARKDOWN)
    loud = shows("text/html", html).replace("\n", "\n    ")
    work = tiny.answered(
        fare=f"def fare(zones, price):\n    {loud}\n    return {html['script']!r}",
        longest=f"def longest(names):\n    raise ValueError({html['image-error']!r})",
        reflection="\n\n".join([*markdown.values(), *html.values()]),
    )
    attachments = {"attachments": ATTACHMENTS}
    work.cells[0].source += "\n\n" + html["image-error"]  # the lab's own text, changed
    work.cells += [new_code_cell(shows("text/html", html)), new_code_cell(shows("text/markdown", html | markdown))]
    work.cells += [new_code_cell(shows(kind, {kind: text})) for kind, text in armed(OTHER).items()]
    work.cells += [new_markdown_cell(text, **attachments) for text in markdown.values()]
    work.cells += [new_markdown_cell(text) for text in html.values() if "\udc00" not in text and "\0" not in text]
    work.cells += [new_raw_cell(html["script"], metadata={"raw_mimetype": "text/html"})]
    work.cells += [new_code_cell(f"print({html['script']!r})\nraise NameError({html['image-error']!r})")]
    work.cells += [new_code_cell(f"# {html['out-of-the-box']}\n1", metadata={"tags": [html["script"]]})]
    work.metadata.widgets = POISON
    work.metadata.title = html["script"]
    work.metadata.language_info = {"name": html["script"], "pygments_lexer": html["script"]}
    cell(work, "reflection").source = cell(work, "reflection").source.replace("\udc00", "").replace("\0", "")
    tiny.hand_in("officer01", work)
    assert [item.outcome.graded for item in grade(tiny.course, LAB)] == [True]
    with tiny.course.gradebook() as book:
        book.find_comment("reflection", LAB, LAB, "officer01").manual_comment = html["image-error"]
        book.db.commit()
    (made,) = give_feedback(tiny.course, LAB)
    assert made.page is not None, made.problem
    return made.page


def test_the_attacks_work_where_nothing_is_cleaned(visit: Callable[[], Visit], tmp_path: Path) -> None:
    """So that silence on a page of feedback says something."""
    window = visit()
    for name, text in armed(HTML).items():
        if name in ("script", "image-error", "svg-load", "link-script", "image-from-there", "style-import"):
            (tmp_path / "raw.html").write_text(text, encoding="utf-8")
            window.open(tmp_path / "raw.html")
            assert name in window.ran or any(name in url for url in window.asked), name


@pytest.mark.parametrize("policy", [True, False], ids=["as it is", "without its policy"])
def test_nothing_that_is_handed_in_runs_or_asks_for_anything(
    attacked: Path, visit: Callable[[], Visit], tmp_path: Path, policy: bool
) -> None:
    text = attacked.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    if not policy:  # the cleaning must hold alone
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    window = visit()
    page = window.open(tmp_path / "page.html")
    assert (window.ran, window.asked, window.said) == ([], [], [])
    assert page.url.startswith("file:")
    assert page.locator("script, iframe, object, embed, link, base, form, input, button, video, audio").count() == 0
    assert page.locator("meta[http-equiv=refresh i]").count() == 0
    addresses = page.locator("[href], [src]").evaluate_all(
        "found => found.map(e => e.getAttribute('href') || e.getAttribute('src'))"
    )
    assert all(re.match(r"#|https?://|mailto:|data:image/(png|jpeg|svg\+xml);base64,", each) for each in addresses)
    handlers = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames().filter(n => n.startsWith('on')))"
    )
    assert handlers == []


def test_nothing_that_is_handed_in_covers_or_hides_the_points(attacked: Path, visit: Callable[[], Visit]) -> None:
    page = visit().open(attacked)
    expect(page.locator("#total")).to_have_count(1)
    for part in ("header h1", "#total", "header table a", ".fb-test h3"):
        for place in page.locator(part).all():
            place.scroll_into_view_if_needed()
            assert place.evaluate(
                "e => { const r = e.getClientRects()[0];"
                " return e.contains(document.elementFromPoint(r.x + 5, r.y + r.height / 2)); }"
            ), f"{part} is covered"
    assert page.locator(".fb-theirs [class*=fb-]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


PLOTS = """
import matplotlib, io
matplotlib.use("agg")
import matplotlib.pyplot as plt, pandas as pd
from IPython.display import HTML, SVG, display
from futurefit.kit.cards import show_card
table = pd.DataFrame({"state": ["Perak", "Sabah", "Johor"], "trips": [120, 80, 45]})
display(table)
display(table.style.background_gradient(cmap="Blues", subset=["trips"]).set_properties(**{"font-weight": "bold"}))
display(table.style.bar(subset=["trips"], color="#56B4E9"))
def draw(kind):
    fig, ax = plt.subplots(figsize=(5, 2))
    ax.bar(table["state"], table["trips"], color=["#0072B2", "#E69F00", "#009E73"], hatch="/")
    ax.imshow([[0, 1], [1, 0]], extent=(2.6, 3.4, 0, 100), aspect="auto")
    ax.plot([0, 1, 2], [10, 90, 30], "o-", color="#D55E00")
    ax.set_title("Trips by state")
    file = io.BytesIO()
    fig.savefig(file, format=kind)
    plt.close(fig)
    return file.getvalue()
import base64
display({"image/png": base64.b64encode(draw("png")).decode(), "text/plain": "x"}, raw=True)
display(SVG(draw("svg").decode()))
drawn = draw("svg").decode()
display(HTML('<div class="inline-svg">' + drawn[drawn.index("<svg"):] + "</div>"))
display(HTML('<div class="gradient"><svg width="200" height="40" viewBox="0 0 200 40"><defs>'
  '<linearGradient id="g"><stop offset="0" stop-color="#D55E00"/><stop offset="1" stop-color="#0072B2"/>'
  '</linearGradient><clipPath id="c"><circle cx="100" cy="20" r="20"/></clipPath></defs>'
  '<rect width="80" height="40" fill="url(#g)"/><rect x="80" width="100" height="40" fill="#009E73" '
  'clip-path="url(#c)"/>'
  '</svg></div>'))
show_card("good", "The green card")
show_card("bad", "The red card", [("Why:", "Look at the price.")], folded="Traceback of the officer's own")
"""


@pytest.fixture(scope="module")
def plotted(tiny_template: TinyCourse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an officer who draws tables, charts and cards."""
    tiny = copy_of(tiny_template, tmp_path_factory.mktemp("plotted") / "course")
    work = tiny.answered(fare="def fare(zones, price):\n    return 7.5")
    work.cells.insert(work.cells.index(cell(work, "fare")) + 1, new_code_cell(PLOTS))
    tiny.hand_in("officer01", work)
    list(grade(tiny.course, LAB))
    (made,) = give_feedback(tiny.course, LAB)
    assert made.page is not None, made.problem
    return made.page


def test_tables_charts_and_cards_keep_their_looks(plotted: Path, visit: Callable[[], Visit]) -> None:
    page = visit().open(plotted)
    page.screenshot(path=plotted.with_suffix(".png"), full_page=True)

    def style(place: str, name: str, number: int = 0) -> str:
        found: str = page.locator(place).nth(number).evaluate(f"e => getComputedStyle(e).{name}")
        return found

    most = page.locator("td", has_text=re.compile("^120$")).nth(1)
    assert most.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(8, 48, 107)"  # the darkest of "Blues"
    assert most.evaluate("e => getComputedStyle(e).fontWeight") == "700"
    bar = page.locator("td", has_text=re.compile("^120$")).nth(2)
    assert "linear-gradient" in bar.evaluate("e => getComputedStyle(e).backgroundImage")
    pictures = page.locator("img").evaluate_all("found => found.map(e => [e.complete, e.naturalWidth > 100])")
    assert pictures == [[True, True]] * 2
    drawn = page.locator(".inline-svg svg")
    assert drawn.bounding_box()["width"] > 300
    assert drawn.locator("path").count() > 10
    uses = drawn.locator("use")
    marks = uses.evaluate_all("found => found.filter(e => document.querySelector(e.href.baseVal)).length")
    assert marks == uses.count() > 5
    for place in (".gradient rect >> nth=0", ".gradient rect >> nth=1"):
        name = "fill" if place.endswith("0") else "clipPath"
        reference = re.search(r'url\("(#.+)"\)', style(place, name))
        assert reference, style(place, name)
        assert page.locator(reference[1]).count() == 1
    card = page.locator(".fb-theirs div", has_text="The red card").first
    assert card.evaluate("e => getComputedStyle(e).borderLeftColor") == "rgb(196, 50, 10)"
    expect(card.get_by_text("Look at the price.")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_it_fits_a_phone_and_a_desk(plotted: Path, visit: Callable[[], Visit], width: int) -> None:
    window = visit()
    window.page.set_viewport_size({"width": width, "height": 740})
    page = window.open(plotted)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Three zones cost three times the price").click()
    expect(page.locator("#test-test_fare")).to_be_in_viewport()


def test_nothing_of_a_submission_runs_where_it_is_marked(person: Person, course: Course, lab: str) -> None:
    html, markdown = armed(HTML), armed(MARKDOWN)
    release(course, lab, unproved=True)
    loud = "\n".join([shows("text/html", html), shows("text/markdown", markdown), shows("image/svg+xml", armed(OTHER))])
    text = "\n\n".join([*markdown.values(), html["image-error"], html["script"], html["svg-load"], "The end of it."])
    submit(course, lab, "officer01", add=f"{RIGHT}\n{loud}", reflection=text)
    collect_from_exchange(course, lab)
    assert [item.outcome.graded for item in grade(course, lab)] == [True]
    frame = person.formgrader()
    frame.get_by_role("link", name="Manual Grading").click()
    frame.get_by_role("link", name=lab, exact=True).click()
    frame.get_by_role("link", name=lab, exact=True).click()
    frame.get_by_role("link", name="Submission #1").click()
    expect(frame.get_by_text("The end of it.")).to_be_visible()
    person.page.wait_for_timeout(500)
    inner = next(each for each in person.page.frames if "submissions/" in each.url)
    assert inner.evaluate("window.ran || []") == []  # what was asked for, `person` holds against it
