"""My labs in a real browser: from the first click to the feedback, in both languages, by mouse and by keyboard."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_lab import MINUS, RIGHT, SELECTED, START_SECONDS, Person, Server, add_lab, make_course, serve
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from futurefit.authoring.release import release
from futurefit.course import MALAYSIA, Course
from futurefit.grading import collect_from_exchange, give_feedback, grade

pytestmark = pytest.mark.browser

ADD, TEST, TEST_ORDER, REFLECTION = 3, 4, 5, 8  # cells of the toy lab
LABS = ("toy-mouse", "toy-keys", "toy-faults", "toy-later")
PROGRAMME = """
[[phase]]
id = "P1"
en = "Phase 1 · Malaysia"
ms = "Fasa 1 · Malaysia"
"""
TEACHES = """
[[lab]]
name = "{name}"
en = "Add what two counters count."
ms = "Jumlahkan kiraan dua kaunter."
"""


@pytest.fixture(scope="module")
def my_course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course of four toy labs, three of them released."""
    course = make_course(tmp_path_factory.mktemp("my-labs") / "course")
    text = PROGRAMME + "".join(TEACHES.format(name=name) for name in LABS)
    (course.folder / "labs" / "programme.toml").write_text(text, encoding="utf-8")
    for name in LABS:
        add_lab(course, name)
    for days, name in enumerate(LABS[:3], 2):
        release(course, name, datetime.now(MALAYSIA) + timedelta(days=days), unproved=True)
    return course


