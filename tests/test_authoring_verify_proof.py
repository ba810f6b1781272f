"""The proof as a whole: what keeps a lab from being proved, where the proof is kept, and what release asks of it."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from futurefit import cli
from futurefit.authoring import Answer, ForkJudge, Lab, LabError, Verdict, build, proved
from futurefit.authoring.engine import EngineJudge
from futurefit.authoring.proof import Finding, Proof, Tally, prove
from futurefit.authoring.proof_report import as_html, bar, verdict
from futurefit.authoring.release import release
from futurefit.course import Course, CourseError, open_course

ROOT = Path(__file__).parent.parent
SLUG = "late-buses"
Change = tuple[str, str, str]  # file of the lab, text, other text

BOUNDARY = '    expect(late(given, 7), [8], "Is it “more than”, not “at least”?")\n'


def make_course(folder: Path) -> Course:
    shutil.copytree(ROOT / "tests" / "labs" / SLUG, folder / "labs" / SLUG)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return open_course(folder)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with the good little lab and nothing else."""
    return make_course(tmp_path / "course")


def change(course: Course, *changes: Change) -> None:
    for name, old, new in changes:
        path = course.folder / "labs" / SLUG / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@dataclass(frozen=True)
class Generous:
    """A judge that gives every point to everybody."""

    name: str = "a generous engine"

    def __call__(self, lab: Lab, answers: Iterable[Answer]) -> Iterator[Verdict]:
        return (Verdict(answer.name, dict(lab.tests), {}, None) for answer in answers)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The proof of the good little lab."""
    return prove(make_course(tmp_path_factory.mktemp("good") / "course"), SLUG)


# ------------------------------------------------------------------------------------------------ what is found


def test_a_good_lab_is_proved(good: Proof) -> None:
    assert good.findings == ()
    assert good.holds
    assert (good.right, good.wrong, good.empty, good.made, good.caught, good.equivalent) == (2, 6, 26, 23, 23, 0)
    assert good.runs == 6
    late, mean = good.tasks
    assert (late.task, late.points, late.tests, late.right) == ("late", 2, ("test_late",), 2)
    assert (late.wrong, late.empty) == (Tally(0, 3, 0), Tally(12, 1, 0))
    assert mean.wrong == Tally(1, 2, 0)
    assert mean.mutants is not None
    assert mean.mutants.nothing == 0
    assert sum(good.answers["model"].values()) == 4
    assert sum(good.answers["blank"].values()) == 0


TOO_WEAK = ("lab.py", BOUNDARY, BOUNDARY.replace(", 7), [8]", ", 1), [7, 2, 8]"))
FOUND: dict[str, tuple[list[Change], str, str, str]] = {
    # name: what is changed; the part, the place and the words of what is found
    "a model answer that fails": (
        [("lab.py", "if delay > limit:", "if delay >= limit:")],
        "answers",
        "model",
        "loses test_late, which it should pass: CheckFailed: The limit itself is not late",
    ),
    "a cell of the lab that fails": (
        [("lab.py", "example = [3, 9, 5, 12]", "example = [3, 9, 5, 12]\nexmple")],
        "answers",
        "setup",
        "the lab's own cell does not run: NameError: name 'exmple' is not defined",
    ),
    "a right answer that loses a point": (
        [("answers/right_comprehension.py", "delay > limit]", "delay >= limit]")],
        "answers",
        "right_comprehension",
        "loses test_late, which it should pass",
    ),
    "a right answer that is the model's": (
        [
            (
                "answers/right_comprehension.py",
                "    return [delay for delay in delays if delay > limit]",
                "    more = []\n    for one in delays:\n        if one > limit:\n            more.append(one)\n"
                "    return more",
            )
        ],
        "answers",
        "right_comprehension",
        "answers “late” by the same method as the model answer",
    ),
    "a wrong answer that passes": (
        [("answers/wrong_fixed_limit.py", "delay > 6", "delay > limit")],
        "answers",
        "wrong_fixed_limit",
        "passes test_late, which should catch it",
    ),
    "a wrong answer that loses another test, too": (
        [("answers/wrong_rounded.py", "raise ValueError", "return 0\n        raise ValueError")],
        "answers",
        "wrong_rounded",
        "loses test_mean_delay_empty, which it should pass",
    ),
    "an answer that does not run": (
        [("answers/wrong_rounded.py", "def mean_delay", "import numbers_of_buses\ndef mean_delay")],
        "answers",
        "wrong_rounded",
        "does not run: cell mean_delay: ModuleNotFoundError",
    ),
    "a test that gives its points to the blank": (
        [
            ("lab.py", '    expect(mean_delay([2, 4]), 3, "Is the sum divided by the number of buses?")', "    pass"),
            (
                "lab.py",
                '    expect(mean_delay([10, -4, 3]), 3, "Do early buses count as negative delays?")',
                "    pass",
            ),
            ("lab.py", '    expect(mean_delay([1, 2]), 1.5, "Is the result rounded?")', "    pass"),
        ],
        "empty answers",
        "test_mean_delay",
        "gives its points to the empty answer “blank”",
    ),
    "a test whose example can be learned by heart": (
        [
            ("lab.py", "    expect(mean_delay([10, -4, 3]), 3,", "    expect(mean_delay([3, 3]), 3,"),
            ("lab.py", "    expect(mean_delay([1, 2]), 1.5,", "    expect(mean_delay([2, 4]), 3,"),
        ],
        "empty answers",
        "test_mean_delay",
        "gives its points to the empty answer “the visible examples by heart, else what test_mean_delay shows”",
    ),
    "a bare assert": (
        [("lab.py", BOUNDARY, "    assert late(given, 7) == [8]\n")],
        "messages",
        "test_late",
        "a bare assert says nothing to an officer",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_a_quick_look_finds(course: Course, name: str) -> None:
    changes, part, where, words = FOUND[name]
    change(course, *changes)
    proof = prove(course, SLUG, quick=True)
    assert not proof.holds
    assert [f for f in proof.findings if (f.part, f.where) == (part, where) and f.what.startswith(words)] or [
        f for f in proof.findings if (f.part, f.where) == (part, where) and words in f.what
    ], proof.findings


def test_too_few_answers_are_found(course: Course) -> None:
    answers = course.folder / "labs" / SLUG / "answers"
    (answers / "right_library.py").unlink()
    (answers / "wrong_rounded.py").unlink()
    found = {(f.where, f.what.partition(";")[0]) for f in prove(course, SLUG, quick=True).findings}
    assert found == {
        ("late", "has 1 right answers, and needs 2"),
        ("mean_delay", "has 1 right answers, and needs 2"),
        ("mean_delay", "has 2 wrong answers, and needs 3"),
        ("mean_delay", "answers/wrong_rounded.py, named in conditions.toml, is not there"),
    }


def test_a_weak_test_is_found_by_the_mutants_that_live(course: Course) -> None:
    change(course, TOO_WEAK)
    proof = prove(course, SLUG)
    (lives,) = [finding for finding in proof.findings if finding.part == "mutants"]
    assert lives.where == "late"
    assert lives.detail == "- if delay > limit:\n+ if delay >= limit:"
    assert "add a hidden test" in lives.what
    assert {f.where for f in proof.findings if f.part == "answers"} == {"wrong_limit_included"}
    (survivor,) = proof.tasks[0].survivors
    assert (proof.made, proof.caught) == (23, 22)
    page = as_html(proof)
    assert "- if delay &gt; limit:\n+ if delay &gt;= limit:" in page
    assert "[[equivalent]]" in page
    assert survivor.kind == "comparison"


def test_an_equivalent_mutant_counts_as_such_and_shows_with_its_reason(course: Course) -> None:
    change(course, ("lab.py", "if len(delays) == 0:", "if len(delays) < 1:"))
    path = course.folder / "labs" / SLUG / "equivalents.toml"
    entry = '[[equivalent]]\ntask = "mean_delay"\nwas = "if len(delays) < 1:"\nnow = "if len(delays) == 1:"\n'
    path.write_text(entry + 'why = "Somebody was mistaken about this one."\n', encoding="utf-8")
    (found,) = prove(course, SLUG).findings
    assert "named as equivalent in equivalents.toml, but test_mean_delay_empty catches it; take it out" in found.what

    change(course, ("lab.py", "    return sum(delays) / len(delays)", "    return sum(delays, 0) / len(delays)"))
    entry = '[[equivalent]]\ntask = "mean_delay"\nwas = "return sum(delays, 0) / len(delays)"\n'
    text = entry + 'now = "return sum(delays, 9) / len(delays)"\nwhy = "There is no such mutant any more."\n'
    path.write_text(text, encoding="utf-8")
    (found,) = prove(course, SLUG).findings
    assert "but there is no such mutant of the model answer; take it out" in found.what
    assert found.detail.endswith("+ return sum(delays, 9) / len(delays)")

    change(course, ("lab.py", "return sum(delays, 0) / len(delays)", "return sum(sorted(delays)) / len(delays)"))
    (found,) = [f for f in prove_with(path, "").findings if f.part == "mutants"]
    assert found.detail == "- return sum(sorted(delays)) / len(delays)\n+ return sum(list(delays)) / len(delays)"
    entry = entry.replace("sum(delays, 0)", "sum(sorted(delays))")
    why = 'why = "The order in which numbers are added does not matter."\n'
    proof = prove_with(path, entry + 'now = "return sum(list(delays)) / len(delays)"\n' + why)
    assert proof.findings == ()
    assert (proof.made - proof.caught, proof.equivalent) == (1, 1)
    assert "The order in which numbers are added does not matter." in as_html(proof)


def prove_with(path: Path, equivalents: str) -> Proof:
    path.write_text(equivalents, encoding="utf-8")
    return prove(open_course(path.parents[2]), SLUG)


def test_a_test_that_depends_on_the_day_keeps_a_lab_from_being_proved(course: Course) -> None:
    today = "    from datetime import date\n    expect(date.today().year < 2028, True, 'Is it long ago?')\n"
    change(course, ("lab.py", BOUNDARY, BOUNDARY + today))
    found = [finding for finding in prove(course, SLUG).findings if finding.part == "stability"]
    assert {finding.where for finding in found} == {"test_late"}
    assert "model passes usually, but fails" in found[0].what
    assert "29 February 2028" in found[0].what


def test_an_engine_that_judges_otherwise_keeps_a_lab_from_being_proved(course: Course) -> None:
    found = prove(course, SLUG, engines=[Generous()]).findings
    assert {finding.part for finding in found} == {"engines"}
    assert {finding.where for finding in found} == {"test_late", "test_mean_delay", "test_mean_delay_empty"}
    assert found[0].what == "blank earns 0 by the author's judge, but 2 by a generous engine"


@pytest.mark.parametrize("name", ["equivalents.toml", "answers/other.py"])
def test_files_that_cannot_be_read_are_errors(course: Course, name: str) -> None:
    (course.folder / "labs" / SLUG / name).write_text("[[equivalent", encoding="utf-8")
    with pytest.raises(LabError, match=re.escape(name)):
        prove(course, SLUG)


# ------------------------------------------------------------------------------------------------ the report


@pytest.mark.parametrize(
    ("tally", "shown"),
    [
        (Tally(9, 2, 1), "████▒✘ 9·2·1"),
        (Tally(100, 1, 0), "█████▒ 100·1·0"),
        (Tally(0, 0, 3), "✘✘✘✘✘✘ 0·0·3"),
        (Tally(), "none"),
        (None, "not tried"),
    ],
)
def test_a_tally_is_a_picture_in_which_nothing_small_is_lost(tally: Tally | None, shown: str) -> None:
    assert bar(tally) == shown


def test_the_page_shows_what_caught_what_and_escapes_what_it_shows(good: Proof) -> None:
    page = as_html(replace(good, title="Buses <& trains>"))
    assert "Buses &lt;&amp; trains&gt;" in page
    assert "late-buses is proved: 2 right, 6 wrong and 26 empty answers as they should be, 23 of 23 mutants" in page
    assert 'aria-label="12 by visible checks, 1 by hidden tests"' in page
    assert "<script" not in page


def test_a_proof_is_summed_up_in_a_sentence(good: Proof) -> None:
    assert verdict(good).startswith("late-buses is proved: ")
    assert verdict(replace(good, quick=True)).endswith("(a quick look, not the proof)")
    one = replace(good, findings=(Finding("answers", "late", "is weak"),))
    assert verdict(one) == "late-buses is not proved: 1 thing to mend; 23 of 23 mutants caught (100%)"


# ------------------------------------------------------------------------------------------------ where it is kept


@pytest.fixture
def kept(course: Course, good: Proof) -> Path:
    """The lab's folder, with its proof kept."""
    folder = course.folder / "labs" / SLUG
    proved.keep(folder, good, proved.fingerprint(folder))
    assert proved.why_not_proved(folder) == ""
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("lab.py", "Two small tasks", "Two very small tasks"),
        ("lab.toml", "Late buses", "Later buses"),
        ("data/routes.csv", "Ipoh", "Kajang"),
        ("answers/right_library.py", "filter", " filter"),
    ],
)
def test_a_proof_of_another_text_does_not_count(kept: Path, name: str, old: str, new: str) -> None:
    path = kept / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert proved.why_not_proved(kept) == f"its proof is older than its text ({name})"


