"""Results on the disk: found by their content, whole or not there; and one driver at a time."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from futurefit.grading.batch.store import Results, Stored, StoreError, key_of, lock, write_whole

SUBMISSION = "ab" * 32
KEY = key_of(SUBMISSION, "lab 1", "grader 1")
ONE = {"tiny": Stored('{"cells": ["é \\ud800"]}', True, ("a note",), 0.5, 0.25, ("a remark",))}


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return Results(tmp_path, "tiny")


def test_a_result_comes_back_as_it_was(results: Results) -> None:
    assert results.get(SUBMISSION, KEY) is None
    assert not results.any_of(SUBMISSION)
    results.put(SUBMISSION, KEY, ONE)
    assert results.get(SUBMISSION, KEY) == ONE
    assert results.any_of(SUBMISSION)
    assert [path.suffixes for path in results.folder.iterdir()] == [[".json", ".gz"]]


@pytest.mark.parametrize("parts", [("a", "bc"), ("ab", "c"), ("abc",), ("abc", ""), ("", "abc"), ("é",)])
def test_each_part_of_a_key_counts(parts: tuple[str, ...]) -> None:
    others = [("a", "bc"), ("ab", "c"), ("abc",), ("abc", ""), ("", "abc"), ("é",)]
    assert [other for other in others if key_of(*other) == key_of(*parts)] == [parts]


@pytest.mark.parametrize("damage", ["cut", "empty", "other bytes", "of another key", "of another form"])
def test_a_damaged_result_is_not_believed_and_is_removed(results: Results, damage: str) -> None:
    results.put(SUBMISSION, KEY, ONE)
    (path,) = results.folder.iterdir()
    content = path.read_bytes()
    if damage == "of another key":
        other = KEY[:32] + "0" * 32
        assert results.get(SUBMISSION, other) is None
    else:
        unpacked = gzip.decompress(content)
        path.write_bytes(
            {
                "cut": content[: len(content) // 2],
                "empty": b"",
                "other bytes": content[:-9] + b"\0" * 9,
                "of another form": gzip.compress(unpacked.replace(b'"form": 1', b'"form": 0')),
            }[damage]
        )
        assert results.get(SUBMISSION, KEY) is None
    assert not path.exists()


def test_no_part_is_left_where_the_disk_is_full(results: Results) -> None:
    results.put(SUBMISSION, KEY, ONE)
    # The system itself refuses files larger than 2 kB: what a full disk looks like to a program.
    code = f"""
import os, resource, signal
from pathlib import Path
from futurefit.grading.batch.store import Results, Stored, StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))
results = Results(Path({str(results.folder.parent.parent)!r}), "tiny")
try:
    results.put({"cd" * 32!r}, {KEY!r}, {{"tiny": Stored(os.urandom(9000).hex(), False, (), 0.0, 0.0)}})
except StoreError as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "cannot be written" in said
    assert "run the same command again" in said
    assert len(list(results.folder.iterdir())) == 1
    assert results.get(SUBMISSION, KEY) == ONE


def test_a_file_is_as_it_was_when_its_writer_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "folder" / "file"
    write_whole(path, b"old")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in path.parent.iterdir()] == ["file"]

    write_whole(path, b"new", wait=False)  # not for the disk
    assert path.read_bytes() == b"new"
    assert [each.name for each in path.parent.iterdir()] == ["file"]


def test_two_drivers_do_not_grade_one_course(tmp_path: Path) -> None:
    with lock(tmp_path, "tiny"), pytest.raises(StoreError) as refused, lock(tmp_path, "other"):
        raise AssertionError("not reached")
    for words in ("graded already: tiny, by process", str(os.getpid()), "Ctrl-C", "Formgrader"):
        assert words in str(refused.value)
    with lock(tmp_path, "tiny"):
        pass


def test_the_lock_of_a_process_that_died_is_taken_over(tmp_path: Path) -> None:
    code = f"""
import time
from pathlib import Path
from futurefit.grading.batch.store import lock
with lock(Path({str(tmp_path)!r}), "tiny"):
    print("locked", flush=True)
    time.sleep(60)
"""
    other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "locked\n"
    with pytest.raises(StoreError, match=f"process {other.pid} "), lock(tmp_path, "tiny"):
        pass
    other.kill()
    other.wait()
    start = time.monotonic()
    with lock(tmp_path, "tiny"):
        assert time.monotonic() - start < 1
    other.stdout.close()
