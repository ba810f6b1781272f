"""A proof as a page and as lines of text: who was tried on each task, and what caught them."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from futurefit.authoring.proof import Finding, Proof, Survivor, Tally, TaskProof

FOLDER = "proofs"  # of the course: pages for its authors, made anew by each proof
GROUPS = ("wrong answers", "empty answers", "mutants")
_MARKS = "█▒✘"  # caught by what officers see, by hidden tests, by nothing
_PARTS = ("visible checks", "hidden tests", "nothing")
_CLASSES = ("visible", "hidden", "nothing")

_STYLE = """
:root { color-scheme: light dark; --visible: #3b82c4; --hidden: #7a5bb5; --nothing: #d1341f; --faint: #6b7280; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--faint); }
th, td { text-align: left; padding: .45rem .8rem .45rem 0; border-bottom: 1px solid #8884; vertical-align: top; }
.bar { display: flex; height: .9rem; min-width: 8rem; gap: 2px; } .bar i { border-radius: 2px; }
.visible { background: var(--visible); } .hidden { background: var(--hidden); } .nothing { background: var(--nothing); }
.key i { display: inline-block; width: .9rem; height: .9rem; border-radius: 2px; margin: 0 .3rem 0 1rem; }
small, .faint { color: var(--faint); } pre { background: #8882; padding: .6rem; overflow-x: auto; }
.verdict { font-size: 1.1rem; } .good { color: #1a7f37; } .bad { color: var(--nothing); }
"""


def tallies(task: TaskProof) -> list[Tally | None]:
    """The three tallies of a task, in the order of `GROUPS`."""
    return [task.wrong, task.empty, task.mutants]


def bar(tally: Tally | None, width: int = 6) -> str:
    """A tally as a bar of text and its three numbers: `████▒✘ 9·2·1`.

    Every part that is not empty shows, however small.
    """
    if tally is None:
        return "not tried"
    if not tally.all:
        return "none"
    counts = (tally.visible, tally.hidden, tally.nothing)
    cells = [max(1, round(width * count / tally.all)) if count else 0 for count in counts]
    cells[cells.index(max(cells))] += width - sum(cells)
    return "".join(mark * n for mark, n in zip(_MARKS, cells, strict=True)) + " " + "·".join(map(str, counts))


def verdict(proof: Proof) -> str:
    """The proof in one sentence."""
    caught = f"{proof.caught} of {proof.made - proof.equivalent} mutants caught ({proof.score:.0%})"
    if not proof.holds:
        count = len(proof.findings)
        what = f"{proof.slug} is not proved: {count} thing{'s' if count > 1 else ''} to mend"
        return f"{what}; {caught}" if proof.made else what
    if proof.quick:
        return f"{proof.slug}: right answers pass, wrong and empty ones fail (a quick look, not the proof)"
    tried = f"{proof.right} right, {proof.wrong} wrong and {proof.empty} empty answers as they should be, {caught}"
    return f"{proof.slug} is proved: {tried}, {proof.runs} runs, {len(proof.engines)} judges agree"


def finding(found: Finding) -> str:
    """What was found, as one line of text."""
    return f"{found.where}: {found.what}"


def as_data(proof: Proof) -> dict[str, Any]:
    """The whole proof as plain data, for another program."""
    return {"slug": proof.slug, "holds": proof.holds} | asdict(proof)


def as_html(proof: Proof) -> str:
    """The whole report as one page that needs nothing else."""
    return "\n".join(_page(proof)) + "\n"


def write_page(course: Path, proof: Proof) -> Path:
    """Write the page into the course's folder of proofs."""
    path = course / FOLDER / f"{proof.slug}.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(as_html(proof), encoding="utf-8")
    return path


def _page(proof: Proof) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(proof.slug)}: do its tests judge rightly?</title>\n<style>{_STYLE}</style></head>\n<body>"
    yield f"<h1>Do the tests of “{_text(proof.title)}” judge rightly?</h1>"
    mark = "✔" if proof.holds else "✘"
    yield f'<p class="verdict {"good" if proof.holds else "bad"}">{mark} {_text(verdict(proof))}.</p>'
    key = "".join(f'<i class="{name}"></i>{part}' for name, part in zip(_CLASSES, _PARTS, strict=True))
    yield f'<p class="key">Caught by{key}</p>'
    yield "<table><caption>How many answers of each kind were caught, and by what</caption>"
    yield "<tr><th>Task</th><th>Right answers</th>" + "".join(f"<th>{g.capitalize()}</th>" for g in GROUPS) + "</tr>"
    for task in proof.tasks:
        size = f"{task.points:g} points, {len(task.tests)} tests"
        yield f"<tr><td><b>{_text(task.task)}</b><br><small>{size}</small></td>"
        yield f"<td>{task.right} besides the model’s</td>"
        for tally in tallies(task):
            yield f"<td>{_bar(tally)}</td>"
        yield "</tr>"
    yield "</table>"
    survivors = [survivor for task in proof.tasks for survivor in task.survivors]
    alive = {survivor.change.diff for survivor in survivors}
    others = [found for found in proof.findings if found.detail not in alive]
    if others:
        yield "<h2>To mend</h2>\n<ul>"
        for found in others:
            detail = f"<pre>{_text(found.detail)}</pre>" if found.detail else ""
            yield f"<li><small>{found.part}</small> <b>{_text(found.where)}</b>: {_text(found.what)}{detail}</li>"
        yield "</ul>"
    if survivors:
        yield "<h2>Mutants that no test catches</h2>"
        yield "<p>Each is a small mistake in the model answer. Either a hidden test is missing, or the change makes "
        yield "another right answer; then put this into equivalents.toml, with the reason:</p>"
        yield from (f"<pre>{_text(_entry(survivor))}</pre>" for survivor in survivors)
    known = [(change, why) for task in proof.tasks for change, why in task.equivalent]
    if known:
        yield "<h2>Mutants that are right answers too</h2>"
        yield from (f"<p>{_text(c.task)}: {_text(why)}</p><pre>{_text(c.diff)}</pre>" for c, why in known)
    yield "<h2>What the text asks for, and the wrong answers that ignore just that</h2>"
    yield "<table><tr><th>Task</th><th>Words of the text</th><th>Ignored by, and caught</th></tr>"
    for task in proof.tasks:
        for says, ignored_by in task.conditions:
            row = f"<td>{_text(task.task)}</td><td>{_text(says)}</td><td>{_text(', '.join(ignored_by))}</td>"
            yield f"<tr>{row}</tr>"
    yield "</table>"
    yield '<p class="faint">Made by <code>futurefit verify</code>. '
    yield f"Judged by {_text(' and '.join(proof.engines))}; each written answer {proof.runs} times.</p>"
    yield "</body>\n</html>"


def _entry(survivor: Survivor) -> str:
    return f"{survivor.change.task}, {survivor.kind}\n{survivor.change.diff}\n\n{survivor.change.toml}"


def _bar(tally: Tally | None) -> str:
    if tally is None:
        return "<small>not tried</small>"
    if not tally.all:
        return "<small>none</small>"
    counts = (tally.visible, tally.hidden, tally.nothing)
    said = ", ".join(f"{count} by {part}" for count, part in zip(counts, _PARTS, strict=True) if count)
    parts = "".join(
        f'<i class="{name}" style="flex:{count}"></i>' for count, name in zip(counts, _CLASSES, strict=True) if count
    )
    return f'<div class="bar" role="img" aria-label="{said}">{parts}</div><small>{said}</small>'


def _text(text: str) -> str:
    return html.escape(text)