def test_new_and_missing_files_make_a_proof_old(kept: Path) -> None:
    (kept / "equivalents.toml").write_text("", encoding="utf-8")
    (kept / "answers" / "right_library.py").unlink()
    assert proved.why_not_proved(kept).endswith("(answers/right_library.py, equivalents.toml)")


def test_what_decides_nothing_leaves_a_proof_as_it_is(kept: Path) -> None:
    (kept / "data" / "finished.png").write_bytes(b"a picture")
    (kept / "make_data.py").write_text("x = 1\n", encoding="utf-8")
    (kept / "lab.py").write_bytes((kept / "lab.py").read_bytes().replace(b"\n", b"\r\n"))
    assert proved.why_not_proved(kept) == ""


def test_a_proof_by_another_grader_does_not_count(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proved, "ASKED", proved.ASKED + 1)
    assert proved.why_not_proved(kept) == "its tests were proved with another version of the grader"


@pytest.mark.parametrize("text", ["{", "[]", '{"lab": "late-buses"}', ""])
def test_a_damaged_proof_does_not_count(kept: Path, text: str) -> None:
    (kept / "proof.json").write_text(text, encoding="utf-8")
    assert "cannot be read" in proved.why_not_proved(kept)


def test_proving_the_same_again_changes_no_byte(kept: Path, good: Proof) -> None:
    path = kept / "proof.json"
    earlier = path.read_text(encoding="utf-8").replace('"proved": "', '"proved": "1')
    path.write_text(earlier, encoding="utf-8")
    proved.keep(kept, good, proved.fingerprint(kept))
    assert path.read_text(encoding="utf-8") == earlier
    assert path.stat().st_size < 4000


