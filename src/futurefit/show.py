"""How the command line shows results: tables, progress, and errors that end with the next thing to do."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

if TYPE_CHECKING:
    from futurefit.authoring import Lab, Verdict
    from futurefit.authoring.proof import Proof
    from futurefit.demo import Demo
    from futurefit.doctor import Finding
    from futurefit.grading import Checked, Collected, Feedback, Graded
    from futurefit.kit import model_store
    from futurefit.records import CourseStatus, Refusal, Result, RosterChange

out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)
Item = TypeVar("Item")

_STATES = {
    "graded": "green",
    "waiting for marking": "yellow",
    "submitted": "cyan",
    "stale": "red",
    "not graded": "red",
    "not submitted": "dim",
}


def failed(message: str) -> int:
    """Print an error; returns the exit code for it."""
    err.print(f"[red]✘[/] {escape(message)}", highlight=False)
    return 1


def as_json(value: Any) -> None:
    """Print data for another program to read."""
    print(json.dumps(value, indent=1, ensure_ascii=False))


def progress(items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
    """Pass items on, with a bar and the time left."""
    columns = [
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    ]
    with Progress(*columns, console=out) as bar:
        task = bar.add_task(escape(what), total=total)
        for item in items:
            yield item
            bar.advance(task)


@contextmanager
def installing() -> Iterator[Callable[[model_store.Progress], None]]:
    """A callback that draws how far an installation of models is."""
    columns = [SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %")]
    with Progress(*columns, console=out) as bar:
        tasks: dict[tuple[str, int], Any] = {}

        def step(now: model_store.Progress) -> None:
            key = (now.model, now.step)
            if key not in tasks:
                for earlier in tasks.values():
                    bar.update(earlier, completed=bar.tasks[earlier].total)
                tasks[key] = bar.add_task(
                    f"{now.model}  {now.step}/{now.steps}  {escape(now.doing)}", total=now.total or None
                )
            bar.update(tasks[key], completed=now.done, total=now.total or None)

        yield step


def roster(change: RosterChange) -> None:
    """What an import of a roster did."""
    for warning in change.warnings:
        out.print(f"[yellow]![/] {escape(str(warning))}")
    out.print(
        f"Roster imported: {len(change.added)} added, {len(change.changed)} changed, {len(change.unchanged)} as before."
    )
    if change.missing:
        out.print(f"No longer listed, and kept because of their grades: {', '.join(change.missing)}")


def collected(lab: str, items: Sequence[Collected]) -> None:
    """What was taken in, and what was not and why."""
    taken = [item for item in items if item.taken]
    for item in items:
        if not item.taken and not item.refusal:
            out.print(f"[red]✘[/] not taken: {escape(item.source)}: {escape(item.remark)}")
        elif item.taken and item.remark:
            out.print(f"[green]✔[/] {item.officer}: {escape(item.remark)}")
    refused([item.refusal for item in items if item.refusal])
    if taken:
        out.print(f"Collected {len(taken)} of [b]{lab}[/]. Next: futurefit grade {lab}")
    else:
        out.print(f"Nothing new of [b]{lab}[/] to collect.")


def refused(items: Sequence[Refusal]) -> None:
    """A table of what was handed in and not taken, and why; for instructors, since it names accounts."""
    if not items:
        return
    table = Table(title="Handed in and refused", title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in ("Officer", "Lab", "Came in", "Why, and what to do"):
        table.add_column(name, overflow="fold")
    for each in items:
        wrote = f" (Written by the account {each.account}.)" if each.account else ""
        when = each.when.replace(", ", "\n")
        table.add_row(each.officer or "nobody", each.lab, when, escape(f"{each.reason}{wrote}"))
    out.print(table, highlight=False)


def grading(lab: str, total: int, work: Callable[[Callable[[Sequence[str]], None]], Generator[Graded]]) -> list[Graded]:
    """Each officer's outcome as it comes, above a bar with the time left and whose work is running.

    Args:
        work: given a callback for the ids of those whose work is running, starts grading.
    """
    columns = [
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("[dim]{task.fields[now]}[/]"),
    ]
    results = []
    with Progress(*columns, console=out) as bar:
        task = bar.add_task(f"Grading {escape(lab)}", total=total, now="")

        def tell(running: Sequence[str]) -> None:
            more = f" and {len(running) - 4} more" if len(running) > 4 else ""
            bar.update(task, now=escape(f"now: {', '.join(running[:4])}{more}") if running else "")

        with closing(work(tell)) as items:  # what stops us stops the workers
            for item in items:
                results.append(item)
                bar.advance(task)
                outcome = item.outcome
                if not item.skipped:
                    mark = "[green]✔[/]" if outcome.graded else "[red]✘[/]"
                    said = " ".join(outcome.notes) if outcome.graded else "not graded"  # the reason follows at the end
                    out.print(f"{mark} {outcome.officer}{': ' if said else ''}{escape(said)}", highlight=False)
    return results


def stop_at_the_second_interrupt() -> None:
    """The first Ctrl-C ends the command in order; another one meanwhile ends it on the spot."""

    def first(*_: object) -> None:
        signal.signal(signal.SIGINT, second)
        raise KeyboardInterrupt

    def second(*_: object) -> None:
        out.show_cursor(True)
        os._exit(130)

    signal.signal(signal.SIGINT, first)


def checked(found: Checked) -> None:
    """How a lab's tests are run, and what of that its instructor should know."""
    from futurefit.grading.engine.verdicts import Way

    inside, fails = found.count(Way.INSIDE), found.count(Way.FAILS)
    apart, failed = found.count(Way.APART) + fails, f"; it fails {fails} itself" if fails else ""
    out.print(f"By the model answer of [b]{found.lab}[/], {apart} tests run apart and {inside} inside{failed}.")
    for verdict, text in found.told:
        mark = "[red]✘[/]" if verdict.way is Way.FAILS else "[yellow]![/]"
        out.print(f"{mark} {escape(text)}", highlight=False)


