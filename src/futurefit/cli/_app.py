"""The command itself, without its subcommands, and what they have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

TEACH, WRITE, SETUP = "Run a lab", "Write labs", "Set up"
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
app.add_typer(roster_app, name="roster", rich_help_panel=SETUP)
app.add_typer(models_app, name="models", rich_help_panel=SETUP)
certificate_app = typer.Typer(no_args_is_help=True, help="Certificates of completion.")
app.add_typer(certificate_app, name="certificate", rich_help_panel=TEACH)

LabName = Annotated[str, typer.Argument(metavar="LAB", help="A lab by its name, for example ai-0-first-model.")]
LabNames = Annotated[list[str] | None, typer.Argument(metavar="[LAB]…", help="Labs by name; all where none is named.")]


@app.callback()
def _course(
    context: typer.Context,
    course: Annotated[Path, typer.Option("--course", metavar="FOLDER", help="The course folder.")] = Path(),
) -> None:
    context.obj = course
