"""Commands of the usual round of a lab: release, collect, grade, feedback, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from futurefit import show, show_exports
from futurefit.cli._app import TEACH, LabName, app, certificate_app
from futurefit.errors import FutureFitError


@app.command(rich_help_panel=TEACH)
def release(
    context: typer.Context,
    lab: LabName,
    due: Annotated[str | None, typer.Option(help="When work is late, Malaysian time: '2026-12-04 17:00'.")] = None,
    unproved: Annotated[
        bool, typer.Option("--unproved", help="Although its tests are not proved; your name goes on record.")
    ] = False,
) -> None:
    """Give a lab to the officers: it appears in their JupyterLab. Can be run again after a lab was mended."""
    from futurefit.authoring.release import parse_due, release
    from futurefit.course import open_course
    from futurefit.grading import check

    course = open_course(context.obj)
    release(course, lab, parse_due(due) if due else None, unproved=unproved)
    try:
        show.checked(check(course, lab))
    except FutureFitError as error:  # it is released; grading will ask again
        show.failed(f"The model answer was not asked how the tests are to be run: {error}")
    show.out.print(
        f"Released [b]{lab}[/] to {course.exchange}. Next, when officers have submitted: futurefit collect {lab}"
    )


@app.command(rich_help_panel=TEACH)
def collect(
    context: typer.Context,
    lab: LabName,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FOLDER|ZIP", help="Notebooks handed in as files, from laptops without network."
        ),
    ] = None,
    received: Annotated[
        str | None, typer.Option(help="With --from: when they came in, Malaysian time; now where it is not said.")
    ] = None,
    ids: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="With --from: a CSV list of whose number is whose, such as Moodle's grading worksheet.",
        ),
    ] = None,
) -> None:
    """Take in what officers submitted, from JupyterLab or from files.

    A file belongs to the officer whose id is the name of its folder or the start of its own name:
    officer07/LAB.ipynb, officer07_LAB.ipynb. In what Moodle, Canvas or Google Classroom pack, it belongs to the officer
    with that number (the roster's lms_id, or --ids) or that full name.
    """
    from futurefit.authoring.release import parse_due
    from futurefit.course import open_course
    from futurefit.grading import collect_from_exchange, collect_from_files
    from futurefit.records import read

    course = open_course(context.obj)
    for option, given in (("--received", received), ("--ids", ids)):
        if source is None and given is not None:
            raise FutureFitError(f"{option} is for files. Name them too: --from FOLDER|ZIP, or leave {option} out.")
    if source is None:
        show.collected(lab, collect_from_exchange(course, lab))
        return
    officers = read(course.folder).officers
    when = parse_due(received) if received else None
    show.collected(lab, collect_from_files(course, lab, source, officers, when, ids))


@app.command(rich_help_panel=TEACH)
def grade(
    context: typer.Context,
    lab: LabName,
    officer: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only this officer; can be repeated.")] = None,
    workers: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Submissions that run at once; one for each processor if not said."),
    ] = None,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Use the workers of this Dask scheduler: tcp://host:8786.")
    ] = "",
    fresh: Annotated[bool, typer.Option("--fresh", help="Grade again also what has not changed.")] = False,
    timeout: Annotated[int | None, typer.Option(metavar="SECONDS", min=1, help="Longest time for one cell.")] = None,
    sandbox: Annotated[
        str,
        typer.Option(
            metavar="MODE",
            help="Where submissions run: bubblewrap, outer (a container is the wall) or none (work that you trust).",
        ),
    ] = "",
) -> None:
    """Autograde the submissions of a lab. One that cannot be graded is named with its reason; the others go on.

    Stopped by Ctrl-C or otherwise, it goes on where it was when it is run again.
    """
    from futurefit.course import open_course
    from futurefit.grading import grade, submitted

    course = open_course(context.obj)
    show.stop_at_the_second_interrupt()
    try:
        results = show.grading(
            lab,
            len(officer or submitted(course, lab)),
            lambda tell: grade(
                course,
                lab,
                officer or (),
                fresh=fresh,
                timeout=timeout,
                workers=workers,
                scheduler=scheduler,
                sandbox=sandbox,
                tell=tell,
                told=show.checked,
            ),
        )
    except KeyboardInterrupt:
        show.failed(f"Stopped. What is graded is kept. To go on: futurefit grade {lab}")
        raise typer.Exit(130) from None
    show.graded(lab, results)


@app.command(rich_help_panel=TEACH)
def check(
    context: typer.Context,
    assignment: Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="An assignment that was generated.")],
    fresh: Annotated[bool, typer.Option("--fresh", help="Ask the model answer again.")] = False,
) -> None:
    """Ask the model answer how each test is to be run: apart from the officer's process, or inside it.

    Grading asks by itself, once for each version of an assignment. Fails where the model answer fails a test.
    """
    from futurefit.course import open_course
    from futurefit.grading import check
    from futurefit.grading.engine.verdicts import Way

    found = check(open_course(context.obj), assignment, fresh=fresh)
    show.checked(found)
    if found.count(Way.FAILS):
        raise FutureFitError(
            f"The model answer fails tests of {assignment}. Mend it or them, generate it again, then run: "
            f"futurefit check {assignment}"
        )


@app.command(rich_help_panel=TEACH)
def feedback(context: typer.Context, lab: LabName) -> None:
    """Make each officer's feedback page, and send it to those who submitted through JupyterLab."""
    from futurefit.course import open_course
    from futurefit.grading import give_feedback

    course = open_course(context.obj)
    total = len(list((course.folder / "autograded").glob(f"*/{lab}")))
    show.feedback(course.folder, lab, list(show.progress(give_feedback(course, lab), total, f"Feedback on {lab}")))


@app.command(rich_help_panel=TEACH)
def status(
    context: typer.Context,
    officers: Annotated[bool, typer.Option("--officers", help="Also a line for each officer.")] = False,
) -> None:
    """Show lab by lab who has fetched, submitted, been graded, and who waits for marking by hand."""
    from futurefit.course import open_course
    from futurefit.records import status

    show.status(status(open_course(context.obj).folder), officers)


@app.command(rich_help_panel=TEACH)
def export(
    context: typer.Context,
    audience: Annotated[
        Literal["coordinator", "ministry", "moodle", "officer"],
        typer.Option("--for", metavar="WHO", help="coordinator, ministry, moodle or officer."),
    ] = "coordinator",
    format: Annotated[
        list[str] | None,
        typer.Option(metavar="FORMAT", help="Instead of what WHO usually gets; can be repeated. Also: list."),
    ] = None,
    cohort: Annotated[str, typer.Option(metavar="COHORT", help="Only officers of this cohort.")] = "",
    to: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to write; exports/ of the course if not said.")
    ] = None,
) -> None:
    """Write the grades out: tables for coordinators, a file for Moodle, sheets and certificates for officers, a report.

    Who took which export is kept in the course's log: futurefit log.
    """
    from futurefit import reports
    from futurefit.course import open_course

    if format == ["list"]:
        show.out.print("\n".join(reports.names()))
        return
    course = open_course(context.obj)
    show_exports.exported(reports.export(course, to or course.folder / "exports", audience, format or (), cohort))


