"""The version of a lab changes with whatever decides marks, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from records_course import CourseMaker

from futurefit.course import open_course
from futurefit.records import RecordsError, lab_version


@pytest.fixture
def course(tmp_path: Path) -> CourseMaker:
    course = CourseMaker(tmp_path / "course", "aminah")
    course.lab("net-1", {"test-1": 4.0})
    (course.folder / "source" / "net-1" / "data").mkdir(parents=True)
    (course.folder / "source" / "net-1" / "data" / "rows.csv").write_text("1,2\n", encoding="utf-8")
    cells = [new_markdown_cell("# Net", id="title"), new_code_cell("limit = 3", id="setup")]
    write(course, new_notebook(cells=cells))
    return course


def write(course: CourseMaker, notebook: NotebookNode) -> None:
    nbformat.write(notebook, course.folder / "source" / "net-1" / "net-1.ipynb")


def version(course: CourseMaker) -> str:
    return lab_version(open_course(course.folder), "net-1")


def change_points(course: CourseMaker) -> None:
    with course.gradebook() as gradebook:
        gradebook.find_grade_cell("test-1", "net-1", "net-1").max_score = 5.0
        gradebook.db.commit()


def change_test(course: CourseMaker) -> None:
    with course.gradebook() as gradebook:
        gradebook.add_source_cell("test-1", "net-1", "net-1", source="assert True", cell_type="code", locked=True)


def in_notebook(change: Callable[[NotebookNode], object]) -> Callable[[CourseMaker], None]:
    def apply(course: CourseMaker) -> None:
        notebook = nbformat.read(course.folder / "source" / "net-1" / "net-1.ipynb", 4)
        change(notebook)
        write(course, notebook)

    return apply


def change_data(course: CourseMaker) -> None:
    (course.folder / "source" / "net-1" / "data" / "rows.csv").write_text("1,2,3\n", encoding="utf-8")


def add_file(course: CourseMaker) -> None:
    (course.folder / "source" / "net-1" / "helper.py").write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        change_points,
        change_test,
        change_data,
        add_file,
        in_notebook(lambda notebook: notebook.cells[1].update(source="limit = 4")),
        in_notebook(lambda notebook: notebook.cells[1].metadata.update(tags=["explore"])),
        in_notebook(lambda notebook: notebook.metadata.update(futurefit={"inside": True})),
    ],
)
def test_what_decides_marks_gives_a_new_version(course: CourseMaker, change: Callable[[CourseMaker], None]) -> None:
    before = version(course)
    assert before == version(course)
    change(course)
    assert version(course) != before


@pytest.mark.parametrize(
    "change",
    [
        in_notebook(lambda notebook: notebook.cells[0].update(source="# Networks")),
        in_notebook(lambda notebook: notebook.cells[1].update(execution_count=7)),
        lambda course: course.hand_in("aminah", "net-1"),
        lambda course: (course.folder / "source" / "net-1" / ".ipynb_checkpoints").mkdir(),
    ],
)
def test_prose_and_gradings_do_not(course: CourseMaker, change: Callable[[CourseMaker], None]) -> None:
    before = version(course)
    change(course)
    assert version(course) == before


def test_an_unknown_lab_has_no_version(course: CourseMaker) -> None:
    assert lab_version(open_course(course.folder), "net-2") == ""
    (course.folder / "gradebook.db").unlink()
    with pytest.raises(RecordsError, match="There is no gradebook"):
        version(course)
