"""A skipped task leaves the rest of a lab alive."""

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from futurefit.authoring import slugs
from futurefit.kit import cells, explore, own_or_ours
from futurefit.kit.skipped import WAITS

ROOT = Path(__file__).parent.parent


def unfinished():
    raise NotImplementedError("not written yet")


def test_an_officers_own_result_is_used_without_a_word(capsys):
    assert own_or_ours(lambda: 3, lambda: 5, "Task 4") == 3
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("own", [unfinished, lambda: None, lambda: 1 / 0], ids=["blank", "nothing", "error"])
def test_a_blank_or_broken_task_gives_way_to_the_labs_result_and_says_so(own, capsys):
    assert own_or_ours(own, lambda: 5, "Task 4") == 5
    assert "Task 4 is not finished yet" in capsys.readouterr().out


def test_a_task_is_spoken_of_once_in_a_cell_that_asks_for_it_twice(capsys):
    class Cell:
        raw_cell = "a picture that asks twice"

    cells.before(Cell)
    own_or_ours(unfinished, lambda: 5, "Task 4")
    assert "Task 4 is not" in capsys.readouterr().out
    own_or_ours(unfinished, lambda: 5, "Task 4")
    own_or_ours(unfinished, lambda: 5, "Task 5")
    out = capsys.readouterr().out
    assert "Task 4 is not" not in out
    assert "Task 5 is not" in out


def test_a_picture_that_is_stopped_shows_what_the_lab_has_kept(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "shown.json").write_text(json.dumps({"The chart": [{"text/plain": "two of three\n"}]}))
    with explore("The chart", "Task 1"):
        unfinished()
    with explore("Another chart", "Task 1"):
        unfinished()
    first, _, second = capsys.readouterr().out.partition("two of three\n")
    assert "The chart appears here as soon as you have finished Task 1." in first
    assert "Until then, this is the lab's own result" in first
    assert "Another chart appears here as soon as you have finished Task 1." in second
    assert "own result" not in second


@pytest.mark.parametrize("lab", slugs(ROOT / "labs"))
def test_an_officer_who_skips_every_task_sees_every_picture_of_a_lab(lab, tmp_path):
    released = nbformat.read(ROOT / "release" / lab / f"{lab}.ipynb", as_version=4)
    (tmp_path / "data").symlink_to(ROOT / "release" / lab / "data")
    NotebookClient(released, timeout=120, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}}).execute()
    exploring = [cell for cell in released.cells if "explore" in cell.metadata.get("tags", [])]
    assert len(exploring) >= 5
    for cell in exploring:
        assert not [output for output in cell.outputs if output.output_type == "error"], cell.source
        shown = [json.dumps(output, ensure_ascii=False) for output in cell.outputs]
        waiting = [number for number, text in enumerate(shown) if WAITS in text]
        for number in waiting:
            assert len(shown) > number + 1, f"nothing in its place: {cell.source.splitlines()[0]}"
    (picture,) = [cell for cell in exploring if "picture" in cell.metadata.tags]
    assert "image/png" in json.dumps(picture.outputs), "the picture of the first page, by the lab's own answers"