@app.command(rich_help_panel=TEACH)
def log(context: typer.Context) -> None:
    """Show who took which export and when, and whether anything in that log was changed."""
    from futurefit import reports
    from futurefit.course import open_course

    show_exports.export_log(reports.load_log(open_course(context.obj).folder))


@certificate_app.command("check")
def certificate_check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A certificate as it was given out: a PDF.")],
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The course's public key; the one of --course if not said.")
    ] = None,
) -> None:
    """Say whether a certificate is the course's own and nothing in it was changed. It asks nothing of the network."""
    from futurefit.reports import signing

    public = key or context.obj / signing.PUBLIC
    if not public.is_file():
        raise FutureFitError(f"There is no key {public}. Name the course's public key: --key certificates.pub")
    show_exports.certificate(signing.check(file.read_bytes(), public.read_bytes()))


@app.command(rich_help_panel=TEACH)
def lab(
    context: typer.Context,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 8888,
    as_officer: Annotated[
        bool, typer.Option("--as-officer", help="As an officer sees it: it opens My labs, and no Formgrader.")
    ] = False,
) -> None:
    """Open JupyterLab on the course as its instructor, with Formgrader in the menu Nbgrader, or as an officer."""
    from futurefit.course import open_course
    from futurefit.jupyter import run_lab

    raise typer.Exit(run_lab(open_course(context.obj), port=port, browser=browser, as_officer=as_officer))
