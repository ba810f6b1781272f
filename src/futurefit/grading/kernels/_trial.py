"""The smallest warm parent there is: `sandbox.check` runs it, to find out whether walls can be had here."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from futurefit.grading.kernels._isolate import fork, isolate, prepare


def _try(policy: Mapping[str, Any], paths: Sequence[str]) -> str:
    """Fork one kernel and see that it can work; what goes wrong, or nothing."""
    reading, writing = os.pipe()
    try:
        prepare()
        pid = fork()
    except OSError as error:
        return f"the parent {error.strerror}"
    if pid == 0:
        said = "nothing"
        try:
            isolate(policy, keep=[writing])
            said = _looked_around(paths)
        except OSError as error:
            said = f"a kernel {error.strerror or error}"
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as answer:
        said = answer.read()
    os.waitpid(pid, 0)
    return "" if said == "good" else said or "a kernel ended without a word"


def _looked_around(paths: Sequence[str]) -> str:
    for path in paths:
        if not os.access(path, os.R_OK):
            return f"a kernel cannot read {path}: this account's files are not for others to read"
    Path("answer").write_text("42", encoding="ascii")
    if [name for name in os.listdir("/proc") if name.isdigit()] != ["1"]:
        return "a kernel sees other processes"
    return "good"


if __name__ == "__main__":
    sys.exit(_try(json.loads(sys.argv[1]), sys.argv[2:]) or None)
