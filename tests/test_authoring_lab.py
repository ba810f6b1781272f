"""Every mistake that an author can make with the format is told with file and line."""

import pytest

from futurefit.authoring import LabError, read_answers, read_lab

TOML = """\
title = "Adding"
title_ms = "Menambah"
phase = "P1"
minutes = 10
automatic = 2
manual = 4
"""
LAB = '''\
# %% [markdown]
"""
# Adding
"""

# %% nbgrader={"grade_id": "add", "solution": true}
def add(a, b):
    """The sum of two numbers."""
    ### BEGIN SOLUTION
    return a + b
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_add", "grade": true, "points": 2}
assert add(1, 2) == 3
### BEGIN HIDDEN TESTS
assert add(5, 6) == 11
### END HIDDEN TESTS

# %% tags=["explore"]
print(add(2, 2))

# %% [markdown] nbgrader={"grade_id": "reflection", "grade": true, "solution": true, "points": 4}
"""
A model reflection.
"""
'''


@pytest.fixture
def lab(tmp_path):
    """Write a lab, with its text changed, and read it."""

    def write(*changes, toml=TOML, slug="adding", answers=None):
        folder = tmp_path / slug
        (folder / "answers").mkdir(parents=True, exist_ok=True)
        text = LAB
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (folder / "lab.py").write_text(text, encoding="utf-8")
        if toml is not None:
            (folder / "lab.toml").write_text(toml, encoding="utf-8")
        for name, content in (answers or {}).items():
            (folder / "answers" / name).write_text(content, encoding="utf-8")
        return folder

    return write


