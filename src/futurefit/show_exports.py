"""What is told of exports, of their log, and of a certificate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from futurefit import show
from futurefit.course import MALAYSIA

if TYPE_CHECKING:
    from futurefit.reports import Entry, Exported


def exported(made: Exported) -> None:
    """The files of an export (where there are many, their folders), what to know of them, and its line in the log."""
    if len(made.paths) > 8:
        folders = Counter(path.parent for path in made.paths)
        for folder, count in folders.items():
            show.out.print(f"Written: {count} {'files' if count > 1 else 'file'} in {folder}", highlight=False)
    else:
        for path in made.paths:
            show.out.print(f"Written: {path}", highlight=False)
    for note in made.notes:
        show.out.print(f"[yellow]![/] {escape(note)}", highlight=False)
    entry = made.entry
    show.out.print(f"Line {entry.number} of the log of exports (futurefit log): {entry.hash[:16]}", highlight=False)


def certificate(said: Mapping[str, Any]) -> None:
    """What a certificate says that was found to be whole."""
    show.out.print("[green]✔[/] It is as it was signed. Compare the page with what it says:", highlight=False)
    for name in ("name", "officer", "cohort", "completed", "number", "labs", "key"):
        value = said.get(name, "")
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        show.out.print(f"  {name}: {escape(text)}", highlight=False)


def export_log(entries: Sequence[Entry]) -> None:
    """Who took which export and when, the latest last."""
    table = Table("Line", "When", "Who", "For", "What", "Officers", "Hash", box=SIMPLE_HEAD)
    for entry in entries:
        when = datetime.fromisoformat(entry.at).astimezone(MALAYSIA)
        what = ", ".join(entry.formats) + (f" of cohort {entry.cohort}" if entry.cohort else "")
        what += "" if entry.outcome == "written" else f" ({entry.outcome})"
        row = (f"{when:%d %b %Y %H:%M}", entry.by, entry.audience, what, str(entry.officers), entry.hash[:16])
        table.add_row(str(entry.number), *map(escape, row))
    show.out.print(table)
    show.out.print(f"{len(entries)} lines (Malaysian time); the chain is whole: none was changed, taken out or put in.")
