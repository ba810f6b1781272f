"""The command line of the benchmarks: python -m benchmarks --help."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.classes import LABS, NAMES, BenchmarkError, Maker
from benchmarks.report import Report, show, write
from benchmarks.sides import Bench, Measured, reckon_plain
from benchmarks.targets import LONG
from benchmarks.warm_start import NOTHING, start
from futurefit.errors import FutureFitError
from futurefit.scratch import Scratch

SIZES = (6, 20, 200)
LARGE = 20  # classes larger than this are run once, and through plain nbgrader only with --full
RUNS = 3
STARTS, PLAIN_STARTS = 100, 5
RESULTS = Path(__file__).parent / "results"


def options(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Grade the same submissions with plain nbgrader and with futurefit, and compare.",
    )
    add = parser.add_argument
    add("--quick", action="store_true", help="6 submissions of light and tables, once each: below three minutes")
    add("--full", action="store_true", help="run plain nbgrader on large classes too (with the model: half an hour)")
    add("--long", action="store_true", help="also ours on 100 and on 1,000 submissions of light")
    add("--labs", type=_names, metavar="NAMES", help=f"of {','.join(NAMES)} (all)")
    add("--sizes", type=_sizes, metavar="NUMBERS", help=f"of the classes ({','.join(map(str, SIZES))})")
    add("--runs", type=int, metavar="N", help=f"of each class up to {LARGE}; larger ones are run once ({RUNS})")
    add("--ours-only", action="store_true", help="leave plain nbgrader out")
    add("--no-warm-start", action="store_true", help="leave out how long kernels take to start")
    add("--no-memory", action="store_true", help="leave out the runs that look at memory")
    add("--to", type=Path, default=RESULTS, metavar="FOLDER", help="where the JSON is kept (benchmarks/results)")
    add("--keep", action="store_true", help="leave the courses where they were graded, and say where")
    chosen = parser.parse_args(words)
    chosen.labs = chosen.labs or (("light", "tables") if chosen.quick else NAMES)
    chosen.sizes = chosen.sizes or ((6,) if chosen.quick else SIZES)
    chosen.runs = chosen.runs or (1 if chosen.quick else RUNS)
    return chosen


def _names(text: str) -> tuple[str, ...]:
    found = tuple(text.split(","))
    if strange := set(found) - set(NAMES):
        raise argparse.ArgumentTypeError(f"no lab {', '.join(sorted(strange))} in {LABS.name}/: {', '.join(NAMES)}")
    return found


def _sizes(text: str) -> tuple[int, ...]:
    found = tuple(sorted({int(word) for word in text.split(",")}))
    if found[0] < 1:
        raise argparse.ArgumentTypeError("a class has at least one officer")
    return found


def measure(chosen: argparse.Namespace, folder: Path, console: Console) -> Report:
    """Measure everything that is asked for.

    Raises:
        BenchmarkError: a command failed, or graded wrongly.
        FutureFitError: there can be no kernels here.
    """
    asked = {name: getattr(chosen, name) for name in ("labs", "sizes", "runs", "full", "long", "quick", "ours_only")}
    report = Report(asked)

    def say(what: str) -> None:
        console.print(f"[dim]{what}[/]", highlight=False)

    for lab in chosen.labs:
        bench = Bench(lab, folder / lab, say, keep=chosen.keep)
        report.classes += _classes(bench, chosen)
        if chosen.long and lab == "light":
            report.long = [bench.measure(size, 1, plain=False, memory=not chosen.no_memory) for size in LONG]
    if not chosen.no_warm_start:
        times, plain_times = (20, 1) if chosen.quick else (STARTS, 0 if chosen.ours_only else PLAIN_STARTS)
        for holds in (NOTHING, *(lab for lab in chosen.labs if lab != "light")):
            say(f"warm start with {holds} in memory")
            source = Maker(holds, folder / f"{holds}-start").source if holds != NOTHING else None
            report.started.append(start(holds, source, times, plain_times))
    return report


def _classes(bench: Bench, chosen: argparse.Namespace) -> list[Measured]:
    """The classes of one lab."""
    found: list[Measured] = []
    for size in chosen.sizes:
        large = size > LARGE
        runs_plain = not chosen.ours_only and (not large or chosen.full)
        one = bench.measure(
            size,
            1 if large else chosen.runs,
            plain=runs_plain,
            memory=not chosen.no_memory,
            plain_memory=not chosen.quick and size == chosen.sizes[0],
        )
        smaller = [each for each in found if each.plain and not each.plain_from]
        if not one.plain and smaller:
            reckon_plain(one, smaller[-1])
        found.append(one)
    return found


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print and keep; 1 where a side failed or graded wrongly. A target that is missed is no failure."""
    chosen = options(words)
    out = Console(width=None if sys.stdout.isatty() else 110)
    scratch = None if chosen.keep else Scratch("bench")
    folder = scratch.path if scratch else Path(tempfile.mkdtemp(prefix="futurefit-bench-"))
    try:
        report = measure(chosen, folder, Console(stderr=True))
    except (BenchmarkError, FutureFitError) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        if scratch:
            scratch.close()
        else:
            print(f"The courses are in {folder}", file=sys.stderr)
    show(report, out)
    out.print(f"Kept in {write(report, chosen.to)}", highlight=False, soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
