"""The command `futurefit`, typed in a test."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from futurefit import cli


@dataclass(frozen=True)
class Said:
    """What a command printed, its spaces and line ends made one space, and its exit code."""

    code: int
    out: str
    err: str


def futurefit(*words: object, course: Path | None = None) -> Said:
    """Run `futurefit` with these words, in this process."""
    arguments = ["futurefit", *(["--course", str(course)] if course else []), *map(str, words)]
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", arguments)
        try:
            cli.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(bool(end.code))
    return Said(code, *(" ".join(text.getvalue().split()) for text in (out, err)))
