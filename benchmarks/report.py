"""What was measured, as a person reads it and as a file that is kept."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.sides import WORKERS, Measured
from benchmarks.targets import GROWTH, LONG_FACTOR, MEMORY, READY, SET_WHERE, Verdict, judge, speed
from benchmarks.warm_start import Started

_PACKAGES = ("futurefit", "nbgrader", "nbclient", "ipykernel", "distributed", "pandas", "scikit-learn", "torch")
_GB, _MB = 1e9, 1e6
BUSY = 0.25  # of the processors at work before it begins


@dataclass
class Report:
    """All that one run of the benchmark measured."""

    chosen: dict[str, Any]  # what was asked for
    load: float = field(default_factory=lambda: os.getloadavg()[0])  # processes at work before it began
    classes: list[Measured] = field(default_factory=list)
    long: list[Measured] = field(default_factory=list)
    started: list[Started] = field(default_factory=list)

    @property
    def quiet(self) -> bool:
        """Whether the machine did little else when it began: else its numbers are a trial."""
        return self.load < BUSY * processors()

    @property
    def verdicts(self) -> list[Verdict]:
        return judge(self.classes, self.long, self.started)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ram() -> int:
    """Bytes of memory of this machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def write(report: Report, folder: Path, at: datetime | None = None) -> Path:
    """Keep a report as JSON, named for the day and the size of the machine; an earlier one of that name is kept too."""
    at = at or datetime.now(UTC)
    content = {
        "form": 1,
        "at": at.isoformat(timespec="minutes"),
        "machine": {"cores": processors(), "ram_gb": round(ram() / _GB, 1), "system": platform.system()},
        "versions": {"python": platform.python_version()} | {name: version(name) for name in _PACKAGES},
        "chosen": report.chosen,
        "workers": WORKERS,
        "load_before": report.load,
        "quiet": report.quiet,
        "classes": [_class(one) for one in report.classes],
        "long": [_class(one) for one in report.long],
        "warm_start": [asdict(one) | {"median": one.median, "slow": one.slow} for one in report.started],
        "plain_light_s": speed(report.classes),
        "verdicts": [asdict(one) for one in report.verdicts],
    }
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{at:%Y-%m-%d}-{processors()}cores-{ram() / _GB:.0f}gb"
    path, count = folder / f"{name}.json", 1
    while path.exists():
        count += 1
        path = folder / f"{name}-{count}.json"
    path.write_text(json.dumps(_short(content), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _class(one: Measured) -> dict[str, Any]:
    return asdict(one) | {
        "plain_is": _plain_is(one),
        "ratio": one.ratio,
        "cell_share": one.cell_share,
        "beyond_cpu": one.beyond_cpu,
        "beyond_wall": one.beyond_wall,
    }


def _plain_is(one: Measured) -> str:
    if one.plain_from:
        return f"extrapolated from {one.plain_from}"
    return "measured" if one.plain else "not run"


def _short(value: Any) -> Any:
    """The same with numbers that a person can read."""
    match value:
        case dict():
            return {key: _short(each) for key, each in value.items()}
        case list() | tuple():
            return [_short(each) for each in value]
        case float():
            return round(value, 4)
    return value


def show(report: Report, console: Console) -> None:
    """Print everything that was measured, next to its target where it has one."""
    verdicts = {(one.what, one.lab, one.size): one for one in report.verdicts}
    cores = f"{processors()} processors, {ram() / _GB:.0f} GB, {WORKERS} workers"
    console.print(f"\n[b]Plain nbgrader {version('nbgrader')} and futurefit on the same submissions[/] ({cores})")
    if report.classes:
        _grading(report.classes, verdicts, console)
        _time(report.classes, verdicts, console)
        _again(report.classes, verdicts, console)
    if any(one.peak for one in report.classes):
        _memory(report.classes, verdicts, console)
    if report.started:
        _started(report.started, verdicts, console)
    if report.long:
        _long(report.long, verdicts, console)
    if here := speed(report.classes):
        console.print(
            f"\nTargets in seconds were set where plain nbgrader takes {SET_WHERE:.1f} s for a submission of light; "
            f"here it takes {here:.1f} s.",
            style="dim",
        )
    met = sum(one.met for one in report.verdicts)
    if not report.quiet:
        console.print(f"\n[red]Only a trial:[/] the machine was at work before it began (load {report.load:.1f}).")
    console.print(f"\n{met} of {len(report.verdicts)} targets met.")


_Verdicts = dict[tuple[str, str, int], Verdict]


def _table(title: str, *columns: str) -> Table:
    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False
    )
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number == 0 else "right")
    return table


def _mark(verdict: Verdict | None, text: str) -> str:
    """A number, marked where it has a target."""
    if verdict is None:
        return text
    return f"{text} [green]✔[/]" if verdict.met else f"{text} [red]✘[/]"


def _target(verdict: Verdict | None, unit: str = "") -> str:
    return f"{'≤' if verdict.most else '≥'} {verdict.target:g}{unit}" if verdict else ""