@pytest.fixture(scope="module")
def officers_server(my_course: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    runtime = tmp_path_factory.mktemp("runtime")
    with serve(my_course, runtime, secrets.token_hex(16), "--as-officer") as running:
        yield running


@pytest.fixture
def officer(browser: BrowserContext, officers_server: Server, request: pytest.FixtureRequest) -> Iterator[Person]:
    """An officer with a browser of their own, who is at My labs; the pictures lie beside the course."""
    chromium = browser.browser
    assert chromium
    window = chromium.new_context(viewport={"width": 1280, "height": 900})
    window.set_default_timeout(30_000)
    person = Person(window.new_page(), officers_server, workspace="")
    window.on(
        "request", lambda r: r.url.startswith((officers_server.url, "data:", "blob:")) or person.asked.append(r.url)
    )
    person.page.goto(f"{officers_server.url}/futurefit/my-labs?token={officers_server.token}")
    yield person
    look(person.page, request.node.name)
    window.close()
    officers_server.stop_kernels()
    assert person.asked == [], "the page asked for something outside this machine"


def look(page: Page, name: str) -> None:
    """Keep a picture of the page, for people to look at (`make test-browser` says where)."""
    if folder := os.environ.get("FUTUREFIT_SCREENSHOTS"):
        page.screenshot(path=Path(folder, f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}.png"))


def card(page: Page, lab: str) -> Locator:
    return page.locator(f"#lab-{lab}")


def sound(page: Page, part: str | None = None) -> None:
    """axe-core finds nothing serious in the page or a part of it, and nothing is wider than the window."""
    found = Axe().run(page, context=part, options={"iframes": False})
    serious = [
        f"{each['id']}: {node['html'][:120]}"
        for each in found.response["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
    assert serious == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def in_the_lab(officer: Person, lab: str) -> None:
    """Wait until JupyterLab shows this one lab, and its kernel answers."""
    expect(officer.page).to_have_url(re.compile(rf"/doc/.*tree/{lab}/{lab}\.ipynb"), timeout=START_SECONDS * 1000)
    expect(officer.cell(0)).to_be_visible(timeout=START_SECONDS * 1000)
    officer.wait_for_kernel(f"{lab}/{lab}.ipynb")


def save(officer: Person, course: Course, lab: str, text: str) -> None:
    officer.page.keyboard.press("Control+s")
    path = course.folder / "as-officer" / lab / f"{lab}.ipynb"
    officer.until(lambda: text in path.read_text(encoding="utf-8"), f"{lab} to be saved with {text!r}")


def my_labs(officer: Person) -> Page:
    """Go to My labs, as from a bookmark."""
    officer.page.goto(f"{officer.server.url}/futurefit/my-labs")
    return officer.page


def mark(course: Course, lab: str) -> None:
    """What instructors do meanwhile."""
    collect_from_exchange(course, lab)
    list(grade(course, lab))
    assert [each.problem for each in give_feedback(course, lab)] == [""]


def press(page: Page, name: str, *, role: str = "button") -> None:
    """Go to something by the keyboard alone, and press it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate("[document.activeElement.ariaLabel, document.activeElement.innerText]")
        if name in here:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"sixty times Tab, and no {role} {name!r}")


def test_an_officer_starts_continues_submits_and_reads_the_feedback(officer: Person, my_course: Course) -> None:
    lab, page = "toy-mouse", officer.page
    expect(page.get_by_role("heading", name="My labs", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Phase 1 · Malaysia")).to_be_visible()
    mine = card(page, lab)
    expect(mine).to_contain_text("Add what two counters count.")
    expect(mine).to_contain_text(re.compile(r"Due \w+ \d+ \w+, [\d.]+ [ap]m; in 2 days"))
    look(page, "1 my labs")
    sound(page)

    mine.get_by_role("button", name="Start").click()
    in_the_lab(officer, lab)
    officer.write(ADD, MINUS)
    strip = page.get_by_role("region", name="This lab")
    strip.get_by_role("button", name="Check my work").click()
    expect(strip.get_by_role("button", name="Task 1 · Add the two counters: a check does not pass yet")).to_be_visible()
    expect(officer.cell(TEST)).to_have_class(SELECTED)  # the first red one is brought into view
    expect(officer.cell(TEST)).to_be_in_viewport()
    look(page, "2 in the lab")
    sound(page, ".ff-strip")
    expect(page.locator(".jp-SideBar:visible, #jp-main-statusbar:visible")).to_have_count(0)
    strip.get_by_role("link", name="My labs").click()

    expect(page.get_by_role("heading", name="My labs", level=1)).to_be_visible()
    expect(mine).to_contain_text("0 of 1 task done; Reflection: still blank")
    mine.locator("summary").click()
    expect(mine).to_contain_text("a check does not pass yet")
    look(page, "3 begun")
    sound(page)
    mine.get_by_role("link", name="Continue").click()
    in_the_lab(officer, lab)
    expect(officer.cell(TEST)).to_have_class(SELECTED)  # where the officer stopped
    officer.write(ADD, RIGHT)
    expect(strip.get_by_role("status")).to_have_text("Saved in a few seconds")
    officer.run_through(TEST_ORDER)
    expect(strip.get_by_role("button", name="Task 1 · Add the two counters: its checks pass")).to_be_visible()
    expect(strip.get_by_role("status")).to_have_text("Saved")
    strip.get_by_role("link", name="Submit").click()
    expect(page.get_by_role("heading", name="Hand in “A toy lab”?")).to_be_visible()
    expect(page.get_by_text("These are still blank")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Reflection")).to_be_visible()
    look(page, "4 asked once")
    sound(page)
    page.get_by_role("link", name="Not yet").click()
    assert list((my_course.exchange / "future-fit" / "inbound").glob(f"*+{lab}+*")) == []
    expect(mine).to_contain_text("1 of 1 task done; Reflection: still blank")
    mine.get_by_role("link", name="Continue").click()
    in_the_lab(officer, lab)
    officer.cell(REFLECTION).dblclick()
    officer.write(REFLECTION, "Saya akan cuba di satu pejabat dahulu.")
    officer.run()
    save(officer, my_course, lab, "Saya akan cuba")

    my_labs(officer)
    expect(mine).to_contain_text("All checks pass: ready to hand in")
    mine.get_by_role("link", name="Submit").click()
    expect(page.get_by_text("Every task has an answer, and all checks pass.")).to_be_visible()
    page.get_by_role("button", name="Hand in now").dblclick()
    expect(page.get_by_role("heading", name="“A toy lab” is handed in")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"Received on \w+ \d+ \w+, .+ \(Malaysian time\)"))
    look(page, "5 handed in")
    sound(page)
    assert len(list((my_course.exchange / "future-fit" / "inbound").glob(f"*+{lab}+*"))) == 1
    page.get_by_role("link", name="Back to My labs").click()
    expect(mine).to_contain_text("Handed in")
    expect(mine).to_contain_text("Feedback appears here when the lab has been marked.")

    mark(my_course, lab)
    page.reload()
    expect(mine).to_contain_text("3 of 3 points so far; up to 4 more when a person has read your answer")
    look(page, "6 feedback is there")
    mine.get_by_role("link", name="See feedback").click()
    feedback = page.frame_locator("iframe")
    expect(feedback.get_by_text("So far 3 of 3 points")).to_be_visible()
    look(page, "7 feedback")
    sound(page)
    page.get_by_role("link", name="Back to My labs").click()
    expect(page.get_by_role("heading", name="My labs", level=1)).to_be_visible()


def test_the_same_in_malay_by_keyboard_alone(officer: Person, my_course: Course) -> None:
    lab, page = "toy-keys", officer.page
    press(page, "Bahasa Melayu")
    expect(page.get_by_role("heading", name="Makmal saya", level=1)).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "ms"
    expect(page.get_by_text("belum disemak oleh penutur jati")).to_be_visible()
    mine = card(page, lab)
    look(page, "1 makmal saya")
    sound(page)
    # All toy labs have one title: the second “Mula” is this one's.
    mine.get_by_role("button").focus()
    page.keyboard.press("Enter")
    in_the_lab(officer, lab)
    officer.write(ADD, RIGHT)
    officer.run_through(TEST_ORDER)
    save(officer, my_course, lab, "Task 1: all checks passed")

    my_labs(officer)  # the language has stayed
    expect(mine).to_contain_text("1 daripada 1 tugasan selesai; Reflection: masih kosong")
    mine.get_by_role("link", name="Hantar").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("masih kosong dan tidak akan mendapat mata")).to_be_visible()
    look(page, "2 hantar")
    press(page, "Hantar sekarang")
    expect(page.get_by_role("status")).to_contain_text("Diterima")
    look(page, "3 dihantar")
    sound(page)
    press(page, "Kembali ke Makmal saya", role="link")
    mark(my_course, lab)
    my_labs(officer)
    mine.get_by_role("link", name="Lihat maklum balas").focus()
    page.keyboard.press("Enter")
    expect(page.frame_locator("iframe").get_by_text("3 of 7 points").first).to_be_visible()
    press(page, "Kembali ke Makmal saya", role="link")
    expect(page.get_by_role("heading", name="Makmal saya", level=1)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_fits_and_is_sound(officer: Person, my_course: Course, scheme: str, width: int) -> None:
    page, url = officer.page, f"{officer.server.url}/futurefit/my-labs"
    page.set_viewport_size({"width": width, "height": 780})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for language in ("English", "Bahasa Melayu"):
        page.goto(url)
        page.get_by_role("button", name=language).click()
        expect(page.get_by_role("button", name=language)).to_have_attribute("aria-pressed", "true")
        for summary in page.locator("summary").all():
            summary.click()
        for name in ("", "/toy-faults/submit", "/toy-mouse/feedback", "/nothing/submit"):
            if name:
                page.goto(url + name)
            sound(page)
            look(page, f"{scheme} {width} {language} {name}")


def test_what_goes_wrong_is_a_sentence(officer: Person, my_course: Course) -> None:
    lab, page = "toy-faults", officer.page
    mine = card(page, lab)
    mine.get_by_role("button", name="Start").click()
    in_the_lab(officer, lab)
    folder = my_course.folder / "as-officer" / lab
    folder.rename(folder.with_name("mine"))
    my_labs(officer)
    expect(mine).to_contain_text("The folder of this lab is now called “mine”. Nothing is lost.")
    look(page, "renamed")
    mine.get_by_role("button", name="Restore its name").click()
    expect(mine.get_by_role("link", name="Continue")).to_be_visible()
    assert folder.is_dir()

    mine.get_by_role("link", name="Continue").click()
    in_the_lab(officer, lab)
    officer.write(ADD, MINUS)
    page.get_by_role("region", name="This lab").get_by_role("link", name="My labs").click()
    mine.get_by_role("link", name="A fresh copy").click()
    expect(page.get_by_text("Your present copy is kept in a folder beside it")).to_be_visible()
    look(page, "fresh")
    sound(page)
    page.get_by_role("button", name="Give me a fresh copy").click()
    in_the_lab(officer, lab)
    assert "return a - b" not in (folder / f"{lab}.ipynb").read_text(encoding="utf-8")
    (kept,) = folder.parent.glob(f"{lab} *")
    assert "return a - b" in (kept / f"{lab}.ipynb").read_text(encoding="utf-8")

    away = my_course.exchange.with_name("away")
    my_course.exchange.rename(away)
    try:
        my_labs(officer)
        expect(page.get_by_role("alert")).to_contain_text("The place where labs are given out")
        look(page, "no exchange")
        sound(page)
    finally:
        away.rename(my_course.exchange)
    page.get_by_role("link", name="Back to My labs").click()

    shutil.rmtree(my_course.exchange / "future-fit" / "outbound" / lab)
    page.reload()
    expect(mine).to_contain_text("Withdrawn by your instructor")
    expect(mine.get_by_role("link", name="Open the lab")).to_be_visible()


def test_a_click_that_another_page_sends_does_nothing(officer: Person, my_course: Course) -> None:
    url = f"{officer.server.url}/futurefit/my-labs/toy-mouse"
    for step in ("start", "submit", "put-back"):
        answer = officer.page.request.post(f"{url}/{step}", form={"_xsrf": "not the right one"})
        assert answer.status == 403, step
        assert "This page had been open for too long" in answer.text()
    assert officer.page.request.get(f"{url}/start").status == 405


def test_a_stranger_is_asked_to_log_in(officers_server: Server, browser: BrowserContext) -> None:
    chromium = browser.browser
    assert isinstance(chromium, Browser)
    stranger = chromium.new_context()
    answer = stranger.request.get(f"{officers_server.url}/futurefit/my-labs/toy-mouse/feedback/page")
    assert "login" in answer.url
    stranger.close()


def test_instructors_tools_are_not_there(officer: Person) -> None:
    officer.page.get_by_role("link", name="Open the full JupyterLab").click()
    officer.page.get_by_role("menuitem", name="Nbgrader").click(timeout=START_SECONDS * 1000)
    expect(officer.page.get_by_role("menuitem", name="Assignment List")).to_be_visible()
    expect(officer.page.get_by_role("menuitem", name="Formgrader")).to_have_count(0)
    assert officer.page.request.get(f"{officer.server.url}/formgrader").status == 404
