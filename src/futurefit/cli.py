"""The command `futurefit`: each command is thin over one library function.

Libraries raise; only here does an error become a message and an exit code.
"""

from __future__ import annotations

import atexit
import gc
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from futurefit import show
from futurefit.errors import FutureFitError
from futurefit.sooner import put_off_address_grammar

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help=(
        "Labs in AI, AI governance and cybersecurity: write, release, collect, grade, export.\n\n"
        "The usual round of a lab, by its instructor:\n\n"
        "    futurefit release ai-0-first-model --due '2026-12-04 17:00'\n"
        "    futurefit status\n"
        "    futurefit collect ai-0-first-model\n"
        "    futurefit grade ai-0-first-model\n"
        "    futurefit feedback ai-0-first-model\n"
        "    futurefit export\n\n"
        "Run it in the course folder, or name the folder: futurefit --course FOLDER …"
    ),
)
roster_app = typer.Typer(no_args_is_help=True, help="The officers of the course.")
models_app = typer.Typer(no_args_is_help=True, help="The language models that the labs use.")
app.add_typer(roster_app, name="roster", rich_help_panel="Set up")
app.add_typer(models_app, name="models", rich_help_panel="Set up")
certificate_app = typer.Typer(no_args_is_help=True, help="Certificates of completion.")
app.add_typer(certificate_app, name="certificate", rich_help_panel="Run a lab")

TEACH, WRITE, SETUP = "Run a lab", "Write labs", "Set up"
LabName = Annotated[str, typer.Argument(metavar="LAB", help="A lab by its name, for example ai-0-first-model.")]
LabNames = Annotated[list[str] | None, typer.Argument(metavar="[LAB]…", help="Labs by name; all where none is named.")]


@app.callback()
def _course(
    context: typer.Context,
    course: Annotated[Path, typer.Option("--course", metavar="FOLDER", help="The course folder.")] = Path(),
) -> None:
    context.obj = course


# ------------------------------------------------------------------------------------------------ run a lab


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
    show.exported(reports.export(course, to or course.folder / "exports", audience, format or (), cohort))


@app.command(rich_help_panel=TEACH)
def log(context: typer.Context) -> None:
    """Show who took which export and when, and whether anything in that log was changed."""
    from futurefit import reports
    from futurefit.course import open_course

    show.export_log(reports.load_log(open_course(context.obj).folder))


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
    show.certificate(signing.check(file.read_bytes(), public.read_bytes()))


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


# ------------------------------------------------------------------------------------------------ write labs


@app.command(rich_help_panel=WRITE)
def new(
    context: typer.Context,
    lab: Annotated[str, typer.Argument(metavar="LAB", help="Its name: small letters, digits, hyphens, as in my-lab.")],
    title: Annotated[str, typer.Option(help="Its title; made from the name if not said.")] = "",
    title_ms: Annotated[str, typer.Option(help="Its title in Malay; it awaits translation if not said.")] = "",
) -> None:
    """Begin a lab: a small one that is whole and can be built and proved, in labs/LAB, for you to change."""
    from futurefit.authoring import new_lab
    from futurefit.course import open_course

    course = open_course(context.obj)
    with show.waiting(lab) as tell:
        tell("its picture is being drawn")
        made = new_lab(course, lab, title, title_ms)
    for path in made:
        show.out.print(f"Made: {path.relative_to(course.folder)}", highlight=False)
    show.out.print(f"Next: futurefit build {lab}, then change labs/{lab}/lab.py.", highlight=False)


@app.command(rich_help_panel=WRITE)
def build(
    context: typer.Context,
    labs: LabNames = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail where source/ or release/ is stale.")
    ] = False,
) -> None:
    """Turn labs/LAB/lab.py into the notebooks in source/ (with answers) and release/ (for officers)."""
    from futurefit.authoring import build
    from futurefit.course import open_course

    stale = 0
    for built in build(open_course(context.obj), labs or [], check=check):
        stale += bool(built.changed)
        show.out.print(f"{built.slug}: {', '.join(built.changed) if built.changed else 'up to date'}", highlight=False)
    if check and stale:
        raise FutureFitError("source/ and release/ are not what labs/ says. Run: futurefit build")


