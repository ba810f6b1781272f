"""From nothing to ready: two sandboxed kernels forked from a warm parent, and a plain Jupyter kernel."""

from __future__ import annotations

import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from jupyter_client.manager import KernelManager

from benchmarks.classes import BenchmarkError
from futurefit.grading.engine.plan import read_plan
from futurefit.grading.kernels.sandbox import Policy
from futurefit.grading.kernels.warm import WarmParent

NOTHING = "nothing"
_WITHIN = 120.0  # seconds for a plain kernel to be ready, and to run a lab's set-up cells


@dataclass(frozen=True)
class Started:
    """How long it takes until the kernels of a lab can be asked.

    Attributes:
        holds: what is in memory then: nothing, or the lab whose set-up cells have run.
        warm: seconds until an officer's and an examiner's kernel are ready, each time; forked from a warm parent.
        parent: seconds that the parent took to be warm, once for all of them.
        plain: seconds until a plain Jupyter kernel is ready and has run the same set-up cells, each time.
    """

    holds: str
    warm: list[float]
    parent: float
    plain: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.warm)

    @property
    def slow(self) -> float:
        """Nine in ten are faster."""
        return sorted(self.warm)[int(0.9 * (len(self.warm) - 1))]


def start(holds: str, source: Path | None, times: int, plain_times: int) -> Started:
    """Start kernels again and again.

    Args:
        holds: a lab's name, or NOTHING.
        source: the lab's source notebook; None for nothing.

    Raises:
        ParentLost, SandboxError: there can be no kernels on this machine.
        BenchmarkError: the set-up cells did not run.
    """
    plan = read_plan(source.read_text(encoding="utf-8")) if source else None
    begin = time.monotonic()
    parent = WarmParent(Policy(), ["futurefit.kit", *plan.preload], plan.leading) if plan else WarmParent(Policy())
    warm_after = time.monotonic() - begin
    with parent:
        if plan and not parent.ran_setup:
            raise BenchmarkError(f"The set-up cells of {holds} did not run in the warm parent.")
        warm = [_fork_both(parent) for _ in range(times)]
    plain = [_start_plain(plan.leading if plan else ()) for _ in range(plain_times)]
    return Started(holds, warm, warm_after, plain)


def _fork_both(parent: WarmParent) -> float:
    begin = time.monotonic()
    officer = parent.fork(examiner=False)
    examiner = parent.fork(examiner=True)
    seconds = time.monotonic() - begin
    officer.kill()
    examiner.kill()
    return seconds


def _start_plain(setup: tuple[str, ...]) -> float:
    begin = time.monotonic()
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(stderr=subprocess.DEVNULL)
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=_WITHIN)
        for source in setup:
            reply = client.execute_interactive(source, timeout=_WITHIN, output_hook=lambda _: None)
            if reply["content"]["status"] != "ok":
                raise BenchmarkError(f"A set-up cell ends in an error: {reply['content'].get('evalue')}")
        return time.monotonic() - begin
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
