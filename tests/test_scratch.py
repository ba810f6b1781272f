"""Temporary folders: they go with their work, with their process, and what a killed process left with the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from futurefit.scratch import Scratch

MAKE = "from futurefit.scratch import Scratch\none = Scratch('try')\n(one.path / 'file').touch()\n"
HAND_ON = """
import subprocess
last = subprocess.Popen(["sleep", "60"], stdout=subprocess.DEVNULL, pass_fds=[one.lock])
print(last.pid, flush=True)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary directory for this test alone."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def run(code: str) -> int:
    """Run code in a process of its own, after a folder was made; its exit code."""
    return subprocess.run([sys.executable, "-c", MAKE + code], stderr=subprocess.DEVNULL, check=False).returncode


@contextmanager
def running(code: str = "") -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process that has made a folder and lasts, and that folder."""
    program = [sys.executable, "-c", f"{MAKE}print(one.path, flush=True)\n{code}\ninput()"]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def test_a_folder_goes_with_its_work(temporary: Path) -> None:
    with pytest.raises(ZeroDivisionError), Scratch("try") as folder:
        assert list(temporary.iterdir()) == [folder]
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "inner").mkdir()
        (folder / "inner" / "file").touch()
        _ = 1 / 0
    assert list(temporary.iterdir()) == []


def test_a_folder_that_shuts_out_its_own_account_goes_too_and_nothing_behind_its_links(temporary: Path) -> None:
    (temporary / "kept").mkdir(mode=0o500)
    with Scratch("try") as folder:
        (folder / "shut" / "inner").mkdir(parents=True)
        (folder / "shut" / "link").symlink_to(temporary / "kept")
        (folder / "shut").chmod(0)
    assert [path.name for path in temporary.iterdir()] == ["kept"]
    assert (temporary / "kept").stat().st_mode & 0o777 == 0o500


@pytest.mark.parametrize(
    ("end", "code"), [("", 0), ("raise SystemExit(3)", 3), ("import os; os.kill(os.getpid(), 2); input()", -2)]
)
def test_a_folder_that_nobody_closes_goes_with_its_process(end: str, code: int, temporary: Path) -> None:
    assert run(end) == code
    assert list(temporary.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_run(temporary: Path) -> None:
    assert run("import os; os.kill(os.getpid(), 9)") == -signal.SIGKILL
    (left,) = temporary.iterdir()
    assert (left / "file").exists()
    assert run("") == 0
    assert list(temporary.iterdir()) == []


def test_what_a_living_process_holds_stays(temporary: Path) -> None:
    with running() as (process, folder):
        run("")
        assert (folder / "file").exists()
        process.kill()
        process.wait()
        run("")
        assert not folder.exists()


def test_a_program_that_was_given_the_lock_holds_the_folder_when_its_parent_is_killed() -> None:
    with running(HAND_ON) as (process, folder):
        assert process.stdout
        last = int(process.stdout.readline())
        process.kill()
        process.wait()
        run("")
        assert folder.exists()
        os.kill(last, signal.SIGKILL)
    until = time.monotonic() + 10
    while folder.exists() and time.monotonic() < until:  # a killed process takes a moment to end
        run("")
    assert not folder.exists()


def test_a_fork_removes_nothing_of_its_parent() -> None:
    one = Scratch("try")
    child = os.fork()
    if child == 0:
        one.close()
        os._exit(0)
    os.waitpid(child, 0)
    assert one.path.exists()
    one.close()
    assert not one.path.exists()


def test_folders_of_other_names_are_not_touched(temporary: Path) -> None:
    for name in ("futurefit-course", "futurefit", "other.tmp"):
        (temporary / name).mkdir()
    run("")
    assert len(list(temporary.iterdir())) == 3