def test_a_proof_that_no_longer_holds_is_taken_away(kept: Path, good: Proof) -> None:
    bad = replace(good, findings=(Finding("stability", "test_late", "is not stable"),))
    assert proved.keep(kept, bad, proved.fingerprint(kept)) is None
    assert "nobody has proved" in proved.why_not_proved(kept)


def test_what_was_changed_during_the_proof_is_not_taken_for_proved(kept: Path, good: Proof) -> None:
    before = proved.fingerprint(kept)
    script = kept / "lab.py"
    script.write_text(script.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    proved.keep(kept, good, before)
    assert proved.why_not_proved(kept) == "its proof is older than its text (lab.py)"


# ------------------------------------------------------------------------------------------------ release


@pytest.fixture
def built(course: Course, kept: Path) -> Course:
    list(build(course))
    return course


def out(course: Course) -> bool:
    return (course.exchange / "future-fit" / "outbound" / SLUG / f"{SLUG}.ipynb").is_file()


def remembered(course: Course) -> list[dict]:
    return [json.loads(line) for line in (course.folder / "releases.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_proved_lab_is_released(built: Course) -> None:
    release(built, SLUG)
    assert out(built)
    (line,) = remembered(built)
    assert (line["lab"], line["proved"], line["unproved_because"]) == (SLUG, True, "")


def test_a_lab_without_a_proof_is_not_released(built: Course, kept: Path) -> None:
    (kept / "proof.json").unlink()
    with pytest.raises(CourseError) as error:
        release(built, SLUG)
    assert "late-buses was not released: nobody has proved that its tests judge rightly." in str(error.value)
    assert "Run: futurefit verify late-buses" in str(error.value)
    assert "futurefit release late-buses --unproved" in str(error.value)
    assert not out(built)
    assert not (built.folder / "releases.jsonl").exists()


def test_a_lab_whose_proof_is_older_than_its_text_is_not_released(built: Course) -> None:
    change(built, ("lab.py", BOUNDARY, ""))
    list(build(built))
    with pytest.raises(CourseError, match=r"its proof is older than its text \(lab.py\). Run: futurefit verify"):
        release(built, SLUG)
    assert not out(built)


def test_a_notebook_that_is_not_the_proved_text_is_not_released(built: Course) -> None:
    notebook = built.folder / "source" / SLUG / f"{SLUG}.ipynb"
    notebook.write_text(notebook.read_text(encoding="utf-8").replace("late(given, 7)", "[8]"), encoding="utf-8")
    with pytest.raises(CourseError, match=r"only that text is proved\. Run: futurefit build late-buses"):
        release(built, SLUG)
    assert not out(built)


def test_an_unproved_release_is_on_record_with_who_chose_so(
    built: Course, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept / "proof.json").unlink()
    monkeypatch.setenv("JUPYTERHUB_USER", "puan-aminah")
    release(built, SLUG, unproved=True)
    assert out(built)
    (line,) = remembered(built)
    assert (line["lab"], line["by"], line["proved"]) == (SLUG, "puan-aminah", False)
    assert line["unproved_because"] == "nobody has proved that its tests judge rightly"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", line["at"])


# ------------------------------------------------------------------------------------------------ the command


@pytest.fixture
def type_in(course: Course) -> Callable[..., tuple[int, str, str]]:
    """Type a command in the course's folder: its exit code, what it prints, and its errors."""

    def run(*words: str) -> tuple[int, str, str]:
        said, errors = io.StringIO(), io.StringIO()
        code = 0
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(errors):
            patch.setattr(sys, "argv", ["futurefit", "--course", str(course.folder), *words])
            patch.setenv("COLUMNS", "80")
            try:
                cli.main()
            except SystemExit as end:
                code = int(end.code or 0) if not isinstance(end.code, str) else 1
        return code, said.getvalue(), errors.getvalue()

    return run


def test_verify_proves_a_lab_so_that_it_can_be_released(type_in: Callable, course: Course) -> None:
    code, said, errors = type_in("verify", SLUG)
    assert (code, errors) == (0, "")
    assert re.search(r"late +2 +2 +▒▒▒▒▒▒ 0·3·0 +█████▒ 12·1·0", said)
    assert "✔ late-buses is proved" in said
    assert "2 judges agree" in said
    assert (course.folder / "proofs" / f"{SLUG}.html").is_file()
    type_in("build")
    assert type_in("release", SLUG)[0] == 0


@pytest.fixture
def quick_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the place of nbgrader, which takes its seconds, the author's judge."""
    monkeypatch.setattr(EngineJudge, "__call__", lambda self, lab, answers: ForkJudge()(lab, answers))


@pytest.mark.usefixtures("quick_engine")
def test_verify_shows_what_is_to_be_mended(type_in: Callable, course: Course) -> None:
    change(course, TOO_WEAK)
    code, said, errors = type_in("verify", SLUG)
    assert code == 1
    assert "✘ wrong_limit_included: passes test_late, which should catch it" in said
    assert "    - if delay > limit:\n    + if delay >= limit:\n" in said
    assert "✘ late-buses is not proved" in said
    assert "Then: futurefit verify late-buses" in errors
    assert not (course.folder / "labs" / SLUG / "proof.json").exists()


def test_a_quick_look_is_no_proof(type_in: Callable, course: Course) -> None:
    code, said, _ = type_in("verify", "--quick")
    assert code == 0
    assert "not the proof" in said
    assert "not tried" in said
    assert not (course.folder / "labs" / SLUG / "proof.json").exists()
    type_in("build")
    code, _, errors = type_in("release", SLUG)
    assert code == 1
    assert "Run: futurefit verify late-buses" in errors


def test_verify_prints_all_for_another_program(type_in: Callable) -> None:
    code, said, _ = type_in("verify", SLUG, "--quick", "--json")
    (lab,) = json.loads(said).values()
    assert (code, lab["holds"], lab["findings"]) == (0, True, [])
    assert lab["answers"]["wrong_rounded"] == {"test_late": 2, "test_mean_delay": 0, "test_mean_delay_empty": 1}


def test_verify_judges_the_answers_of_another_folder(type_in: Callable, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("# %% late\ndef late(delays, limit):\n    return []\n", encoding="utf-8")
    code, said, _ = type_in("verify", SLUG, "--answers", str(tmp_path), "--json")
    assert code == 0
    assert json.loads(said) == {SLUG: {"mine": {"test_late": 0, "test_mean_delay": 1, "test_mean_delay_empty": 1}}}


@pytest.mark.usefixtures("quick_engine")
def test_since_a_commit_only_changed_labs_are_proved_in_full(type_in: Callable, course: Course, kept: Path) -> None:
    def git(*words: str) -> None:
        run = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *words]
        subprocess.run(run, cwd=course.folder, check=True, capture_output=True)

    git("init")
    git("add", ".")
    git("commit", "-m", "proved")
    code, said, _ = type_in("verify", "--since", "HEAD")
    assert code == 0
    assert "not the proof" in said

    change(course, ("lab.py", "Two small tasks", "Two very small tasks"))
    code, said, errors = type_in("verify", "--since", "HEAD")
    assert "✔ late-buses is proved" in said
    assert code == 1
    assert "This commit lacks the proof of late-buses" in errors

    code, said, errors = type_in("verify", "--since", "HEAD")
    assert (code, errors) == (0, "")
    assert "✔ late-buses is proved" in said
