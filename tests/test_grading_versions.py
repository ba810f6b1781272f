"""Which grader gave a result: another one where a library that decides what cells give is another one."""

from __future__ import annotations

from importlib.metadata import requires, version
from pathlib import Path

import pytest

from futurefit.grading import grader_version, versions


def test_versions_of_libraries_are_those_that_python_says() -> None:
    needed = {"numpy", "scikit-learn", "ipython", "torch", "nbgrader", "xlsxwriter"}
    installed = versions._installed()
    assert {name: installed[name] for name in needed} == {name: version(name) for name in needed}


@pytest.mark.parametrize("folder", ["numpy-0.0.1.dist-info", "Scikit_Learn-0.0.1.dist-info", "torch-0.0.1.dist-info"])
def test_another_version_of_a_library_is_another_grader(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = grader_version()
    (tmp_path / folder).mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    grader_version.cache_clear()
    try:
        assert grader_version() != before
    finally:
        grader_version.cache_clear()


def test_a_library_that_no_lab_uses_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any(line.startswith("left-alone") for line in requires("futurefit") or [])
    before = grader_version()
    (tmp_path / "left_alone-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    grader_version.cache_clear()
    try:
        assert grader_version() == before
    finally:
        grader_version.cache_clear()
