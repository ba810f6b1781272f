"""What the browser tests need: a course of their own, a real JupyterLab on it, and a person's ways of using it."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.auth import Authenticator
from nbgrader.exchange.default import ExchangeSubmit
from playwright.sync_api import FrameLocator, Locator, Page, expect

from futurefit.authoring import apply, build
from futurefit.course import Course, open_course
from futurefit.records import import_roster

REPOSITORY = Path(__file__).parents[2]
TOY = Path(__file__).parent / "labs" / "toy"
ROSTER = """\
officer_id,name,email,ministry,cohort
officer01,Officer 01,officer01@example.gov.my,Ministry of Health,2026
officer02,Officer 02,officer02@example.gov.my,Ministry of Finance,2026
"""
RIGHT = "def add(a, b):\n    return a + b"
MINUS = "def add(a, b):\n    return a - b"  # loses both tests
START_SECONDS = 90  # a busy machine
WAIT_SECONDS = 30
SELECTED = re.compile(r"\bjp-mod-active\b")
NUMBERED = re.compile(r"\[\d+\]:")


# ------------------------------------------------------------------------------------------------ course and server


def make_course(folder: Path) -> Course:
    """A course with two officers and no lab yet."""
    folder.mkdir(parents=True)
    shutil.copy(REPOSITORY / "nbgrader_config.py", folder)
    (folder / "labs").mkdir()
    (folder / "two.csv").write_text(ROSTER, encoding="utf-8")
    import_roster(folder, folder / "two.csv")
    return open_course(folder)


def add_lab(course: Course, slug: str) -> str:
    """Build the toy lab under this name."""
    shutil.copytree(TOY, course.folder / "labs" / slug)
    list(build(course, [slug]))
    return slug


def submit(course: Course, lab: str, officer: str, **answers: str) -> None:
    """Hand in a lab through the exchange, as an officer's own JupyterLab does."""
    released = nbformat.read(course.folder / "release" / lab / f"{lab}.ipynb", 4)
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / lab).mkdir()
        nbformat.write(apply(released, answers), Path(home) / lab / f"{lab}.ipynb")
        config = deepcopy(course.config)
        config.Exchange.assignment_dir = home
        config.Exchange.cache = str(Path(home) / "cache")
        directory = course.directory
        directory.assignment_id, directory.student_id = lab, officer
        ExchangeSubmit(coursedir=directory, authenticator=Authenticator(config=config), config=config).start()


@dataclass(frozen=True)
class Server:
    """A running JupyterLab and how to reach it."""

    url: str
    token: str
    log: Path

    def ask(self, path: str, method: str = "GET") -> Any:
        """The answer of the server's own interface."""
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.url}{path}", headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
            return json.loads(answer.read() or "null")

    def stop_kernels(self) -> None:
        for session in self.ask("/api/sessions"):
            self.ask(f"/api/sessions/{session['id']}", "DELETE")


