"""A real JupyterLab on a course of its own, and a real browser in front of it."""

from __future__ import annotations

import itertools
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser_lab import WAIT_SECONDS, Person, Server, add_lab, make_course, serve
from playwright.sync_api import BrowserContext, expect, sync_playwright

from futurefit.course import Course

# No sandbox of its own (containers often forbid it), no graphics card, nothing that asks the network on its own.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[BrowserContext]:
    """One browser for all tests, so that JupyterLab's files are loaded once; each test has a window of its own."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("The browser tests need Chromium; there is none on PATH. Debian, Ubuntu: apt install chromium")
    expect.set_options(timeout=WAIT_SECONDS * 1000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(WAIT_SECONDS * 1000)
        yield context
        chromium.close()


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return make_course(tmp_path_factory.mktemp("browser") / "course")


@pytest.fixture(scope="session")
def server(course: Course) -> Iterator[Server]:
    with serve(course, Path(os.environ["JUPYTER_RUNTIME_DIR"]), secrets.token_hex(16)) as running:
        yield running


@pytest.fixture(scope="session")
def new_lab(course: Course) -> Callable[[], str]:
    """Builds the toy lab again under a name of its own, so that no test meets what another did."""
    numbers = itertools.count(1)
    return lambda: add_lab(course, f"toy-{next(numbers)}")


@pytest.fixture
def lab(new_lab: Callable[[], str]) -> str:
    return new_lab()


@pytest.fixture
def notebook(course: Course, lab: str) -> str:
    """A released lab, where an officer would have it; its path below the course."""
    mine = course.folder / "as-officer" / lab
    shutil.copytree(course.folder / "release" / lab, mine)
    return f"as-officer/{lab}/{lab}.ipynb"


@pytest.fixture
def person(browser: BrowserContext, server: Server, request: pytest.FixtureRequest) -> Iterator[Person]:
    """Somebody with a fresh window; the last thing seen is kept as a picture beside the course."""
    page = browser.new_page()
    somebody = Person(page, server, workspace=secrets.token_hex(4))
    here = urlsplit(server.url).netloc
    page.on("request", lambda r: urlsplit(r.url).netloc not in (here, "") and somebody.asked.append(r.url))
    yield somebody
    page.screenshot(path=server.log.with_name(f"{request.node.name}.png"))
    page.close()
    server.stop_kernels()
    assert somebody.asked == [], "the page asked for something outside this machine"
