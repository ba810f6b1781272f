"""An engine without kernels, for tests of what goes on around the engine: it runs cells by `exec`, in the worker.

What a submission says after "# test:" makes it behave: die, die-once, fail, sleep SECONDS. Each submission that it
begins is written down in the file FAKE_ENGINE_LOG, with the worker's process, so that a test can count.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from futurefit.grading.engine import Examined, Job


class Kernels:
    def warm(self, source: str, files: Mapping[str, bytes], policy: Mapping[str, Any]) -> None:
        log("warm")

    def close(self) -> None:
        log("closed")


def log(line: str) -> None:
    with Path(os.environ["FAKE_ENGINE_LOG"]).open("a") as file:
        file.write(line + "\n")


def begun() -> list[str]:
    """Marks of the submissions that were begun, in order."""
    path = Path(os.environ["FAKE_ENGINE_LOG"])
    lines = [line.split() for line in path.read_text().splitlines()] if path.exists() else []
    return [line[1] for line in lines if line[0] == "begun"]


def processes() -> set[int]:
    """The workers' processes."""
    lines = [line.split() for line in Path(os.environ["FAKE_ENGINE_LOG"]).read_text().splitlines()]
    return {int(line[2]) for line in lines if line[0] == "begun"}


def examine(job: Job, kernels: Kernels) -> Examined:
    start = time.monotonic()
    notebook = json.loads(job.notebook)
    text = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    mark = re.search(r"# by (\S+)", text)
    again = bool(mark) and mark[1] in begun()
    if mark:  # else it is the model answer
        log(f"begun {mark[1]} {os.getpid()}")
    order = re.search(r"# test: (\S+) ?(\S*)", text)
    match order.groups() if order else ("", ""):
        case ("die", _):
            os.kill(os.getpid(), signal.SIGKILL)
        case ("die-once", _) if not again:
            os.kill(os.getpid(), signal.SIGKILL)
        case ("sleep", seconds):
            time.sleep(float(seconds))
        case ("fail", _):
            raise RuntimeError("the engine has a fault")
    names: dict[str, Any] = {}
    for count, cell in enumerate(c for c in notebook["cells"] if c["cell_type"] == "code"):
        cell["outputs"], cell["execution_count"] = [], count + 1
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec("".join(cell["source"]), names)
        except Exception as error:
            output = {"output_type": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": []}
            cell["outputs"].append(output)
    return Examined(json.dumps(notebook), False, (), time.monotonic() - start, 0.0)
