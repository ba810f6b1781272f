"""The whole road on made-up officers: from four labs to a coordinator's spreadsheet, in a folder of its own.

Every step is the one that an instructor or an officer takes. The submissions are made from the labs' own answer files:
right in several ways, partly right, wrong in several ways, and the odd cases that every class has.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.auth import Authenticator
from nbgrader.exchange.default import ExchangeSubmit

from futurefit import show, show_exports
from futurefit.authoring import Lab, apply, build, read_answers, read_lab
from futurefit.authoring.release import release
from futurefit.course import MALAYSIA, Course, CourseError, open_course
from futurefit.grading import (
    collect_from_exchange,
    collect_from_files,
    give_feedback,
    grade,
    submitted,
)
from futurefit.programme import ORDER
from futurefit.records import Records, State, import_roster, read
from futurefit.reports import export
from futurefit.scratch import Scratch

#: One lab of each track and the first: what a demonstration needs, in a time that people wait.
SHOWN = ("ai-0-first-model", "genai-1-next-token", "gov-1-data-sharing", "net-1-packets")
MARK = ".futurefit-demo"  # only a folder that bears it is ever removed
CELL_SECONDS = 10  # so that the endless loop does not take long
REFLECTION = (
    "I would tell my KSU that the result on our own screen above is good enough to plan with and not good enough to "
    "decide with. It was tested on made-up data from one place, so it may fail for smaller districts. Our service "
    "division should repeat the test with three months of its own records before anyone relies on it, and the officer "
    "in charge should keep the power to overrule it. (A sample text of the demonstration.)"
)


@dataclass(frozen=True)
class Case:
    """An officer's submission that is not as it should be, and what became of it."""

    officer: str
    lab: str
    what: str
    expected: str


@dataclass
class Demo:
    """What the demonstration did: the records at its end, its odd cases, and how long each step took."""

    folder: Path
    cases: list[Case] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    records: Records | None = None
    exports: list[Path] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        show.out.rule(f"[b]{name}", align="left")
        start = time.monotonic()
        yield
        self.seconds[name] = time.monotonic() - start


def run_demo(origin: Path, folder: Path) -> Demo:
    """Run the demonstration with the labs of `origin` in a new `folder`.

    Raises:
        CourseError: `folder` exists and is not an earlier demonstration, or `origin` is no course.
    """
    origin = open_course(origin).folder
    course = _new_course(origin, folder.resolve())
    demo = Demo(course.folder)
    show.out.print(f"A course of its own in {course.folder}; the real one is not touched.")
    with demo.step("Import the roster"):
        show.roster(import_roster(course.folder, origin / "docs" / "roster-example.csv"))
    roster = read(course.folder).officers
    officers = [officer.id for officer in roster]
    with demo.step("Build the labs"):
        for built in build(course):
            show.out.print(f"{built.slug}: {len(built.changed)} files")
    labs = [read_lab(course.folder / "labs" / slug) for slug in course.labs()]
    due = (datetime.now(MALAYSIA) - timedelta(days=1)).replace(hour=17, minute=0, second=0, microsecond=0)
    with demo.step("Release the labs"):
        for lab in labs:
            release(course, lab.slug, due)
            show.out.print(f"{lab.slug}, due {due:%d %B %Y, %H:%M} (Malaysian time)")
    with demo.step("Officers submit"):
        offline = _submit_everything(course, labs, officers, due, demo.cases)
    with demo.step("Collect"):
        for lab in labs:
            show.collected(lab.slug, collect_from_exchange(course, lab.slug))
            show.collected(lab.slug, collect_from_files(course, lab.slug, offline, roster, due - timedelta(hours=3)))
    with demo.step("Autograde"):
        for lab in labs:
            work = grade(course, lab.slug, timeout=CELL_SECONDS)
            show.graded(lab.slug, list(show.progress(work, len(submitted(course, lab.slug)), lab.slug)))
    with demo.step("Mark two reflections by hand"):
        _mark_two(course, labs[0])
    with demo.step("Feedback"):
        for lab in labs:
            show.feedback(course.folder, lab.slug, list(give_feedback(course, lab.slug)))
    with demo.step("Export"):
        made = export(course, course.folder / "exports", "coordinator", ("tables", "report", "moodle", "pdf", "json"))
        show_exports.exported(made)
        demo.exports = list(made.paths)
    demo.records = read(course.folder)
    show.demo(demo)
    return demo


