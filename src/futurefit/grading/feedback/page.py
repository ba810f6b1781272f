"""The page of feedback that an officer opens: points, what each test asked, why one failed, and the officer's own work.

nbgrader makes it, whether from `futurefit feedback`, `nbgrader generate_feedback` or Formgrader's button, through the
exporter here (`configuration`). What came from the submission goes through `cleaning`, what tests say through
`told`; the page's own frame is `templates/feedback.html.j2`. The page needs no script and no network, and its
Content-Security-Policy allows neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.coursedir import CourseDirectory
from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.util import ClassNotFound  # type: ignore[import-untyped]

from futurefit.course import MALAYSIA
from futurefit.grading.feedback import told
from futurefit.grading.feedback.cleaning import clean, clean_markdown, clean_picture, clean_text
from futurefit.grading.feedback.marks import Mark, Marks, read_marks

NOTHING = Markup()
TEMPLATES = Path(__file__).parent / "templates"
_HEADING = re.compile(r"^#{1,2}\s+(.+?)\s*$", re.MULTILINE)
_POINTS = re.compile(r"\s*\(\d+ points?\b[^()]*\)$")
_KINDS = ("text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/latex", "text/plain")
_LIVE_ONLY = "<p class='fb-faint'>Something live stood here. Run the cell in JupyterLab to see it.</p>"
_QUOTES_A_TEST = "<p class='fb-faint'>What this cell printed is left out: it quotes a test.</p>"


@dataclass(frozen=True)
class Item:
    """One thing on the page. `text`, `shown` and `comment` are HTML, cleaned.

    `kind`: "prose" (the lab's), "note" (the officer's), "code", "answer" or "test".
    """

    kind: str
    anchor: str = ""
    title: str = ""
    text: Markup = NOTHING
    shown: Markup = NOTHING
    comment: Markup = NOTHING
    mark: Mark | None = None
    parts: tuple[told.Part, ...] = ()
    folded: bool = False
    blank: bool = False

    @property
    def verdict(self) -> str:
        """How it came out: "passed", "failed", "partly", "marked", "left blank" or "waiting"."""
        if self.mark is None:
            return ""
        if self.mark.waiting:
            return "waiting"
        if self.kind != "test":
            return "left blank" if self.blank and not self.mark.points else "marked"
        return "passed" if self.mark.full else "partly" if self.mark.points else "failed"


@dataclass
class Section:
    """A part of the lab under one heading."""

    title: str
    anchor: str
    items: list[Item] = field(default_factory=list)

    @property
    def graded(self) -> list[Item]:
        return [item for item in self.items if item.mark]

    @property
    def points(self) -> float:
        return round(sum(item.mark.points or 0 for item in self.graded if item.mark), 6)

    @property
    def maximum(self) -> float:
        return round(sum(item.mark.maximum for item in self.graded if item.mark), 6)


class FeedbackExporter(Exporter):
    """nbgrader's exporter of feedback: an autograded notebook to the officer's page."""

    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of one autograded notebook.

        Raises:
            MissingEntry: the submission is not in the gradebook (nbgrader's own error).
        """
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        ids = resources["nbgrader"]
        lab, name, officer = ids["assignment"], ids["notebook"], ids["student"]
        directory = getattr(self.parent, "coursedir", None) or CourseDirectory(config=self.config)
        release = Path(directory.format_path(directory.release_directory, ".", lab))
        released = _read(release / f"{name}.ipynb")
        marks = read_marks(ids["db_url"], lab, name, officer)
        book = _Book(nb, released, release, marks)
        autograded = Path(resources["metadata"]["path"]) / f"{resources['metadata']['name']}.ipynb"
        page = _environment().get_template("feedback.html.j2")
        text = page.render(
            title=book.title or lab,
            officer=officer,
            lab=lab,
            marks=marks,
            sections=[section for section in book.sections if section.items],
            graded_at=_moment(datetime.fromtimestamp(autograded.stat().st_mtime, UTC)),
            handed_in=_moment(marks.handed_in),
            late=_late(marks),
            code_style=Markup(HtmlFormatter(style="vs").get_style_defs(".highlight")),
        )
        return text, resources


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points"] = lambda number: f"{round(number, 2):g}"
    environment.filters["some_points"] = lambda number: f"{round(number, 2):g} point{'' if number == 1 else 's'}"
    return environment


def _read(notebook: Path) -> NotebookNode | None:
    try:
        return nbformat.read(notebook, as_version=4)
    except (OSError, ValueError):  # a course that was made elsewhere may have none: then every test counts as hidden
        return None


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(MALAYSIA):%A, %-d %B %Y, %H:%M} (Malaysian time)" if moment else ""


