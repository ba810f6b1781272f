"""Fixtures that several files of tests use. Each test has folders of its own, so that tests may run side by side."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from courses import TinyCourse, copy_of, make_course

from futurefit import scratch
from futurefit.scratch import Scratch


@pytest.fixture(scope="session", autouse=True)
def nothing_stays_behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tests' temporary directory is their own, and empty when they end: they and their programs leave nothing.

    What this process still holds goes when it ends, and what killed ones left with the next run.
    """
    tmp_path_factory.getbasetemp()  # pytest keeps the tests' own folders, in the usual place
    with Scratch("tests") as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(place))
        patch.setattr("tempfile.tempdir", None)
        yield
        scratch.sweep()
        held = {one.path.name for one in scratch._held}
        until = time.monotonic() + 10  # programs that are just ending take their files along
        while left := sorted(path.name for path in place.iterdir() if path.name not in held):
            if time.monotonic() > until:
                break
            time.sleep(0.2)
        assert not left, f"left in the temporary directory: {', '.join(left)}"


@pytest.fixture(scope="session", autouse=True)
def own_jupyter_folders(nothing_stays_behind: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes this account's Jupyter settings, caches or exchange."""
    home = tmp_path_factory.mktemp("jupyter")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(home / name.lower()))
        patch.setenv("TORCHINDUCTOR_CACHE_DIR", str(home / "torch"))  # which PyTorch keeps in the temporary directory
        for name in ("FUTUREFIT_EXCHANGE", "JUPYTER_CONFIG_PATH", "JUPYTER_PATH"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def tiny_template(tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    """A built and released course, made once; tests get copies of it."""
    return make_course(tmp_path_factory.mktemp("template") / "course")


@pytest.fixture
def tiny(tiny_template: TinyCourse, tmp_path: Path) -> TinyCourse:
    """A course of two tiny labs, built and released, with three officers who have handed in nothing yet."""
    return copy_of(tiny_template, tmp_path / "course")