@app.command(rich_help_panel=WRITE)
def verify(
    context: typer.Context,
    labs: LabNames = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Only the answer files, the blank and the wording: seconds, and no proof.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(metavar="COMMIT", help="In full only where the lab is not the one that this commit has proved."),
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Only judge the answer files of this folder.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what came out as JSON, for another program.")] = False,
) -> None:
    """Prove that a lab's tests judge rightly: without this proof a lab is not released.

    Right answers must score full marks, wrong ones lose just the tests that they name, and empty ones earn nothing.
    Mutants, small mistakes put into the model answers, must all be caught. And all of it again with other hash seeds,
    elsewhere, on another day, and by the engine that grades officers. The proof is kept in labs/LAB/proof.json.
    """
    from futurefit.authoring import judge_lab, proof_report, proved, read_lab, slugs
    from futurefit.authoring.engine import EngineJudge
    from futurefit.authoring.proof import prove
    from futurefit.course import open_course

    course = open_course(context.obj)
    folder = course.folder / "labs"
    report: dict[str, object] = {}
    bad, stale = [], []
    for slug in labs or slugs(folder):
        if answers:
            lab = read_lab(folder / slug)
            verdicts = list(judge_lab(lab, answers))
            report[slug] = {verdict.name: verdict.points for verdict in verdicts}
            show.verdicts(lab, [] if as_json else verdicts)
            bad += [slug] * (not all(verdict.as_expected for verdict in verdicts))
            continue
        if since and proved.why_not_proved(folder / slug):
            stale.append(slug)
        full = proved.differs_since(course.folder, slug, since) if since else not quick
        before = proved.fingerprint(folder / slug)
        with show.waiting(slug) as tell:
            proof = prove(course, slug, quick=not full, engines=[EngineJudge(course)], tell=tell)
        report[slug] = proof_report.as_data(proof)
        bad += [slug] * (not proof.holds)
        if full:
            proved.keep(folder / slug, proof, before)
        page = proof_report.write_page(course.folder, proof) if full else None
        if not as_json:
            show.proof(proof, page)
    if as_json:
        show.as_json(report)
    if bad:
        raise FutureFitError(f"To mend, as the lines marked ✘ say: {', '.join(bad)}. Then: futurefit verify {bad[0]}")
    if stale:
        raise FutureFitError(f"This commit lacks the proof of {', '.join(stale)}. Run futurefit verify, and commit it.")


@app.command(rich_help_panel=WRITE)
def picture(context: typer.Context, labs: LabNames = None) -> None:
    """Draw data/finished.png, the picture that opens a lab, from the lab's own model answer.

    What its pictures show is kept as well (data/shown.json): an officer who skips a task sees that in their place.
    """
    from futurefit.authoring import draw_picture, read_lab, slugs
    from futurefit.course import open_course

    course = open_course(context.obj)
    folder = course.folder / "labs"
    for slug in labs or slugs(folder):
        show.out.print(f"Drawn: {draw_picture(course, read_lab(folder / slug))}")


# ------------------------------------------------------------------------------------------------ set up


@roster_app.command("import")
def roster_import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file: officer_id,name,email,ministry,cohort.")],
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=HEADING", help="Which column a field is; several are joined: 'name=First + Last'."),
    ] = None,
    fill: Annotated[
        list[str] | None, typer.Option(metavar="FIELD=VALUE", help="What all have alike: cohort=2026-1.")
    ] = None,
    make_ids: Annotated[
        bool, typer.Option("--make-ids", help="Make an id, always the same, for whoever has none that fits.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Take columns with names of their own as they are shown.")] = False,
) -> None:
    """Put the officers of a CSV file on the course. Every line is checked first; can be run again with a newer file.

    A table from Moodle, Canvas, Google Forms or Excel has other headings: how they are read is shown, and taken with
    --yes.
    """
    from futurefit.course import open_course
    from futurefit.records import Reading, import_roster

    reading = Reading.of(column or [], fill or [], make_ids=make_ids, accept=yes)
    show.roster(import_roster(open_course(context.obj).folder, file, reading))


@models_app.command("install")
def models_install(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[MODEL]…", help="Models by name; all where none is named.")
    ] = None,
) -> None:
    """Put the labs' language models on this machine: download, convert once, check every file."""
    from futurefit.kit import model_store

    with show.installing() as progress:
        models = model_store.install(names, progress=progress)
    for model in models:
        show.out.print(f"Ready: {model.title} in {model.folder}", highlight=False)


@app.command(rich_help_panel=SETUP)
def doctor(context: typer.Context) -> None:
    """Say what is missing on this machine, and the command that mends it."""
    from futurefit.doctor import examine

    if not show.findings(examine(context.obj)):
        raise typer.Exit(1)


@app.command(rich_help_panel=SETUP)
def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Made new; never the real course.")] = Path(
        "demo-course"
    ),
) -> None:
    """Run the whole road on made-up officers, in a folder of its own: from four labs to a coordinator's spreadsheet."""
    from futurefit.demo import run_demo

    run_demo(context.obj, folder)


def main() -> None:
    """Run the command; an error that a person can mend becomes a message and exit code 1."""
    put_off_address_grammar()
    atexit.register(gc.freeze)  # Python's last search for garbage takes a third of a second, and all is freed anyway
    try:
        app()
    except FutureFitError as error:
        sys.exit(show.failed(str(error)))
    except OSError as error:  # no space, no permission, a file where a folder should be
        where = f"{error.filename} cannot be used" if error.filename else "The system refused"
        sys.exit(show.failed(f"{where}: {error.strerror or error}. Mend that, then run the same command again."))
