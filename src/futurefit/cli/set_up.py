"""Commands that set a course and a machine up: roster, models, doctor, demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from futurefit import show
from futurefit.cli._app import SETUP, app, models_app, roster_app


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