def _new_course(origin: Path, folder: Path) -> Course:
    if folder.exists():
        if not (folder / MARK).is_file():
            raise CourseError(f"{folder} exists and is not a demonstration. Name another folder: futurefit demo FOLDER")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).write_text("Made by futurefit demo; removed and made again by the next one.\n", encoding="utf-8")
    shutil.copy(origin / "nbgrader_config.py", folder)
    for slug in SHOWN:
        ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        shutil.copytree(origin / "labs" / slug, folder / "labs" / slug, ignore=ignored)
    if (origin / "labs" / ORDER).is_file():
        shutil.copy(origin / "labs" / ORDER, folder / "labs")
    if (origin / "docs" / "law.md").is_file():  # the clauses of the report's map of skills
        (folder / "docs").mkdir()
        shutil.copy(origin / "docs" / "law.md", folder / "docs")
    # A site's exchange for all accounts is for the real course.
    with (folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(
            '\nc.Exchange.root = str(course / "exchange")  # noqa: F821 - the demonstration keeps to its own folder\n'
        )
        config.write('c.Exchange.cache = str(course / ".cache")  # noqa: F821\n')
        config.write('c.CollectSafely.clock = "claimed"  # noqa: F821 - they are part of the story\n')
    return open_course(folder)


# ------------------------------------------------------------------------------------------------ submissions


def _submit_everything(course: Course, labs: list[Lab], officers: list[str], due: datetime, cases: list[Case]) -> Path:
    """Each officer hands in labs, fewer of the later ones; returns the folder of those who sent files instead."""
    offline = course.folder / "handed-in-as-files"
    for number, lab in enumerate(labs):
        released = nbformat.read(course.folder / "release" / lab.slug / f"{lab.slug}.ipynb", 4)
        makers = _makers(lab)
        odd = _odd_cases(lab, number)
        count = 0
        for place, officer in enumerate(officers[: len(officers) - 2 * number]):
            when = due - timedelta(hours=2 + place)
            if place in odd:
                what, expected, make = odd[place]
                cases.append(Case(officer, lab.slug, what, expected))
                content = make(released)
                when = due + timedelta(hours=3) if what.startswith("late") else when
            else:
                content = _written(makers[place % len(makers)](released, place))
            if content is None:
                continue
            count += 1
            if place in (11, 12):
                (offline / officer).mkdir(parents=True, exist_ok=True)
                (offline / officer / f"{lab.slug}.ipynb").write_bytes(content)
            else:
                _submit(course, lab.slug, officer, content, when)
        show.out.print(f"{lab.slug}: {count} officers")
    return offline


def _makers(lab: Lab) -> list[Callable[[NotebookNode, int], NotebookNode]]:
    """Ways to answer a lab, from all right to wrong, made of its own answers."""
    model = _model_answers(lab)
    tasks = [grade_id for grade_id in lab.solutions if grade_id in model]
    reflections = {grade_id: REFLECTION for grade_id in lab.solutions if grade_id not in model}
    answers = read_answers(lab)
    right = [answer.cells for answer in answers if not answer.loses]
    wrong = [answer.cells for answer in answers if answer.loses]

    def all_right(released: NotebookNode, place: int) -> NotebookNode:
        return apply(released, model | right[place % len(right)] | reflections)

    def partly(released: NotebookNode, place: int) -> NotebookNode:
        done = tasks[: 1 + place % max(1, len(tasks) - 1)]
        return apply(released, {task: model[task] for task in done} | reflections)

    def one_wrong(released: NotebookNode, place: int) -> NotebookNode:
        return apply(released, model | wrong[place % len(wrong)] | reflections)

    def several_wrong(released: NotebookNode, place: int) -> NotebookNode:
        mixed = dict(model)
        for step in range(3):
            mixed |= wrong[(place * 5 + step * 4) % len(wrong)]
        return apply(released, mixed)  # and no reflection

    return [all_right, one_wrong, all_right, partly, several_wrong]


def _odd_cases(lab: Lab, number: int) -> dict[int, tuple[str, str, Callable[[NotebookNode], bytes | None]]]:
    """Officer's place → what is odd, what is expected to come of it, and the maker; other ones in each lab."""
    model = _model_answers(lab)
    first = next(iter(model))

    def right(released: NotebookNode) -> bytes:
        return _written(apply(released, model))

    def endless(released: NotebookNode) -> bytes:
        head = model[first].partition("\n")[0]
        return _written(apply(released, model | {first: f"{head}\n    while True:\n        pass"}))

    def exits(released: NotebookNode) -> bytes:
        head = model[first].partition("\n")[0]
        return _written(apply(released, model | {first: f"{head}\n    import os\n\n    os._exit(1)"}))

    def huge(released: NotebookNode) -> bytes:
        return _written(apply(released, model | {first: f'print("x" * 50_000_000)\n{model[first]}'}))

    def copied(released: NotebookNode) -> bytes:
        notebook = apply(released, model)
        cell = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == first)
        notebook.cells.append(nbformat.from_dict({**cell, "id": "a-copy"}))
        return _written(notebook)

    def deleted(released: NotebookNode) -> bytes:
        notebook = apply(released, model)
        notebook.cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") not in lab.tests]
        return _written(notebook)

    full = "full automatic points"
    everywhere: list[dict[int, tuple[str, str, Callable[[NotebookNode], bytes | None]]]] = [
        {
            5: ("blank, as released", "0 automatic points", _written),
            9: ("an endless loop in the first task", "only that task's points are lost", endless),
        },
        {
            6: ("late by three hours", f"{full}, marked late", right),
            9: ("all test cells deleted", f"put back: {full}", deleted),
        },
        {
            7: (
                "a corrupt file, cut in the middle",
                "not graded, with the reason",
                lambda released: right(released)[: len(right(released)) // 2],
            ),
            8: ("50 MB of output in one line", f"{full}, output cut", huge),
        },
        {
            3: ("os._exit in the first task", "only that task's points are lost", exits),
            8: ("not handed in", "not submitted", lambda released: None),
            10: ("a cell copied", f"the original counts: {full}", copied),
        },
    ]
    return everywhere[number % len(everywhere)]


def _model_answers(lab: Lab) -> dict[str, str]:
    """The model answer's code by grade_id, without the marker lines."""
    return {
        cell.metadata.nbgrader.grade_id: "\n".join(
            line for line in cell.source.splitlines() if line.strip() not in ("### BEGIN SOLUTION", "### END SOLUTION")
        )
        for cell in lab.cells(solution=True)
        if cell.cell_type == "code"
    }


def _written(notebook: NotebookNode) -> bytes:
    return nbformat.writes(notebook).encode()


def _submit(course: Course, lab: str, officer: str, content: bytes, when: datetime) -> None:
    """Submit as an officer's JupyterLab does, through nbgrader's exchange."""
    with Scratch("submit") as home:
        (home / lab).mkdir()
        (home / lab / f"{lab}.ipynb").write_bytes(content)
        config = deepcopy(course.config)
        config.Exchange.assignment_dir = str(home)
        directory = course.directory
        directory.assignment_id, directory.student_id = lab, officer
        submit = ExchangeSubmit(coursedir=directory, authenticator=Authenticator(config=config), config=config)
        submit.set_timestamp = lambda: None  # the moment is part of the story
        submit.timestamp = f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC"
        submit.start()


def _mark_two(course: Course, lab: Lab) -> None:
    """Give marks and a comment to two reflections, as Formgrader does."""
    (reflection,) = [g for g in lab.solutions if g not in _model_answers(lab)]
    marks = [
        (3, "Cites its own result and names an owner. Which clause does it serve?"),
        (4, "All four points. Well said."),
    ]
    waiting = [r.officer.id for r in read(course.folder).of_lab(lab.slug) if r.state is State.WAITING]
    with course.gradebook() as book:
        for officer, (points, words) in zip(waiting, marks, strict=False):
            mark = book.find_grade(reflection, lab.slug, lab.slug, officer)
            mark.manual_score, mark.needs_manual_grade = points, False
            book.find_comment(reflection, lab.slug, lab.slug, officer).manual_comment = words
            show.out.print(f"{officer}: {points} of {mark.max_score:g}: “{words}”", highlight=False)
        book.db.commit()