def graded(lab: str, results: Sequence[Graded]) -> None:
    """How many were graded, and each one that was not, with its reason."""
    fresh = [result for result in results if not (result.skipped or result.again)]
    bad = [result.outcome for result in results if not result.outcome.graded]
    skipped, again = sum(r.skipped for r in results), sum(r.again for r in results)
    if not results:
        out.print(f"No submission of [b]{lab}[/] yet. Take them in with: futurefit collect {lab}")
        return
    scored = (
        f"; {again} scored again from the stored run, since points or the late penalty had changed" if again else ""
    )
    same = f"; {skipped} had not changed since" if skipped else ""
    out.print(f"Graded {sum(r.outcome.graded for r in fresh)} of [b]{lab}[/]{scored}{same}.")
    for outcome in bad:
        out.print(f"[red]✘[/] not graded: [b]{outcome.officer}[/]: {escape(outcome.reason)}", highlight=False)
    out.print(f"Next: mark the reflections in Formgrader (futurefit lab), then: futurefit feedback {lab}")


def feedback(course: Path, lab: str, items: Sequence[Feedback]) -> None:
    """Where the feedback pages are."""
    for item in items:
        if item.problem:
            out.print(f"[red]✘[/] {item.officer}: {escape(item.problem)}")
    made = [item for item in items if item.page]
    sent = sum(item.released for item in items)
    if not items:
        out.print(f"Nobody's [b]{lab}[/] is graded yet. First: futurefit grade {lab}")
        return
    out.print(f"Feedback on [b]{lab}[/]: {len(made)} pages in {course / 'feedback'}, {sent} sent through JupyterLab.")
    if sent < len(made):
        out.print(
            f"{len(made) - sent} officers handed in files: give them their page, feedback/OFFICER/{lab}/{lab}.html"
        )