@contextmanager
def serve(course: Course, runtime: Path, token: str, *options: str) -> Iterator[Server]:
    """Run `futurefit lab` on a course; `runtime` is Jupyter's folder of running servers, for this one alone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from futurefit.cli import main; main()", "--course", str(course.folder)]
    log = course.folder.parent / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "lab", "--no-browser", "--port", str(port), *options],
            env={**os.environ, "JUPYTER_TOKEN": token, "JUPYTER_RUNTIME_DIR": str(runtime)},
            stdout=output,
            stderr=output,
        )
        try:
            server = Server(_address(process, runtime, log), token, log)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)


def _address(process: subprocess.Popen[bytes], runtime: Path, log: Path) -> str:
    """Where JupyterLab listens, as it says itself once it does: it may have taken another port than it was given."""

    deadline = time.monotonic() + START_SECONDS
    while not (said := list(runtime.glob("jpserver-*.json"))):
        assert process.poll() is None, f"futurefit lab ended with {process.returncode}:\n{log.read_text()}"
        assert time.monotonic() < deadline, f"JupyterLab did not start in {START_SECONDS} s:\n{log.read_text()}"
        time.sleep(0.1)
    return str(json.loads(said[0].read_text())["url"]).rstrip("/")


# ------------------------------------------------------------------------------------------------ a person at the page


@dataclass
class Person:
    """Somebody in front of JupyterLab, alone in a fresh window."""

    page: Page
    server: Server
    workspace: str
    asked: list[str] = field(default_factory=list)  # addresses outside this machine that the page asked for

    def open(self, path: str = "") -> None:
        """Open JupyterLab, on a file of the course where one is named."""
        tree = f"/tree/{path}" if path else ""
        self.page.goto(f"{self.server.url}/lab/workspaces/{self.workspace}{tree}?token={self.server.token}")
        expect(self.page.get_by_role("menuitem", name="Nbgrader")).to_be_visible(timeout=START_SECONDS * 1000)

    def until(self, condition: Callable[[], Any], what: str) -> Any:
        """Wait for something outside the page, on disk or in the gradebook; returns what `condition` gave."""
        deadline = time.monotonic() + WAIT_SECONDS
        while not (found := condition()):
            assert time.monotonic() < deadline, f"waited {WAIT_SECONDS} s, and it did not come: {what}"
            self.page.wait_for_timeout(50)  # and not time.sleep, which would stop the page, too
        return found

    def menu(self, name: str) -> None:
        self.page.get_by_role("menuitem", name="Nbgrader").click()
        self.page.get_by_role("menuitem", name=name).click()

    # -- Formgrader

    def formgrader(self) -> FrameLocator:
        """Formgrader from the menu, in its frame."""
        self.open()
        self.menu("Formgrader")
        return self.page.frame_locator("iframe[src*=formgrader]")

    # -- a notebook

    def open_notebook(self, path: str) -> None:
        """Open a notebook and wait until its kernel can be used."""
        self.open(path)
        expect(self.cell(0)).to_be_visible()
        self.wait_for_kernel(path)

    def wait_for_kernel(self, path: str) -> None:
        self.until(
            lambda: any(self._connected(session, path) for session in self.server.ask("/api/sessions")),
            f"a kernel of {path}",
        )

    @staticmethod
    def _connected(session: dict[str, Any], path: str) -> bool:
        kernel = session["kernel"]
        return bool(
            session["path"] == path and kernel and kernel["connections"] and kernel["execution_state"] == "idle"
        )

    def cell(self, number: int) -> Locator:
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell").nth(number)

    def select(self, number: int) -> None:
        """Select a code cell by a click into its text."""
        self.cell(number).locator(".cm-content").click()

    def run(self) -> None:
        """Run the selected cell; the next one is selected then."""
        self.page.keyboard.press("Shift+Enter")

    def answer(self, notebook: str, number: int, text: str) -> None:
        """Open a notebook and replace the text of one of its cells."""
        self.open_notebook(notebook)
        self.write(number, text)

    def write(self, number: int, text: str) -> None:
        """Replace the text of a code cell."""
        self.select(number)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def run_through(self, last: int) -> None:
        """Run from the top to a cell, each when the one before is done (a failed check stops what waits behind it)."""
        indicator = self.page.locator(".jp-NotebookPanel .jp-Notebook-ExecutionIndicator")
        self.cell(0).click()
        for number in range(last + 1):
            expect(self.cell(number)).to_have_class(SELECTED)
            self.run()
            expect(indicator).to_have_attribute("data-status", "idle")
        expect(self.shown(last)).to_be_visible()

    def has_run(self, number: int) -> None:
        """Wait until a code cell has run (its number stands beside it)."""
        expect(self.cell(number).locator(".jp-InputPrompt")).to_have_text(NUMBERED)

    def shown(self, number: int) -> Locator:
        """What a cell shows first: its card, where it has one."""
        return self.cell(number).locator(".jp-OutputArea-output").first