def _grading(classes: Sequence[Measured], verdicts: _Verdicts, console: Console) -> None:
    table = _table("\nGrading a class", "lab", "officers", "plain, s", "ours, s", "ours each, s", "faster", "target")
    for one in classes:
        verdict = verdicts.get(("faster than plain nbgrader", one.lab, one.size))
        plain = f"{statistics.median(one.plain):.1f}{'*' if one.plain_from else ''}" if one.plain else "–"
        ours = statistics.median(one.ours)
        faster = _mark(verdict, f"{one.ratio:.1f}×") if one.ratio is not None else "–"
        each = f"{ours / one.size:.2f}"
        table.add_row(one.lab, str(one.size), plain, f"{ours:.1f}", each, faster, _target(verdict, "×"))
    console.print(table)
    if sizes := sorted({one.plain_from for one in classes if one.plain_from}):
        console.print(
            f"* reckoned, not run: nbgrader's start and the time that it took for each of {sizes[-1]} submissions "
            "(--full runs it)",
            style="dim",
        )


def _time(classes: Sequence[Measured], verdicts: _Verdicts, console: Console) -> None:
    columns = ("lab", "officers", "cells, s", "share of all", "core-s beyond", "wall × workers beyond", "target")
    table = _table("\nWhere our time goes, a submission: its own cells (the limit), and what is beyond them", *columns)
    for one in classes:
        cpu = verdicts.get(("core-seconds beyond the cells", one.lab, one.size))
        wall = verdicts.get(("wall time × workers beyond the cells", one.lab, one.size))
        table.add_row(
            one.lab,
            str(one.size),
            f"{statistics.median(one.cells) / one.size:.2f}",
            f"{one.cell_share:.0%}",
            _mark(cpu, f"{one.beyond_cpu:.2f}"),
            _mark(wall, f"{one.beyond_wall:.2f}"),
            _target(cpu, " s"),
        )
    console.print(table)


def _again(classes: Sequence[Measured], verdicts: _Verdicts, console: Console) -> None:
    columns = ("lab", "officers", "again, s", "faster than grading", "than plain", "target")
    table = _table("\nGrading again what has not changed", *columns)
    for one in classes:
        plain = verdicts.get(("again, to plain nbgrader", one.lab, one.size))
        again = statistics.median(one.again)
        to_plain = f"{statistics.median(one.plain) / again:.0f}×" if one.plain else "–"
        to_own = f"{statistics.median(one.ours) / again:.0f}×"
        table.add_row(one.lab, str(one.size), f"{again:.2f}", to_own, _mark(plain, to_plain), _target(plain, "×"))
    console.print(table)


def _memory(classes: Sequence[Measured], verdicts: _Verdicts, console: Console) -> None:
    columns = ("lab", "officers", "ours, MB", "target", "to that at 20", "target", "plain, MB")
    table = _table("\nMemory at the peak, of everything together", *columns)
    for one in classes:
        most = verdicts.get(("memory at the peak", one.lab, one.size))
        growth = verdicts.get(("memory, to that at 20", one.lab, one.size))
        table.add_row(
            one.lab,
            str(one.size),
            _mark(most, f"{one.peak / _MB:,.0f}"),
            f"< {MEMORY / _MB:,.0f}" if most else "",
            _mark(growth, f"{growth.value:.2f}") if growth else "",
            f"≤ {GROWTH:g}" if growth else "",
            f"{one.plain_peak / _MB:,.0f}" if one.plain_peak else "",
        )
    console.print(table)


def _started(started: Sequence[Started], verdicts: _Verdicts, console: Console) -> None:
    columns = ("in memory", "both kernels, ms", "9 in 10, ms", "target, ms", "plain kernel, ms", "parent once, s")
    table = _table("\nFrom nothing to ready: sandbox, officer's and examiner's kernel; and one plain kernel", *columns)
    for one in started:
        verdict = verdicts.get(("both kernels ready", one.holds, len(one.warm)))
        table.add_row(
            one.holds,
            _mark(verdict, f"{1000 * one.median:.0f}"),
            f"{1000 * one.slow:.0f}",
            f"≤ {1000 * READY:.0f}",
            f"{1000 * statistics.median(one.plain):,.0f}" if one.plain else "–",
            f"{one.parent:.1f}",
        )
    console.print(table)


def _long(long: Sequence[Measured], verdicts: _Verdicts, console: Console) -> None:
    table = _table("\nA long class", "lab", "officers", "ours, s", "each, ms", "factor", "target", "peak, MB")
    for one in long:
        ours = statistics.median(one.ours)
        verdict = next((v for key, v in verdicts.items() if key[0].startswith("time a") and key[2] == one.size), None)
        table.add_row(
            one.lab,
            str(one.size),
            f"{ours:.1f}",
            f"{1000 * ours / one.size:.0f}",
            _mark(verdict, f"{verdict.value:.2f}") if verdict else "",
            f"≤ {LONG_FACTOR:g}" if verdict else "",
            f"{one.peak / _MB:,.0f}" if one.peak else "",
        )
    console.print(table)
