"""What a lab's text asks for is covered, its hints work as pasted, its minutes are true: each is part of the proof."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from futurefit.authoring import LabError, minutes, read_lab
from futurefit.authoring.conditions import read_conditions, task_texts
from futurefit.authoring.proof import prove
from futurefit.authoring.proof_report import as_html
from futurefit.course import Course, open_course

ROOT = Path(__file__).parent.parent
SLUG = "late-buses"
HINT = """
<details><summary>Hint 3: nearly the code</summary>

```python
    return [delay for delay in delays if ____]
```
</details>
\"\"\"


# %% nbgrader={"grade_id": "late", "solution": true}"""
OTHER_HINT = HINT.replace('"late"', '"mean_delay"').replace(
    "    return [delay for delay in delays if ____]",
    "    if len(delays) == 0:\n        raise ValueError('No buses.')\n    return ____",
)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    folder = tmp_path / "course"
    shutil.copytree(ROOT / "tests" / "labs" / SLUG, folder / "labs" / SLUG)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return open_course(folder)


def found(course: Course) -> list[tuple[str, str, str]]:
    return [(each.part, each.where, each.what) for each in prove(course, SLUG, quick=True).findings]


def with_conditions(course: Course, text: str) -> None:
    (course.folder / "labs" / SLUG / "conditions.toml").write_text(text, encoding="utf-8")


MEAN = '[[mean_delay]]\nsays = "a ValueError"\nignored_by = ["wrong_empty_is_zero"]\n'


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("", "names no condition in conditions.toml"),
        ('says = "below the limit"\nignored_by = ["wrong_fixed_limit"]', "stands in conditions.toml and not"),
        ('says = "above the limit"\nignored_by = []', "no wrong answer ignores “above the limit”; add one"),
        ('says = "above the limit"\nignored_by = ["wrong_gone"]', "answers/wrong_gone.py, named in"),
        ('says = "above the limit"\nignored_by = ["wrong_rounded"]', "has no answer to this task"),
        ('says = "above the limit"\nignored_by = ["right_library"]', "ignores “above the limit” and loses no point"),
    ],
)  # fmt: skip
def test_a_condition_that_nothing_covers_keeps_a_lab_from_being_proved(course, entry, what):
    with_conditions(course, (f"[[late]]\n{entry}\n" if entry else "") + MEAN)
    ((part, where, said),) = found(course)
    assert (part, where) == ("conditions", "late")
    assert what in said


def test_a_condition_of_a_task_that_is_not_there(course):
    path = course.folder / "labs" / SLUG / "conditions.toml"
    with_conditions(course, path.read_text() + MEAN.replace("mean_delay", "median_delay"))
    ((_, where, said),) = found(course)
    assert where == "median_delay"
    assert "there is no such task; there are late, mean_delay" in said


def test_a_list_that_cannot_be_read_names_its_file_and_the_form(course):
    with_conditions(course, '[[late]]\nsays = "above the limit"\n')
    with pytest.raises(LabError, match=r"conditions\.toml: each condition has this form: .*ignored_by"):
        read_conditions(read_lab(course.folder / "labs" / SLUG))


def test_the_report_shows_the_table(course):
    page = as_html(prove(course, SLUG, quick=True))
    assert "<td>late</td><td>in their order</td><td>wrong_sorted_in_place</td>" in page


def test_a_tasks_text_is_its_own_and_not_its_neighbours(course):
    texts = task_texts(read_lab(course.folder / "labs" / SLUG))
    assert "which buses are late" in texts["late"]
    assert "which buses are late" not in texts["mean_delay"]


def with_hints(course: Course, fill: str) -> None:
    folder = course.folder / "labs" / SLUG
    script = folder / "lab.py"
    text = script.read_text(encoding="utf-8")
    for task, hint in (("late", HINT), ("mean_delay", OTHER_HINT)):
        head = f'"""\n\n\n# %% nbgrader={{"grade_id": "{task}", "solution": true}}'
        assert head in text
        text = text.replace(head, hint.lstrip("\n"))
    script.write_text(text, encoding="utf-8")
    (folder / "hints.toml").write_text(
        f"[late]\nfill = ['{fill}']\n[mean_delay]\nfill = ['sum(delays) / len(delays)']\n", encoding="utf-8"
    )


def test_hints_that_work_as_pasted_and_as_filled_are_no_finding(course):
    with_hints(course, "delay > limit")
    assert found(course) == []


def test_a_hint_that_leads_astray_keeps_a_lab_from_being_proved(course):
    with_hints(course, "delay >= limit")
    ((part, where, said),) = found(course)
    assert (part, where) == ("hints", "test_late")
    assert "is lost by the third hints as hints.toml fills them" in said


def test_a_hint_whose_blank_goes_unnoticed_keeps_a_lab_from_being_proved(course):
    with_hints(course, "delay > limit")
    script = course.folder / "labs" / SLUG / "lab.py"
    script.write_text(script.read_text().replace("if ____]", "if delay > limit and (True or ____)]"))
    (course.folder / "labs" / SLUG / "hints.toml").write_text(
        "[late]\nfill = ['True']\n[mean_delay]\nfill = ['sum(delays) / len(delays)']\n"
    )
    ((part, where, said),) = found(course)
    assert (part, where) == ("hints", "late")
    assert "does not say that a ____ is left" in said


def test_minutes_far_from_what_the_lab_takes_are_told_both_ways(course):
    lab = read_lab(course.folder / "labs" / SLUG)
    takes = minutes.reckoned(lab)
    assert takes == 28  # 12 for the reflection, 8 for two tasks, 4 for eight lines, 3 for six cells, and the text

    def stated(number: int) -> str:
        return minutes.problem(replace(lab, settings=replace(lab.settings, minutes=number)))

    assert stated(takes) == stated(takes + 5) == stated(takes - 5) == ""
    assert "states 10 minutes, and takes about 28" in stated(10)
    assert "state more" in stated(10)
    assert "state fewer" in stated(60)


def test_true_minutes_are_asked_for_by_the_proof(course):
    settings = course.folder / "labs" / SLUG / "lab.toml"
    settings.write_text(settings.read_text().replace("minutes = 25", "minutes = 90"))
    assert [(part, where) for part, where, _ in found(course)] == [("minutes", SLUG)]
