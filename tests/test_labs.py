"""What every lab of the course has: the shape that officers can rely on."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from futurefit.authoring import read_answers, read_lab, slugs

ROOT = Path(__file__).parent.parent
LABS = slugs(ROOT / "labs")


@pytest.fixture(scope="module", params=LABS)
def lab(request):
    return read_lab(ROOT / "labs" / request.param)


def prose(lab) -> str:
    return "\n".join(cell.source for cell in lab.notebook.cells if cell.cell_type == "markdown")


def code_tasks(lab) -> list[str]:
    return [c.metadata.nbgrader.grade_id for c in lab.cells(solution=True) if c.cell_type == "code"]


def between(source: str, begin: str, end: str) -> list[str]:
    """The lines of all regions between two marker lines."""
    return [line for part in source.split(begin)[1:] for line in part.split(end)[0].splitlines() if line.strip()]


def test_sixteen_points_are_automatic_and_four_by_hand(lab):
    assert (lab.settings.automatic, lab.settings.manual) == (16, 4)
    assert len(code_tasks(lab)) == 5


def test_an_answer_is_short_enough_for_somebody_who_does_not_program(lab):
    for cell in lab.cells(solution=True):
        if cell.cell_type == "code":
            lines = between(cell.source, "### BEGIN SOLUTION", "### END SOLUTION")
            assert 1 <= len(lines) <= 12, cell.id


def test_every_task_has_three_folded_hints(lab):
    tasks = [part for part in re.split(r"^## ", prose(lab), flags=re.MULTILINE) if part.startswith("Task")]
    assert len(tasks) == 5
    for task in tasks:
        assert len(re.findall(r"<summary>Hint [123]", task)) == 3, task.splitlines()[0]


def test_every_test_shows_a_card_and_tries_other_data_too(lab):
    for cell in lab.cells(grade=True, solution=False):
        visible, _, hidden = cell.source.partition("### BEGIN HIDDEN TESTS")
        assert "with check(" in visible, f"{cell.id} shows officers nothing"
        assert "with check(" in hidden, f"{cell.id} can be passed with the visible example alone"


def test_a_folded_cell_begins_with_words(lab):
    """JupyterLab shows the first line of a folded cell: it must say what the cell is."""
    for cell in lab.notebook.cells:
        if cell.metadata.get("jupyter", {}).get("source_hidden"):
            assert re.match(r"#|with (check|explore)\(", cell.source), f"{cell.id}: {cell.source.splitlines()[0]}"


def test_a_lab_tells_its_story_its_words_in_malay_and_its_rubric(lab):
    text = prose(lab)
    assert lab.settings.title in text
    assert lab.settings.title_ms in text
    assert re.search(r"fictional|invented|made up", text), "says that its places and people are not real"
    assert "Bahasa Melayu" in text
    assert "menunggu semakan" in text, "Malay awaits a native reviewer, and says so"
    assert f"{lab.settings.minutes} minutes" in text
    assert "KSU" in text
    assert "data/finished.png" in text
    assert (lab.folder / "data" / "finished.png").is_file()


def test_a_lab_has_a_picture_and_a_live_element(lab):
    tags = [tag for cell in lab.notebook.cells for tag in cell.metadata.get("tags", [])]
    assert tags.count("picture") == 1
    code = "\n".join(cell.source for cell in lab.notebook.cells if cell.cell_type == "code")
    assert re.search(r"\b(live|capture_panel|town_panel)\(", code)


@pytest.fixture(scope="module")
def executed(lab, tmp_path_factory):
    """The lab with its model answers, run in a real kernel on a machine that has no language model."""
    folder = tmp_path_factory.mktemp("lab") / lab.slug
    shutil.copytree(ROOT / "source" / lab.slug, folder)
    notebook = nbformat.read(folder / f"{lab.slug}.ipynb", 4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUTUREFIT_MODELS", str(folder / "no-models"))
        NotebookClient(
            notebook, allow_errors=True, timeout=120, resources={"metadata": {"path": str(folder)}}
        ).execute()
    return notebook


def outputs(notebook, kind: str) -> list[tuple[str, object]]:
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [(cell.id, output) for cell in cells for output in cell.outputs if output.output_type == kind]


def test_a_finished_lab_runs_from_top_to_bottom_without_a_complaint(executed):
    assert [(cell, error.evalue) for cell, error in outputs(executed, "error")] == []
    assert [(cell, o.text) for cell, o in outputs(executed, "stream") if o.name == "stderr"] == []
    cards = [output.data.get("text/plain", "") for _, output in outputs(executed, "display_data")]
    assert not [card for card in cards if card.startswith(("✘", "ℹ")) and "appears here" in card]
    assert not [card for card in cards if "is not on this machine" in card], "an answer of the model is not on record"


def test_every_task_is_proved_by_two_right_and_three_wrong_answers(lab):
    answers = read_answers(lab)
    for task in code_tasks(lab):
        right = [a for a in answers if not a.loses and task in a.cells]
        wrong = [a for a in answers if a.loses and task in a.cells]
        assert len(right) >= 2, task
        assert len(wrong) >= 3, task


def test_every_test_catches_at_least_one_known_misconception(lab):
    caught = {test for answer in read_answers(lab) for test in answer.loses or ()}
    assert set(lab.tests) <= caught