def _late(marks: Marks) -> str:
    """By how much it came late, in words; "" if it did not."""
    if not (marks.handed_in and marks.due and marks.handed_in > marks.due):
        return ""
    by: timedelta = marks.handed_in - marks.due
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if count := int(by.total_seconds() // size):
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "less than a minute"


# ------------------------------------------------------------------------------------------------ the notebook


def _grade_id(cell: Mapping[str, Any]) -> str:
    return str(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id") or "")


def _heading(cell: Mapping[str, Any]) -> str:
    """The first heading of a text cell, as plain words."""
    if cell["cell_type"] != "markdown" or utils.is_solution(cell):
        return ""
    found = _HEADING.search(re.sub(r"^```.*?^```", "", cell["source"], flags=re.MULTILINE | re.DOTALL))
    return _POINTS.sub("", re.sub(r"[*`]", "", found[1])) if found else ""


class _Book:
    """An autograded notebook, cut into the sections of the lab that was released."""

    def __init__(self, nb: NotebookNode, released: NotebookNode | None, folder: Path, marks: Marks) -> None:
        self._marks, self._folder = marks, folder
        self._language = str(nb.metadata.get("language_info", {}).get("name", "python"))
        cells = released.cells if released else []
        self._given = {_grade_id(cell): cell["source"] for cell in cells if _grade_id(cell)}
        self._lab_texts = {cell["source"] for cell in cells if not utils.is_solution(cell)}
        self._headings: dict[str, str] = {}  # of the section that a cell of the lab stands in
        heading = ""
        for cell in cells or nb.cells:
            heading = _heading(cell) or heading
            self._headings[_grade_id(cell)] = heading
        self.title = next(filter(None, map(_heading, cells or nb.cells)), "")
        tests = [(cell.source, self._given.get(_grade_id(cell))) for cell in nb.cells if _is_test(cell)]
        self._secret = told.secret_lines(tests)
        self._own_words = [cell.source for cell in nb.cells if cell.cell_type == "code" and utils.is_locked(cell)]
        self.sections: list[Section] = [Section(self.title, "start")]
        for cell in nb.cells:
            heading = self._headings.get(_grade_id(cell), "") if _grade_id(cell) else ""
            if cell.source in self._lab_texts or released is None:
                heading = heading or _heading(cell)
            if heading and heading != self.sections[-1].title:
                self.sections.append(Section(heading, f"part-{len(self.sections)}"))
            section = self.sections[-1]
            section.items += self._items(cell, section)
        for section in self.sections:
            _name_tests(section)

    def _items(self, cell: NotebookNode, section: Section) -> Iterator[Item]:
        id = _grade_id(cell)
        mark = self._marks.of.get(id)
        if _is_test(cell) and mark:
            given = self._given.get(id)
            parts = told.tell(cell.source, given, cell.outputs, mark.full, self._own_words)
            yield Item("test", f"test-{id}", told.title_of(cell.source, given), mark=mark, parts=tuple(parts))
            return
        ours = cell.source in self._lab_texts
        if utils.is_solution(cell) or utils.is_task(cell):
            comment = Markup(clean_markdown(self._marks.comments[id])) if id in self._marks.comments else NOTHING
            blank = id in self._marks.blank or cell.source == self._given.get(id)
            title = f"{section.title}: your answer" if section.title else "Your answer"
            text = NOTHING if blank and cell.cell_type == "markdown" else self._text(cell)
            yield Item("answer", f"answer-{id}", title, text, self._shown(cell), comment, mark, blank=blank)
        elif cell.cell_type == "markdown":
            if ours and _heading(cell):  # the heading itself is the section's
                cell = NotebookNode(cell, source=_HEADING.sub("", cell.source, count=1))
            if text := self._text(cell, self._folder if ours else None):
                yield Item("prose" if ours else "note", text=text)
        elif cell.cell_type == "code" and cell.source.strip():
            folded = ours or utils.is_locked(cell)
            yield Item("code", text=self._text(cell), shown=self._shown(cell), folded=folded)

    def _text(self, cell: NotebookNode, pictures: Path | None = None) -> Markup:
        if cell.cell_type == "markdown":
            return Markup(clean_markdown(cell.source, cell.get("attachments"), pictures))
        try:
            lexer = get_lexer_by_name(self._language)
        except ClassNotFound:
            lexer = get_lexer_by_name("text")
        return Markup(highlight(cell.source, lexer, HtmlFormatter(style="vs"))) if cell.source.strip() else NOTHING

    def _shown(self, cell: NotebookNode) -> Markup:
        return Markup("\n".join(filter(None, map(self._output, cell.get("outputs", [])))))

    def _output(self, output: NotebookNode) -> str:
        if output.output_type == "stream":
            return self._unless_secret(output.text, clean_text(output.text))
        if output.output_type == "error":
            said = f"✘ The cell stopped here. {output.ename}: {output.evalue}"
            return self._unless_secret(said, clean_text(said))
        for kind in _KINDS:
            data: Any = output.get("data", {}).get(kind)
            if not isinstance(data, str):
                continue
            if kind == "text/html":
                drawn = clean(data) or (_LIVE_ONLY if data.strip() else "")
            elif kind == "text/markdown":
                drawn = clean_markdown(data)
            elif kind.startswith("image/"):
                drawn = clean_picture(kind, data)
            else:
                drawn = clean_text(data)
            if drawn:
                return self._unless_secret(re.sub(r"<[^>]*>", " ", data) if kind == "text/html" else data, drawn)
        return ""

    def _unless_secret(self, text: str, drawn: str) -> str:
        """In one process with the tests, an officer's cell can print their source; no page may pass it on."""
        return _QUOTES_A_TEST if told.quoted(text, self._secret) else drawn


def _is_test(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell))


def _name_tests(section: Section) -> None:
    """Give a title to each test that has none of its own: the task's, and which of its tests it is."""
    tests: Sequence[int] = [place for place, item in enumerate(section.items) if item.kind == "test"]
    for number, place in enumerate(tests, 1):
        item = section.items[place]
        if not item.title:
            which = f"Test {number} of {len(tests)}"
            title = f"{section.title}: {which.lower()}" if section.title else which
            section.items[place] = Item("test", item.anchor, title, mark=item.mark, parts=item.parts)
