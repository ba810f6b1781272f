"""Hint 3 of every lab is fit to be pasted. Whether it passes, and tells of its blanks, is part of a lab's proof."""

from pathlib import Path

import pytest

from futurefit.authoring import read_lab, slugs
from futurefit.authoring.hints import as_filled, indent, third_hints
from futurefit.authoring.judge import ForkJudge
from futurefit.authoring.lab import LabError

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module", params=slugs(ROOT / "labs"))
def lab(request):
    return read_lab(ROOT / "labs" / request.param)


def test_every_task_has_a_third_hint_that_is_indented_like_an_answer(lab):
    hints = third_hints(lab)
    assert list(hints) == [
        cell.metadata.nbgrader.grade_id for cell in lab.cells(solution=True) if cell.cell_type == "code"
    ]
    for task, code in hints.items():
        lines = [line for line in code.splitlines() if line.strip()]
        spaces = indent(lab, task)
        assert lines[0].startswith(spaces) and not lines[0].startswith(spaces + " "), task
        # A task of two functions has the head of the second in its hint, and no other line so far to the left.
        assert all(line.startswith((spaces, "def ")) for line in lines), task


LAB = """\
# %% [markdown]
\"\"\"
<details><summary>Hint 3: nearly the code</summary>

```python
HINT
```
</details>
\"\"\"

# %% nbgrader={"grade_id": "add", "solution": true}
def add(a, b):
    ### BEGIN SOLUTION
    return a + b
    ### END SOLUTION

# %% nbgrader={"grade_id": "test_add", "grade": true, "points": 1}
assert add(1, 2) == 3
### BEGIN HIDDEN TESTS
assert add(2, 2) == 4
### END HIDDEN TESTS
"""
SETTINGS = 'title = "Sum"\ntitle_ms = "Jumlah"\nphase = "P1"\nminutes = 20\nautomatic = 1\nmanual = 0\n'


def changed(tmp_path, hint):
    """A lab of one task with this third hint."""
    folder = tmp_path / "hinted"
    (folder / "answers").mkdir(parents=True)
    (folder / "lab.toml").write_text(SETTINGS)
    (folder / "lab.py").write_text(LAB.replace("HINT", hint))
    return read_lab(folder)


def test_dots_are_refused_since_a_forgotten_one_is_valid_python(tmp_path):
    with pytest.raises(LabError, match="____"):
        third_hints(changed(tmp_path, "    return a + ..."))


def test_a_filling_too_few_is_told_with_its_task(tmp_path):
    lab = changed(tmp_path, "    return ____ + ____")
    (lab.folder / "hints.toml").write_text('[add]\nfill = ["a"]\n')
    with pytest.raises(LabError, match="add has 2 blanks and 1 fillings"):
        as_filled(lab)


def test_a_hint_that_leads_astray_is_seen(tmp_path):
    lab = changed(tmp_path, "    return a - ____")
    (lab.folder / "hints.toml").write_text('[add]\nfill = ["b"]\n')
    (verdict,) = ForkJudge()(lab, [as_filled(lab)])
    assert set(verdict.failures) == {"test_add"}
