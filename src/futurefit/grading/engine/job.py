"""What it takes to run a submission elsewhere: the notebook, its lab and the limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from futurefit.grading.kernels.sandbox import Policy


@dataclass(frozen=True)
class Settings:
    """How submissions are run.

    Attributes:
        policy: what a kernel may see and use.
        cell_seconds: seconds that one cell may run.
        explore_seconds: seconds that a cell tagged `explore` may run; its end costs no marks.
        total_seconds: seconds that all cells of a notebook may take together.
    """

    policy: Policy = field(default_factory=Policy)
    cell_seconds: float = 60.0
    explore_seconds: float = 30.0
    total_seconds: float = 1800.0


@dataclass(frozen=True)
class Ways:
    """How the tests of a notebook are run, as the lab's model answer has decided (`check`).

    Attributes:
        inside: names of the tests that run in the officer's own process.
        lends: name of a test -> names that it binds and that go along with its calls, as data.
        shown: names of tests that run apart, and whose text runs in the officer's process as well, for the names that
            it binds: tests inside need them. It gives no points there.
    """

    inside: frozenset[str] = frozenset()
    lends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Job:
    """One notebook to be run: all that a worker needs, with no folder in common.

    Attributes:
        lab: the assignment's name.
        notebook: JSON of the sanitised notebook, with its tests in full.
        source: JSON of the lab's source notebook.
        lab_files: the lab's own files: relative path -> content.
        files: the officer's own further files.
        ways: how its tests are run; all apart where nothing is said.
    """

    lab: str
    notebook: str
    source: str
    lab_files: Mapping[str, bytes] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    ways: Ways = field(default_factory=Ways)