def status(now: CourseStatus, officers: bool) -> None:
    """A table lab by lab, and on request one officer by officer."""
    if not now.labs:
        out.print("No lab was released yet. First: futurefit release LAB")
        return
    # Narrow, so that no heading is cut on a screen of 80 columns.
    table = Table(title=f"{len(now.officers)} officers", title_justify="left", box=SIMPLE_HEAD, padding=0)
    table.add_column("Lab", no_wrap=True)
    to_collect = any(line.to_collect for line in now.labs)
    # Seldom there, and its column would make the table too wide.
    stale = any(cell.state == "stale" for officer in now.officers for cell in officer.labs)
    states = [state for state in reversed(_STATES) if state != "stale" or stale]
    names = ["Fetched*", *(state.capitalize() for state in states), *(["To collect"] if to_collect else [])]
    for name in names:
        table.add_column(name, justify="right", max_width=10)
    for line in now.labs:
        counts = {str(state): count for state, count in line.counts.items()}
        cells = [f"[{_STATES[state]}]{counts[state]}[/]" if counts[state] else "·" for state in states]
        cells += [str(line.to_collect or "·")] if to_collect else []
        table.add_row(line.lab.slug, f"≥ {line.fetched}", *cells)
    out.print(table)
    out.print(f"* {now.fetched_note}", style="dim")
    every = [(o.officer, cell) for o in now.officers for cell in o.labs]
    for officer, cell in (pair for pair in every if pair[1].state in ("not graded", "stale")):
        out.print(f"[red]✘[/] {cell.state}: {officer.id}, {cell.lab.slug}: {escape(cell.reason)}", highlight=False)
    for (lab, remark), count in Counter((cell.lab.slug, r) for _, cell in every for r in cell.remarks).items():
        out.print(f"[yellow]![/] {lab}, {count} {'result' if count == 1 else 'results'}: {escape(remark)}")
    refused(now.refusals)
    if officers:
        each = Table()
        each.add_column("Officer")
        for line in now.labs:
            each.add_column(line.lab.slug)
        for row in now.officers:
            cells = [f"[{_STATES[str(cell.state)]}]{cell.state}[/]" for cell in row.labs]
            each.add_row(f"{row.officer.id} {escape(row.officer.name)}", *cells)
        out.print(each)


def verdict(lab: Lab, found: Verdict) -> None:
    """One answer's points, and where it did not score what it should."""
    mark = "[green]✔[/]" if found.as_expected else "[red]✘[/]"
    out.print(
        f"{mark} {lab.slug} {found.name}: {sum(found.points.values()):g}/{sum(lab.tests.values()):g}", highlight=False
    )
    if not found.as_expected:
        expected = found.expected or frozenset()
        for test in sorted(found.lost - expected):
            out.print(f"    lost {test}, which it should pass: {found.failures[test]}", markup=False, highlight=False)
        for test in sorted(expected - found.lost):
            out.print(f"    passed {test}, which should catch it", markup=False, highlight=False)


def verdicts(lab: Lab, found: Sequence[Verdict]) -> None:
    """The points of each answer, by name."""
    for each in sorted(found, key=lambda v: v.name):
        verdict(lab, each)


@contextmanager
def waiting(what: str) -> Iterator[Callable[[str], None]]:
    """A callback that says what is being done, for as long as it lasts."""
    with out.status(escape(what)) as status:
        yield lambda step: status.update(f"{escape(what)}: {escape(step)} …")


