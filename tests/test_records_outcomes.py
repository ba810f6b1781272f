import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from futurefit.records import Outcome, RecordsError, fingerprint, load_outcome, load_outcomes, save_outcome

WHEN = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def outcome(officer: str = "aminah", **more: object) -> Outcome:
    fields = {"graded": False, "reason": "the kernel died", "cell": "test-2", "at": WHEN, "submission": "ab" * 32}
    return Outcome(officer, "net-1", **{**fields, **more})


def test_an_outcome_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    path = save_outcome(tmp_path, outcome(reason="sel «gagal» 断"))
    assert path == tmp_path / "gradings" / "net-1" / "aminah.json"
    assert load_outcomes(tmp_path) == {("aminah", "net-1"): outcome(reason="sel «gagal» 断")}


def test_what_is_known_of_a_grading_comes_back_too(tmp_path: Path) -> None:
    known = outcome(
        lab_version="12ab",
        grader_version="34cd",
        inside=True,
        notes=("The cell fare stands twice.", "“sel”"),
        finished=("a", "b"),
        graded_before=True,
    )
    save_outcome(tmp_path, known)
    assert load_outcome(tmp_path, "aminah", "net-1") == known
    assert load_outcome(tmp_path, "bakar", "net-1") is None


def test_an_outcome_of_before_there_were_versions_is_still_read(tmp_path: Path) -> None:
    path = save_outcome(tmp_path, outcome())
    fields = json.loads(path.read_text(encoding="utf-8"))
    old = {name: fields[name] for name in ("officer", "lab", "graded", "reason", "cell", "at", "submission")}
    path.write_text(json.dumps(old), encoding="utf-8")
    assert load_outcomes(tmp_path) == {("aminah", "net-1"): outcome()}


def test_only_the_last_outcome_is_kept_and_nothing_else_lies_beside_it(tmp_path: Path) -> None:
    save_outcome(tmp_path, outcome())
    save_outcome(tmp_path, outcome(graded=True, reason=""))
    assert load_outcomes(tmp_path)["aminah", "net-1"].graded
    assert os.listdir(tmp_path / "gradings" / "net-1") == ["aminah.json"]


def test_before_the_first_grading_there_are_no_outcomes(tmp_path: Path) -> None:
    assert load_outcomes(tmp_path) == {}


def test_an_outcome_that_cannot_be_saved_names_the_file_and_leaves_the_last_one(tmp_path: Path) -> None:
    save_outcome(tmp_path, outcome())
    (tmp_path / "gradings" / "net-1" / "bakar.json").mkdir()
    with pytest.raises(RecordsError, match=r"bakar\.json could not be written"):
        save_outcome(tmp_path, outcome("bakar"))
    (tmp_path / "gradings" / "net-1" / "bakar.json").rmdir()
    assert load_outcomes(tmp_path) == {("aminah", "net-1"): outcome()}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"officer": "aminah"}'])
def test_a_broken_file_is_named_with_the_command_that_mends_it(tmp_path: Path, content: str) -> None:
    save_outcome(tmp_path, outcome()).write_text(content, encoding="utf-8")
    with pytest.raises(RecordsError, match=r"aminah\.json.*run: futurefit grade net-1 --officer aminah"):
        load_outcomes(tmp_path)


def test_a_file_copied_to_another_officer_is_not_believed(tmp_path: Path) -> None:
    path = save_outcome(tmp_path, outcome())
    path.with_name("bakar.json").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(RecordsError, match=r"bakar\.json.*speaks of aminah"):
        load_outcomes(tmp_path)


def test_a_time_without_its_zone_is_refused_on_the_way_in_and_out(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        outcome(at=datetime(2026, 3, 2))
    path = save_outcome(tmp_path, outcome())
    path.write_text(json.dumps({**json.loads(path.read_text()), "at": "2026-03-02T01:30:00"}), encoding="utf-8")
    with pytest.raises(RecordsError, match="no time zone"):
        load_outcomes(tmp_path)


@pytest.mark.parametrize("name", ["", "..", "../bakar", "a/b", "a\\b"])
def test_an_outcome_cannot_be_saved_outside_its_folder(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name"):
        outcome(name)


def make(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_a_fingerprint_is_of_names_and_contents_only(tmp_path: Path) -> None:
    files = {"lab.ipynb": b"{}", "data/rows.csv": b"1,2", "timestamp.txt": b"now"}
    one = make(tmp_path / "one", files)
    two = make(tmp_path / "two", dict(reversed(files.items())))
    os.utime(two / "lab.ipynb", (1, 1))
    (two / "lab.ipynb").chmod(0o444)
    assert fingerprint(one) == fingerprint(two)
    assert len(fingerprint(one)) == 64


@pytest.mark.parametrize(
    "other",
    [
        {"lab.ipynb": b"{ }", "rows.csv": b"1"},
        {"lab.ipynb": b"{}", "Rows.csv": b"1"},
        {"lab.ipynb": b"{}", "data/rows.csv": b"1"},
        {"lab.ipynb": b"{}"},
        {"lab.ipynb": b"{}", "rows.csv": b"1", "more": b""},
        {"lab.ipynb": b"1", "rows.csv": b"{}"},
    ],
)
def test_any_change_gives_another_fingerprint(tmp_path: Path, other: dict[str, bytes]) -> None:
    first = make(tmp_path / "first", {"lab.ipynb": b"{}", "rows.csv": b"1"})
    assert fingerprint(first) != fingerprint(make(tmp_path / "other", other))


def test_a_link_is_not_followed_and_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    secret = make(tmp_path / "secret", {"a": b"1"}) / "a"
    folder = make(tmp_path / "folder", {"lab.ipynb": b"{}"})
    before = fingerprint(folder)
    (folder / "link").symlink_to(secret)
    (folder / "folder").symlink_to(secret.parent)
    os.mkfifo(folder / "pipe")
    linked = fingerprint(folder)
    secret.write_bytes(b"2")
    assert fingerprint(folder) == linked != before


def test_a_missing_folder_has_no_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        fingerprint(tmp_path / "nowhere")


@given(st.binary(max_size=12), st.binary(max_size=12))
def test_bytes_cannot_move_from_one_file_to_the_next(
    tmp_path_factory: pytest.TempPathFactory, a: bytes, b: bytes
) -> None:
    folder = tmp_path_factory.mktemp("pair")
    kept = fingerprint(make(folder / "one", {"a": a, "b": b}))
    moved = fingerprint(make(folder / "two", {"a": a + b, "b": b""}))
    assert (kept == moved) == (b == b"")