def test_a_lab_is_read_with_nbgraders_defaults_filled_in(lab):
    found = read_lab(lab())
    assert found.settings.title_ms == "Menambah"
    assert found.tests == {"test_add": 2}
    assert found.solutions == ["add", "reflection"]
    assert [cell.id for cell in found.notebook.cells] == ["cell-001", "add", "test_add", "cell-004", "reflection"]
    (test,) = found.cells(grade=True, solution=False)
    assert test.metadata.nbgrader == {
        "grade": True,
        "grade_id": "test_add",
        "locked": True,
        "points": 2,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    assert "jupytext" not in found.notebook.metadata


def test_a_lab_whose_tests_run_inside_says_so_in_its_notebook(lab):
    assert "futurefit" not in read_lab(lab()).notebook.metadata
    assert "futurefit" not in read_lab(lab(toml=TOML + "inside = false\n")).notebook.metadata
    assert read_lab(lab(toml=TOML + "inside = true\n")).notebook.metadata.futurefit == {"inside": True}
    with pytest.raises(LabError, match=r"lab\.toml: “inside” must be true or false"):
        read_lab(lab(toml=TOML + "inside = 1\n"))


BEGIN = "### BEGIN HIDDEN TESTS"
MISTAKES = [
    (
        "a header",
        [("# %% [markdown]\n", "# ---\n# jupytext: {}\n# ---\n# %% [markdown]\n")],
        1,
        "starts with a cell marker",
    ),
    ("settings that are not JSON", [('"points": 2}', '"points": 2')], 14, "not JSON"),
    ("a title on the marker", [('# %% tags=["explore"]', "# %% A picture")], 20, "no title on its marker line"),
    ("a test without points", [(', "points": 2', "")], 14, "has no points"),
    ("points of zero", [('"points": 2', '"points": 0')], 14, "has no points"),
    (
        "points on an ungraded cell",
        [("true}\ndef", 'true, "points": 1}\ndef')],
        6,
        "is not graded",
    ),
    ("an id used twice", [('"test_add"', '"add"')], 14, "used already at line 6"),
    ("an odd id", [('"test_add"', '"Test add"')], 14, "small letters"),
    ("an unknown setting", [('"points": 2', '"points": 2, "hidden": true')], 14, "unknown nbgrader setting “hidden”"),
    ("an unknown tag", [('["explore"]', '["plot"]')], 20, "unknown tag “plot”"),
    ("another cell setting", [('tags=["explore"]', "editable=false")], 20, "unknown setting “editable”"),
    (
        "a limit that is no number",
        [('"points": 2}', '"points": 2} futurefit={"seconds": "5"}')],
        14,
        "a time limit is written",
    ),
    (
        "a limit of something else",
        [('"points": 2}', '"points": 2} futurefit={"memory": 5}')],
        14,
        "a time limit is written",
    ),
    ("a limit of a scratch cell", [('["explore"]', '["explore"] futurefit={"seconds": 5}')], 20, "a time limit is for"),
    ("a magic", [("print(add(2, 2))", "%matplotlib inline")], 21, "no magics"),
    ("a shell command", [("print(add(2, 2))", "!ls")], 21, "no magics"),
    ("a solution that is not closed", [("    ### END SOLUTION\n", "")], 9, "without “### END SOLUTION”"),
    ("a solution that is not opened", [("    ### BEGIN SOLUTION\n", "")], 10, "without “### BEGIN SOLUTION”"),
    ("a mistyped marker", [("### BEGIN HIDDEN TESTS", "### BEGIN HIDDEN TESTS here")], 16, "must be exactly"),
    (
        "a solution without settings",
        [(' nbgrader={"grade_id": "add", "solution": true}', "")],
        6,
        "officers would see it",
    ),
    (
        "hidden tests where none belong",
        [("print(add(2, 2))", "### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS")],
        20,
        "officers would see it",
    ),
    ("a raw cell", [('# %% tags=["explore"]', "# %% [raw]")], 20, "raw cell"),
    ("a task cell", [('"grade": true, "points": 2', '"task": true, "points": 2')], 14, "task cells are not used"),
]


@pytest.mark.parametrize(("changes", "line", "words"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_a_mistake_is_told_with_its_file_and_line(lab, changes, line, words):
    folder = lab(*changes)
    with pytest.raises(LabError) as caught:
        read_lab(folder)
    told = [problem for problem in caught.value.problems if words in problem]
    assert told, caught.value
    assert told[0].startswith(f"{folder / 'lab.py'}:{line}: ")


def test_a_cell_may_have_a_time_limit_of_its_own(lab):
    """The grader reads it from the built notebook (see `grading.engine.plan`)."""
    read = read_lab(lab(('"points": 2}', '"points": 2} futurefit={"seconds": 5}')))
    assert read.cell("test_add").metadata.futurefit == {"seconds": 5}


def test_all_mistakes_are_told_at_once(lab):
    with pytest.raises(LabError) as caught:
        read_lab(
            lab(
                (', "points": 2', ""), ("print(add(2, 2))", "!ls"), toml=TOML.replace("minutes = 10", 'minutes = "ten"')
            )
        )
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        (TOML.replace("automatic = 2", "automatic = 16"), "automatic points add up to 2, but lab.toml says 16"),
        (TOML.replace("manual = 4", "manual = 3"), "manual points add up to 4, but lab.toml says 3"),
        (TOML.replace('title_ms = "Menambah"\n', ""), "“title_ms” is missing"),
        (TOML + "colour = 1\n", "unknown setting “colour”"),
        (TOML.replace("minutes = 10", 'minutes = "ten"'), "“minutes” must be a whole number"),
        ("title = ", "lab.toml"),
        (None, "lab.toml: missing"),
    ],
)
def test_a_mistake_in_the_settings_is_told(lab, toml, words):
    with pytest.raises(LabError, match=r"lab\.toml") as caught:
        read_lab(lab(toml=toml))
    assert words in str(caught.value)


def test_a_lab_that_does_not_exist_names_those_that_do(lab):
    folder = lab()
    with pytest.raises(LabError, match="The labs of this course: adding"):
        read_lab(folder.parent / "ading")


WRONG = "# loses: test_add\n# Subtracts.\n# %% add\ndef add(a, b):\n    return a - b\n"


def test_an_answer_replaces_the_cells_that_it_names(lab):
    (answer,) = read_answers(read_lab(lab(answers={"wrong_minus.py": WRONG})))
    assert answer.cells == {"add": "def add(a, b):\n    return a - b"}
    assert answer.loses == {"test_add"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("minus.py", WRONG, "must start with right_ or wrong_"),
        ("wrong_minus.py", WRONG.replace("# loses: test_add", "# loses: test_sub"), "no test cell test_sub"),
        ("wrong_minus.py", WRONG.replace("# loses: test_add\n", ""), "starts with “# loses:"),
        ("wrong_minus.py", WRONG.replace("# %% add", "# %% plus"), "no solution cell “plus”"),
        ("wrong_minus.py", WRONG.replace("# %% add\n", ""), "no cell"),
        ("wrong_minus.py", WRONG + "# %% add\npass\n", "stands twice"),
        ("wrong_minus.py", WRONG.replace("return a", "return return a"), "not Python"),
        ("right_minus.py", WRONG, "a right answer loses nothing"),
    ],
)
def test_a_mistake_in_an_answer_file_is_told_with_the_file(lab, name, content, words):
    with pytest.raises(LabError) as caught:
        read_answers(read_lab(lab(answers={name: content})))
    assert any(name in problem and words in problem for problem in caught.value.problems)