def proof(found: Proof, page: Path | None) -> None:
    """A proof: a table of what caught what, then everything that is to be mended."""
    from futurefit.authoring import proof_report as report

    # Narrow, so that no number is cut on a screen of 80 columns.
    title = f"{found.slug}: caught by visible checks █, by hidden tests ▒, by nothing ✘"
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in ("Task", "Points", "Right", *(group.capitalize() for group in report.GROUPS)):
        table.add_column(name, no_wrap=True, justify="right" if name in ("Points", "Right") else "left")
    for task in found.tasks:
        bars = [report.bar(tally).replace("✘", "[red]✘[/]") for tally in report.tallies(task)]
        table.add_row(task.task, f"{task.points:g}", str(task.right), *bars)
    out.print(table)
    for each in found.findings:
        out.print(f"[red]✘[/] {escape(report.finding(each))}", highlight=False)
        for line in each.detail.splitlines():
            out.print(f"    {line}", markup=False, highlight=False, style="red" if line.startswith("-") else "green")
    mark = "[green]✔[/]" if found.holds else "[red]✘[/]"
    out.print(f"{mark} {escape(report.verdict(found))}", highlight=False)
    if page:
        out.print(f"    {page}", style="dim", highlight=False)


def findings(found: Iterable[Finding]) -> bool:
    """What the doctor saw; returns whether all is well."""
    well = True
    for finding in found:
        mark = {"good": "[green]✔[/]", "bad": "[red]✘[/]", "note": "[yellow]![/]"}[finding.verdict]
        out.print(f"{mark} [b]{finding.what}[/]: {escape(finding.seen)}", highlight=False)
        if finding.mend:
            out.print(f"    {escape(finding.mend)}", highlight=False)
        well &= finding.verdict != "bad"
    out.print("This machine is ready." if well else "Mend the lines marked ✘, then run futurefit doctor again.")
    return well


def demo(done: Demo) -> None:
    """The end of the demonstration: every officer's results, the odd cases, the times, and what to open next."""
    records = done.records
    assert records is not None
    table = Table(title="Points of each officer (“+ ?”: a reflection waits for marking by hand)", title_justify="left")
    table.add_column("Officer")
    for lab in records.labs:
        table.add_column(f"{'-'.join(lab.slug.split('-')[:2])}\nof {lab.total_max:g}", justify="right")
    for officer in records.officers:
        table.add_row(officer.id, *(points(result) for result in records.of_officer(officer.id)))
    out.print(table)
    out.print("\n[b]The odd cases: what each got, and why[/]")
    for case in done.cases:
        result = next(r for r in records.of_lab(case.lab) if r.officer.id == case.officer)
        got = points(result)
        if result.automatic is not None:
            got += f" (automatic: {result.automatic:g} of {result.automatic_max:g})"
        if result.reason:
            got += f": {escape(result.reason)}"
        due = result.lab.due
        if due and result.submitted_at and result.submitted_at > due:
            got += f", {(result.submitted_at - due).total_seconds() / 3600:.0f} h late"
        out.print(f"  [b]{case.officer}[/], {case.lab}: {case.what}", highlight=False)
        out.print(f"      expected: {case.expected}\n      got: {got}", highlight=False)
    times = Table(title="\nHow long each step took", title_justify="left")
    times.add_column("Step")
    times.add_column("Seconds", justify="right")
    for name, seconds in done.seconds.items():
        times.add_row(name, f"{seconds:.1f}")
    out.print(times)
    page = next(iter(sorted(done.folder.glob("feedback/*/*/*.html"))), None)
    out.print("[b]Open next[/]")
    exports = done.folder / "exports"
    out.print(f"  {exports / 'grades.xlsx'}   the coordinators' spreadsheet", highlight=False)
    out.print(f"  {exports / 'report.html'}   the report, which names nobody", highlight=False)
    if page:
        out.print(f"  {page}   an officer's feedback", highlight=False)
    out.print("  make lab   JupyterLab on this course as its instructor; the reflections wait in Formgrader")
    out.print("  make lab ARGS=--as-officer   the other side, at the same time: My labs, as an officer sees it")


def points(result: Result) -> str:
    """A result in a few characters: final points, automatic points with what waits for a marker, or the state."""
    state = str(result.state)
    text = state
    if result.total is not None:
        text = f"{result.total:g}"
    elif result.automatic is not None:
        text = f"{result.automatic:g} + ?"
    return f"[{_STATES[state]}]{text}[/]"
