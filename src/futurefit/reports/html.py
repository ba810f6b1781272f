"""Pieces of the report's page: words in both languages, tables, legends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape

from futurefit.course import MALAYSIA
from futurefit.records import Lab
from futurefit.reports.overview import Overview
from futurefit.reports.paper import day
from futurefit.reports.withhold import Figures


def both(english: str, malay: str) -> str:
    """Words in both languages, of which the page shows one. Both are HTML already."""
    return f'<span class="en" lang="en">{english}</span><span class="ms" lang="ms">{malay}</span>'


def section(english: str, malay: str, lead: str, body: str) -> str:
    """A part of the report: its heading, what it shows, and the chart or table."""
    return f"<section>\n<h2>{both(english, malay)}</h2>\n<p>{lead}</p>\n{body}\n</section>"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]], kind: str) -> str:
    """A table of HTML texts; `kind` is its class in report.css."""
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    body = "\n".join(
        "<tr>"
        + "".join(f'<th scope="row">{t}</th>' if n == 0 else f"<td>{t}</td>" for n, t in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>'


def name(lab: Lab) -> str:
    """A lab's title in both languages."""
    return both(escape(lab.title), escape(lab.title_ms or lab.title))


def withheld() -> str:
    """What stands in the place of a figure that must not be shown."""
    return f'<span class="withheld">{both("withheld: too few officers", "ditahan: pegawai terlalu sedikit")}</span>'


def as_of(figures: Figures, seen: Overview) -> str:
    """The day of figures that are older than the report."""
    at = datetime.fromisoformat(figures.at)
    if at.astimezone(MALAYSIA).date() == seen.made.astimezone(MALAYSIA).date():
        return ""
    return "<br><small>" + both("as of " + day(at), "setakat " + day(at, "ms")) + "</small>"


def legend(parts: Iterable[tuple[str, str, str]]) -> str:
    """Colours with their words: (colour, English, Malay)."""
    items = "".join(
        f'<li><svg width="14" height="14" aria-hidden="true"><rect width="14" height="14" fill="{colour}"/></svg>'
        f"{both(english, malay)}</li>"
        for colour, english, malay in parts
    )
    return f'<ul class="legend">{items}</ul>'


def percent(share: float | None) -> str:
    """A share as people write it; "" for none."""
    return "" if share is None else f"{share:.0%}"
