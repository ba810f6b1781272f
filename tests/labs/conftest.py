"""Labs as an officer has them who has solved every task."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib
import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True, scope="module")
def look_of_charts() -> Iterator[None]:
    """A lab's set-up gives charts their look for the whole process; what comes after this module has its own."""
    with matplotlib.rc_context():
        yield


@pytest.fixture(scope="session")
def solved() -> Callable[..., dict[str, Any]]:
    """Gives the names that a lab's set-up, its model answers and further cells bind, run in the lab's folder."""

    def run(slug: str, *more: str) -> dict[str, Any]:
        folder = ROOT / "source" / slug
        notebook = nbformat.read(folder / f"{slug}.ipynb", 4)
        names: dict[str, Any] = {}
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            for cell in notebook.cells:
                task = cell.metadata.get("nbgrader", {}).get("solution", False)
                if cell.cell_type == "code" and (task or cell.id in ("setup", *more)):
                    exec(compile(cell.source, cell.id, "exec"), names)
        return names

    return run
