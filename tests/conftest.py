"""Fixtures that several files of tests use. Each test has folders of its own, so that tests may run side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from courses import TinyCourse, copy_of, make_course


@pytest.fixture(scope="session", autouse=True)
def own_jupyter_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes this account's Jupyter settings, caches or exchange."""
    home = tmp_path_factory.mktemp("jupyter")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(home / name.lower()))
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
