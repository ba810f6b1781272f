"""The benchmarks measure, check and keep what they say, on a class of two; how long anything takes is not looked at."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from courses import PROJECT

README = (PROJECT / "benchmarks" / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    """`benchmarks` can be imported, as from the project's folder."""
    monkeypatch.syspath_prepend(str(PROJECT))


def test_a_class_of_two_is_graded_and_what_was_measured_is_kept(tmp_path):
    words = "--labs light --sizes 2 --runs 1 --ours-only --no-warm-start --no-memory"
    command = [sys.executable, "-m", "benchmarks", *words.split(), "--to", str(tmp_path)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (kept,) = tmp_path.glob("*.json")
    content = json.loads(kept.read_text(encoding="utf-8"))
    (one,) = content["classes"]
    assert (one["lab"], one["size"], one["plain_is"]) == ("light", 2, "not run")
    assert len(one["ours"]) == len(one["cells"]) == len(one["again"]) == 1
    assert 0 < one["cells"][0] < 2 * one["ours"][0]
    assert content["versions"]["nbgrader"] == "0.9.6"
    assert str(PROJECT) not in kept.read_text(encoding="utf-8")
    assert str(kept) in done.stdout.replace("\n", "")


@pytest.mark.usefixtures("benchmarks")
def test_points_that_the_answers_do_not_deserve_fail_the_benchmark(tmp_path):
    from benchmarks.classes import BenchmarkError, Maker

    group = Maker("light", tmp_path).make(2, "plain")
    with pytest.raises(BenchmarkError, match=r"light, officer0001: the gradebook says None"):
        group.check()  # nobody has graded it


@pytest.mark.usefixtures("benchmarks")
def test_a_class_too_large_for_plain_nbgrader_is_reckoned_without_counting_its_start_twice():
    from benchmarks.sides import Measured, reckon_plain

    smaller = Measured("light", 20, plain=[22.0, 21.0, 30.0], plain_start=[2.0, 2.0, 2.0], ours=[4.0])
    large = Measured("light", 200, ours=[20.2])
    reckon_plain(large, smaller)
    assert large.plain == [2.0 + 200 * 1.0]
    assert (large.plain_from, large.ratio) == (20, pytest.approx(10.0))


@pytest.mark.usefixtures("benchmarks")
def test_a_number_is_met_or_missed_by_its_target():
    from benchmarks.sides import Measured
    from benchmarks.targets import judge

    slow = Measured("light", 20, plain=[20.0], ours=[10.0], ours_cpu=[10.0], cells=[1.0], again=[0.05], peak=10**9)
    met = {verdict.what: verdict.met for verdict in judge([slow], [], [])}
    assert met == {
        "faster than plain nbgrader": False,  # 2 times, and 3 are wanted
        "core-seconds beyond the cells": False,  # 9 for 20 submissions
        "wall time × workers beyond the cells": False,
        "again, to plain nbgrader": True,
    }


@pytest.mark.usefixtures("benchmarks")
def test_a_report_says_how_fast_its_machine_is(capsys):
    from rich.console import Console

    from benchmarks.report import Report, show
    from benchmarks.sides import Measured

    slow = Measured("light", 20, plain=[38.0], plain_start=[2.0], ours=[5.0], ours_cpu=[6.0], cells=[1.0], again=[0.4])
    show(Report({}, classes=[slow]), Console(width=200))
    assert "plain nbgrader takes 1.0 s for a submission of light; here it takes 1.8 s." in capsys.readouterr().out


@pytest.mark.usefixtures("benchmarks")
def test_the_readme_has_the_labs_and_the_targets_that_are_measured():
    from benchmarks.classes import NAMES
    from benchmarks.targets import FASTER

    labs = {path.parent.name for path in (PROJECT / "benchmarks" / "labs").glob("*/lab.py")}
    rows = re.findall(r"^\| `(\w+)` \| ≥ (\d+)× \| ≥ (\d+)× \|$", README, re.MULTILINE)
    assert {name: {20: float(at_20), 200: float(at_200)} for name, at_20, at_200 in rows} == FASTER
    assert labs == set(FASTER) == set(NAMES)
    assert set(re.findall(r"^\| `(\w+)` \| [a-z]", README, re.MULTILINE)) == labs
