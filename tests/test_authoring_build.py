"""From a lab's text to the notebooks of instructors and officers."""

import shutil
from pathlib import Path

import nbformat
import pytest
from test_authoring_lab import LAB, TOML

from futurefit.authoring import LabError, build
from futurefit.course import open_course

ROOT = Path(__file__).parent.parent


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "course"
    lab = folder / "labs" / "adding"
    (lab / "data").mkdir(parents=True)
    (lab / "lab.py").write_text(LAB, encoding="utf-8")
    (lab / "lab.toml").write_text(TOML, encoding="utf-8")
    (lab / "data" / "numbers.csv").write_text("1,2\n", encoding="utf-8")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return open_course(folder)


def run(course, **options):
    return {built.slug: built.changed for built in build(course, **options)}


def test_officers_get_no_answer_and_no_hidden_test(course):
    run(course)
    text = (course.folder / "release/adding/adding.ipynb").read_text(encoding="utf-8")
    assert "return a + b" not in text
    assert "add(5, 6)" not in text
    assert "A model reflection" not in text
    assert "add(1, 2) == 3" in text
    assert "Write your answer here" in text
    assert "The sum of two numbers" in text
    assert (course.folder / "release/adding/data/numbers.csv").read_text(encoding="utf-8") == "1,2\n"


def test_instructors_get_both(course):
    run(course)
    text = (course.folder / "source/adding/adding.ipynb").read_text(encoding="utf-8")
    assert "return a + b" in text
    assert "add(5, 6)" in text


def test_what_is_built_is_valid_and_its_tests_are_folded(course):
    run(course)
    notebook = nbformat.read(course.folder / "release/adding/adding.ipynb", 4)
    nbformat.validate(notebook)
    folded = [cell.id for cell in notebook.cells if cell.metadata.get("jupyter", {}).get("source_hidden")]
    assert folded == ["test_add"]


def test_the_same_text_gives_the_same_bytes(course):
    assert len(run(course)["adding"]) == 4
    first = {path: path.read_bytes() for path in course.folder.rglob("*.ipynb")}
    assert run(course)["adding"] == ()
    shutil.rmtree(course.folder / "source")
    shutil.rmtree(course.folder / "release")
    run(course)
    assert {path: path.read_bytes() for path in course.folder.rglob("*.ipynb")} == first


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("labs/adding/lab.py", ("source/adding/adding.ipynb", "release/adding/adding.ipynb")),
        ("labs/adding/data/numbers.csv", ("source/adding/data/numbers.csv", "release/adding/data/numbers.csv")),
        ("release/adding/adding.ipynb", ("release/adding/adding.ipynb",)),
    ],
)
def test_check_names_what_is_stale_and_changes_nothing(course, path, what):
    run(course)
    file = course.folder / path
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("two numbers", "both numbers").replace("1,2", "3,4"), encoding="utf-8")
    before = {p: p.read_bytes() for p in course.folder.rglob("*") if p.is_file()}
    assert run(course, check=True)["adding"] == what
    assert {p: p.read_bytes() for p in course.folder.rglob("*") if p.is_file()} == before


def test_a_file_that_a_lab_no_longer_has_is_removed(course):
    run(course)
    (course.folder / "labs/adding/data/numbers.csv").unlink()
    assert "release/adding/data/numbers.csv" in run(course)["adding"]
    assert not (course.folder / "release/adding/data").exists()


def test_a_lab_with_mistakes_leaves_what_was_built_before(course):
    run(course)
    before = (course.folder / "release/adding/adding.ipynb").read_bytes()
    script = course.folder / "labs/adding/lab.py"
    script.write_text(LAB.replace(', "points": 2', ""), encoding="utf-8")
    with pytest.raises(LabError):
        run(course)
    assert (course.folder / "release/adding/adding.ipynb").read_bytes() == before
