"""Commands of those who write labs: new, build, verify, picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from futurefit import show
from futurefit.cli._app import WRITE, LabNames, app
from futurefit.errors import FutureFitError


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
