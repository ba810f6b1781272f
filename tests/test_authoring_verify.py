"""What a proof is made of: judging answers, empty answers, mutants, other conditions, and the words of tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cosmic_ray.mutating import mutate_code

from futurefit.authoring import (
    MODEL,
    Answer,
    Conditions,
    Failure,
    ForkJudge,
    Lab,
    LabError,
    Verdict,
    judge_lab,
    read_answers,
    read_lab,
)
from futurefit.authoring import operators as own
from futurefit.authoring.empties import blank, empty_answers, visible_part
from futurefit.authoring.engine import EngineJudge
from futurefit.authoring.messages import names_an_idea, problems_in_text, problems_when_run, reads_as_sentence
from futurefit.authoring.mutants import mutants, read_equivalents, unknown
from futurefit.authoring.stability import CONDITIONS, unstable
from futurefit.course import Course, open_course

ROOT = Path(__file__).parent.parent
SLUG = "late-buses"
Change = tuple[str, str]
Make = Callable[..., Lab]

SETUP = "example = [3, 9, 5, 12]"
IDEA = "The limit itself is not late, and another limit finds other buses"
HIDDEN_LATE = (
    f'with check("{IDEA}"):\n'
    "    given = [7, 2, 8]\n"
    '    expect(late(given, 7), [8], "Is it “more than”, not “at least”?")\n'
    '    expect_unchanged(given, [7, 2, 8], "the list of delays")\n'
    '    expect(late([], 7), [], "Where there are no buses, none is late.")\n'
)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with the good little lab and nothing else."""
    folder = tmp_path / "course"
    shutil.copytree(ROOT / "tests" / "labs" / SLUG, folder / "labs" / SLUG)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return open_course(folder)


@pytest.fixture
def make(course: Course) -> Make:
    """The lab, with changes to its text and with more files; read again at each call."""

    def read(*changes: Change, **files: str) -> Lab:
        folder = course.folder / "labs" / SLUG
        script = folder / "lab.py"
        text = script.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        script.write_text(text, encoding="utf-8")
        for name, content in files.items():
            (folder / "answers" / f"{name}.py").write_text(content, encoding="utf-8")
        return read_lab(folder)

    return read


def answer(name: str = "mine", **cells: str) -> Answer:
    return Answer(Path(name), cells, None)


LATE = "def late(delays, limit):\n    "


# ------------------------------------------------------------------------------------------------ judging


def test_the_model_and_each_answer_file_are_judged_as_their_names_say(make: Make) -> None:
    verdicts = {verdict.name: verdict for verdict in judge_lab(make())}
    assert len(verdicts) == 9
    assert verdicts["model"].points == {"test_late": 2, "test_mean_delay": 1, "test_mean_delay_empty": 1}
    assert all(verdict.as_expected for verdict in verdicts.values())


def test_it_tells_which_part_of_a_test_caught_an_answer_and_what_it_said(make: Make) -> None:
    lab = make()
    tried = [answer("seen", late=LATE + "return []"), answer("unseen", late=LATE + "return [9, 12]")]
    seen, unseen = sorted(ForkJudge()(lab, tried), key=lambda verdict: verdict.name)
    assert (seen.failures["test_late"].hidden, unseen.failures["test_late"].hidden) == (False, True)
    assert seen.failures["test_late"].message.endswith("Is each delay compared with the limit?")
    assert seen.points == {"test_late": 0, "test_mean_delay": 1, "test_mean_delay_empty": 1}


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ("import os; os._exit(0)", {"test_late", "test_mean_delay", "test_mean_delay_empty"}),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", {"test_late", "test_mean_delay"}),
        ("raise SystemExit", {"test_late"}),
        ("return [1] * 10**11", {"test_late"}),
        ("while True: pass", {"test_late"}),
    ],
    ids=["ends Python", "crashes", "exits", "takes all memory", "loops"],
)
def test_an_answer_that_misbehaves_loses_its_own_points_and_holds_nobody_up(make: Make, body: str, lost: set) -> None:
    start = time.monotonic()
    judge = ForkJudge(cell_seconds=0.3)
    bad, good = sorted(judge(make(), [answer("bad", late=LATE + body), answer("good")]), key=lambda v: v.name)
    assert lost <= bad.lost
    assert good.lost == frozenset()
    assert time.monotonic() - start < 30


def test_what_loops_without_an_end_is_told_apart(make: Make) -> None:
    (verdict,) = ForkJudge(cell_seconds=0.3)(make(), [answer(late=LATE + "while True: pass")])
    assert verdict.failures["test_late"].kind == "TimeLimit"


def test_one_that_sleeps_is_ended_with_what_it_has_started(make: Make, tmp_path: Path) -> None:
    start = f"import subprocess, time\n    subprocess.Popen(['sh', '-c', 'echo $$ > {tmp_path}/id; exec sleep 60'])\n"
    slow = answer(late=LATE + start + "    time.sleep(60)")
    (verdict,) = ForkJudge(answer_seconds=2)(make(), [slow])
    assert verdict.failures["test_late"].message.startswith("not reached")
    with pytest.raises(ProcessLookupError):
        for _ in range(100):
            os.kill(int((tmp_path / "id").read_text()), 0)
            time.sleep(0.05)


def test_a_lab_that_ends_python_itself_is_an_error_that_says_so(make: Make) -> None:
    lab = make((SETUP, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"))
    with pytest.raises(LabError, match=r"lab\.py: the lab's own cells end Python \(exit code -9\)"):
        list(judge_lab(lab))


def test_answers_run_beside_the_labs_data_and_cannot_change_it(make: Make) -> None:
    lab = make()
    spoils = LATE + "open('data/routes.csv', 'w').write(''); return [x for x in delays if x > limit]"
    (verdict,) = ForkJudge()(lab, [answer(late=spoils)])
    assert verdict.lost == frozenset()
    assert "Taiping" in (lab.folder / "data" / "routes.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("maybe_right", "# %% late\n", "maybe_right.py: the name must start with right_ or wrong_"),
        ("wrong_a", "# loses: test_lat\n# x\n# %% late\nx = 1\n", "wrong_a.py:1: no test cell test_lat; there are"),
        ("right_b", "# %% lates\n", "right_b.py:1: no solution cell “lates”; there are late, mean_delay"),
        ("right_c", "# %% late\ndef late(:\n", "right_c.py:2: not Python"),
    ],
)
def test_an_answer_file_that_is_none_is_an_error_that_says_which(make: Make, name: str, text: str, said: str) -> None:
    with pytest.raises(LabError) as error:
        list(judge_lab(make(**{name: text})))
    assert said in str(error.value)


def test_the_engine_that_grades_officers_comes_to_the_same_points(make: Make, course: Course) -> None:
    lab = make()
    tried = [MODEL, blank(course, lab), *read_answers(lab)[-3:]]
    by_forks = {verdict.name: verdict.points for verdict in ForkJudge()(lab, tried)}
    by_engine = {verdict.name: verdict.points for verdict in EngineJudge(course)(lab, tried)}
    assert by_engine == by_forks
    assert sum(by_engine["model"].values()) == 4
    assert sum(by_engine["blank"].values()) == 0


def test_a_lab_whose_test_cannot_run_apart_is_not_proved_unless_it_says_inside(make: Make, course: Course) -> None:
    lab = make()
    script = (lab.folder / "lab.py").read_text(encoding="utf-8")
    marks = '# %% nbgrader={"grade_id": "test_late", "grade": true, "points": 2}\n'
    assert marks in script
    source = "import inspect\nassert 'delay' in inspect.getsource(late)\n"
    (lab.folder / "lab.py").write_text(script.replace(marks, marks + source), encoding="utf-8")

    with pytest.raises(LabError, match=r"test_late runs inside .* it looks at how the answer is written"):
        list(EngineJudge(course)(read_lab(lab.folder), [MODEL]))

    settings = lab.folder / "lab.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\ninside = true\n", encoding="utf-8")
    (verdict,) = EngineJudge(course)(read_lab(lab.folder), [MODEL])
    assert not verdict.lost


# ------------------------------------------------------------------------------------------------ empty answers


def test_no_empty_answer_of_a_good_lab_earns_a_point(make: Make, course: Course) -> None:
    lab = make()
    tried = [blank(course, lab), *empty_answers(lab)]
    verdicts = list(ForkJudge().on_own_tests(lab, tried))
    assert {verdict.name for verdict in verdicts if not verdict.as_expected} == set()
    assert {sum(verdict.points.values()) for verdict in verdicts} == {0}
    names = {verdict.name for verdict in verdicts}
    assert {"blank", "late: pass", "late: return None", "late: return delays", "late: return limit"} <= names
    assert {"mean_delay: return 0", "mean_delay: raise ValueError", "mean_delay: return delays"} <= names
    assert "mean_delay: the visible examples by heart, else what test_mean_delay_empty shows" in names


def test_the_blank_is_what_officers_get(make: Make, course: Course) -> None:
    assert "Write your answer here" in blank(course, make()).cells["late"]
    assert "delay > limit" not in blank(course, make()).cells["late"]


def test_a_test_without_hidden_tests_gives_its_points_to_the_examples_learned_by_heart(make: Make) -> None:
    lab = make((HIDDEN_LATE, ""))
    earning = {v.name for v in ForkJudge().on_own_tests(lab, empty_answers(lab)) if sum(v.points.values())}
    assert earning == {"late: the visible examples by heart, else what test_late shows"}


def test_a_test_that_asks_nothing_gives_its_points_to_everybody(make: Make, course: Course) -> None:
    lab = make(
        ('    expect(late(example, 6), [9, 12], "Is each delay compared with the limit?")', "    pass"),
        (HIDDEN_LATE, ""),
    )
    verdicts = list(ForkJudge().on_own_tests(lab, [blank(course, lab), *empty_answers(lab)]))
    assert all(v.points["test_late"] == 2 for v in verdicts if "test_late" in v.points)


def test_an_answer_that_is_a_variable_has_empty_answers_too(make: Make) -> None:
    solution = (
        'def late(delays, limit):\n    """The delays above the limit, in their order."""\n    ### BEGIN SOLUTION\n'
        "    found = []\n    for delay in delays:\n        if delay > limit:\n            found.append(delay)\n"
        "    return found\n    ### END SOLUTION\n"
    )
    lab = make((solution, "### BEGIN SOLUTION\nlimits = [6, 7]\n### END SOLUTION\n"))
    texts = {answer.name: answer.cells["late"] for answer in empty_answers(lab) if "late" in answer.cells}
    assert texts["late: = None"] == "limits = None"
    assert texts["late: = []"] == "limits = []"


def test_officers_see_a_test_without_its_hidden_part(make: Make) -> None:
    text = visible_part(make().cell("test_late").source)
    assert "late(example, 6)" in text
    assert "HIDDEN" not in text
    assert "given" not in text


# ------------------------------------------------------------------------------------------------ mutants

OWN = [operator for _, operator in own.operators() if type(operator).__module__ == own.__name__]


@pytest.mark.parametrize(
    ("operator", "example"),
    [(operator, example) for operator in OWN for example in operator.examples()],
    ids=lambda value: type(value).__name__ if isinstance(value, own.Operator) else value.pre_mutation_code[:20],
)
def test_each_own_operator_does_what_its_example_says(operator: own.Operator, example: own.Example) -> None:
    assert mutate_code(example.pre_mutation_code, operator, example.occurrence) == example.post_mutation_code


@pytest.mark.parametrize(
    "code", ["raise ValueError('no')", "print(f'{x} of {y}')", "x = 1\n", "f(x)[0]", "for x in y: pass", "x.append"]
)
def test_own_operators_leave_alone_what_is_none_of_theirs(code: str) -> None:
    found = {type(o).__name__: mutate_code(code, o, 0) for o in OWN} | {"ReplaceText": None}
    assert {name for name, mutated in found.items() if mutated is not None} <= {"LeaveOutStatement"}


def test_mutants_are_made_of_the_answers_only_and_of_every_kind(make: Make) -> None:
    made = mutants(make())
    assert {mutant.kind for mutant in made} == {"comparison", "arithmetic", "constant", "branch", "return", "step"}
    assert len({mutant.change for mutant in made}) == len(made) == 23
    changes = {(mutant.change.was, mutant.change.now) for mutant in made}
    assert ("if delay > limit:", "if delay >= limit:") in changes
    assert ("return sum(delays) / len(delays)", "return None") in changes
    for mutant in made:
        compile(mutant.source, "mutant", "exec")
        assert "BEGIN SOLUTION" in mutant.source


def test_all_mutants_of_a_good_lab_lose_a_point(make: Make) -> None:
    lab = make()
    tried = [mutant.answer(number) for number, mutant in enumerate(mutants(lab))]
    verdicts = list(ForkJudge(cell_seconds=1).on_own_tests(lab, tried, go_on=True))
    assert len(verdicts) == 23
    assert all(verdict.lost for verdict in verdicts)


def test_a_mutant_has_the_same_name_however_the_answer_is_laid_out(make: Make) -> None:
    before = {mutant.change for mutant in mutants(make())}
    lab = make(
        ("        if delay > limit:\n", "        # the limit itself is on time\n        if (delay > limit):\n\n"),
        ("return sum(delays) / len(delays)", "return (\n        sum(delays)\n        / len(delays)\n    )"),
    )
    assert {mutant.change for mutant in mutants(lab)} == before


def test_the_list_of_equivalent_mutants_names_them_by_what_they_change(make: Make) -> None:
    lab = make()
    mutant = next(m for m in mutants(lab) if m.change.now == "if delay >= limit:")
    path = lab.folder / "equivalents.toml"
    why = "It is said to be the same for this test of the list."
    path.write_text(mutant.change.toml.replace("…", why), encoding="utf-8")
    assert read_equivalents(lab) == {mutant.change: why}
    assert unknown(read_equivalents(lab), mutants(lab)) == []

    both = path.read_text(encoding="utf-8").replace(
        "now = 'if delay >= limit:'", "now = ['if delay >= limit:', 'if delay != delay:']"
    )
    path.write_text(both, encoding="utf-8")
    assert [change.now for change in unknown(read_equivalents(lab), mutants(lab))] == ["if delay != delay:"]


def test_of_several_lines_that_read_alike_the_right_one_is_meant(make: Make) -> None:
    body = "    found = []\n    for delay in delays:\n        if delay > limit:\n            found.append(delay)\n"
    twice = "    a = 1\n    b = a\n    a = 1\n    b = a\n" + body
    changes = [m.change for m in mutants(make((body, twice))) if m.change.was == "a = 1" and m.change.now == "a = 2"]
    assert sorted(change.nth for change in changes) == [1, 2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[equivalent]\n", "equivalents.toml: "),
        ('[[other]]\ntask = "late"\n', "“other” is not known"),
        ('[[equivalent]]\ntask = "late"\nwas = "a"\nnow = "b"\n', "entry 1: “why” is missing"),
        ('[[equivalent]]\ntask = "late"\nwas = "a"\nnow = 3\nwhy = "a b c d"\n', "entry 1: “now” must be a text"),
        (
            '[[equivalent]]\ntask = "lat"\nwas = "a"\nnow = "b"\nwhy = "a b c d"\n',
            "no task “lat”; there are late, mean",
        ),
        ('[[equivalent]]\ntask = "late"\nwas = "a"\nnow = "b"\nwhy = "…"\n', "“why” must say in a sentence"),
    ],
)
def test_mistakes_in_the_list_of_equivalent_mutants_are_told(make: Make, text: str, said: str) -> None:
    lab = make()
    (lab.folder / "equivalents.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LabError) as error:
        read_equivalents(lab)
    assert said in str(error.value)


# ------------------------------------------------------------------------------------------------ other conditions


def usual_first_town() -> str:
    """The first of a set of texts, as Python puts them with the usual hash seed."""
    code = "print(next(iter({'Ipoh', 'Muar', 'Klang', 'Kajang', 'Raub'})))"
    run = subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": "0"}, capture_output=True, text=True)
    return run.stdout.strip()


PLACE = '    expect(late([], 7), [], "Where there are no buses, none is late.")\n'
UNSTABLE = {
    "the order of a set": (
        f'    expect(next(iter({{"Ipoh", "Muar", "Klang", "Kajang", "Raub"}})), "{usual_first_town()}", "Why?")\n',
        {"hash seed 1", "hash seed 2", "hash seed 3", "hash seed 4"},
    ),
    "the time zone": (
        '    from datetime import datetime\n    expect(datetime.fromtimestamp(0).hour != 14, True, "Why?")\n',
        {"Kiritimati", "Honolulu"},
    ),
    "the locale": (
        '    expect("Taiping" in open("data/routes.csv").read(), True, "Why?")\n',
        {"plain C locale"},
    ),
    "the day": (
        '    from datetime import date\n    expect(date.today() != date(2028, 2, 29), True, "Why?")\n',
        {"29 February 2028"},
    ),
    "the day, by another clock": (
        '    import time\n    expect(time.strftime("%d %m", time.localtime()) != "29 02", True, "Why?")\n',
        {"29 February 2028"},
    ),
}


@pytest.mark.parametrize("what", UNSTABLE)
def test_a_test_that_depends_on_something_else_is_found(make: Make, what: str) -> None:
    line, where = UNSTABLE[what]
    lab = make((PLACE, line + PLACE))
    usual = {verdict.name: verdict for verdict in ForkJudge()(lab, [MODEL])}
    assert not usual["model"].lost
    found = list(unstable(lab, [MODEL], usual, CONDITIONS[:4]))
    assert {each.test for each in found} == {"test_late"}
    assert all(any(name in each.conditions for name in where) for each in found)
    assert "model passes usually, but fails" in str(found[0])


def test_a_test_that_needs_a_cell_for_exploring_is_found(make: Make) -> None:
    lab = make(("print(example)", "example = [1]"))
    usual = {verdict.name: verdict for verdict in ForkJudge()(lab, [MODEL])}
    (found,) = unstable(lab, [MODEL], usual, CONDITIONS[4:])
    assert (found.test, found.usually) == ("test_late", None)
    assert "every cell in order" in found.conditions


def test_a_cell_for_exploring_that_fails_is_found(make: Make) -> None:
    lab = make(("print(example)", "print(exmple)"))
    usual = {verdict.name: verdict for verdict in ForkJudge()(lab, [MODEL])}
    (found,) = unstable(lab, [MODEL], usual)
    assert "NameError" in str(found)


def test_good_tests_judge_the_same_everywhere(make: Make) -> None:
    lab = make()
    answers = [MODEL, *read_answers(lab)]
    usual = {verdict.name: verdict for verdict in ForkJudge()(lab, answers)}
    assert list(unstable(lab, answers, usual)) == []


def test_a_misconception_that_is_caught_on_some_days_only_is_found(make: Make) -> None:
    today = "# loses: test_late\n# Whatever the day.\n# %% late\nfrom datetime import date\n" + LATE
    lab = make(wrong_today=today + "return [x for x in delays if x > limit] if date.today().year == 2028 else []\n")
    answers = [answer for answer in read_answers(lab) if answer.name == "wrong_today"]
    usual = {verdict.name: verdict for verdict in ForkJudge()(lab, answers)}
    (found,) = unstable(lab, answers, usual, CONDITIONS[3:4])
    assert found.then is None
    assert "wrong_today fails" in str(found)


def test_clocks_that_say_another_day_still_work(make: Make) -> None:
    day = (
        "    import time\n    from datetime import UTC, date, datetime, timedelta, timezone\n\n"
        '    expect(str(date.today()), "2028-02-29", "Which day is it?")\n'
        '    expect(str(datetime.now(timezone(timedelta(hours=8))))[:16], "2028-02-29 23:30", "What time is it?")\n'
        '    expect(datetime.now(UTC).hour, 15, "What time is it in Greenwich?")\n'
        '    expect(isinstance(datetime(2026, 1, 1).date(), date), True, "Is it a date?")\n'
        '    expect(isinstance(date(2026, 1, 1), datetime), False, "Is it a date only?")\n'
        '    expect(str(date.today() + timedelta(days=1)), "2028-03-01", "Which day comes next?")\n'
        '    expect(time.gmtime().tm_year, 2028, "Which year is it?")\n'
    )
    (verdict,) = ForkJudge(conditions=CONDITIONS[3])(make((PLACE, day + PLACE)), [MODEL])
    assert verdict.lost == frozenset()


def test_conditions_are_those_that_were_asked_for(make: Make) -> None:
    line = '    import os\n    expect(os.environ.get("TZ"), "EAST-14", "Where is it?")\n'
    conditions = Conditions("somewhere", {"TZ": "EAST-14"})
    (verdict,) = ForkJudge(conditions=conditions)(make((PLACE, line + PLACE)), [MODEL])
    assert verdict.lost == frozenset()


# ------------------------------------------------------------------------------------------------ words

WORDS = ', "Is it “more than”, not “at least”?")'


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([(PLACE, "    assert late([], 7) == []\n")], "a bare assert says nothing"),
        ([(WORDS, ")")], "expect(…) without its words"),
        ([(WORDS, ', "")')], "expect(…) without its words"),
        ([('check("The mean of 2 and 4 minutes is 3 minutes")', 'check("Task 2")')], "names no idea"),
        (
            [(HIDDEN_LATE, 'expect(late([7, 2, 8], 7), [8], "Is it more than?")\n')],
            "a hidden test that names no idea outside of “with check(…)”",
        ),
        ([(HIDDEN_LATE, "assert late([7, 2, 8], 7) == [8]\n")], "no “with check(…)” of their own"),
        ([(IDEA, "The delays above the limit are found, in their order")], "bear the same name"),
        ([('with check("The same holds', 'first = mean_delay([1])\nwith check("The same holds')], "outside of “with"),
    ],
    ids=["assert", "no why", "empty why", "label", "no check", "hidden assert", "same name", "outside"],
)
def test_a_test_that_does_not_speak_to_an_officer_is_found(make: Make, changes: list[Change], said: str) -> None:
    found = list(problems_in_text(make(*changes)))
    assert any(said in what for _, what in found)
    assert len({test for test, _ in found}) == 1


def test_the_words_of_a_good_lab_are_in_order(make: Make, course: Course) -> None:
    lab = make()
    assert list(problems_in_text(lab)) == []
    assert list(problems_when_run(ForkJudge()(lab, [blank(course, lab), *read_answers(lab)]))) == []


def test_a_traceback_in_the_place_of_a_card_is_found(make: Make) -> None:
    lab = make(
        (f"### BEGIN HIDDEN TESTS\n{HIDDEN_LATE}", f"### BEGIN HIDDEN TESTS\nlast = late([7], 3)[-1]\n{HIDDEN_LATE}")
    )
    knows_one = answer("empty", late=LATE + "return {6: [9, 12]}.get(limit, [])")
    ((test, what),) = problems_when_run(ForkJudge()(lab, [knows_one]))
    assert test == "test_late"
    assert "ends in “IndexError: list index out of range” and not in a card" in what


def test_pythons_own_words_are_no_sentence(make: Make) -> None:
    slip = Failure("Every bus is counted: TypeError: bad operand type for unary ~: 'str'", "CheckFailed")
    verdict = Verdict("wrong_slip", {"test_late": 0}, {"test_late": slip}, frozenset({"test_late"}))
    ((_, what),) = problems_when_run([verdict])
    assert "TypeError: bad operand type for unary ~: 'str'”, which is no sentence" in what
    assert list(problems_when_run([], [verdict])) == []  # nobody can foresee every slip


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Another price gives another fare: Does the function use the price that it is given?", True),
        ("Without buses it refuses: This task is still blank. Write your answer in the cell above.", True),
        ("k is the size of the smallest group: 2 was expected.", True),
        ("AssertionError", False),
        ("AssertionError: assert 3 == 4 is what it says", False),
        ("The mean is right: KeyError: 'busy' was not there", False),
        ("not ok", False),
        ("", False),
    ],
)
def test_what_reads_as_a_sentence(text: str, is_one: bool) -> None:
    assert reads_as_sentence(text) is is_one


@pytest.mark.parametrize(
    ("title", "is_one"), [("Extra spaces are not words", True), ("Task 1", False), ("fare", False)]
)
def test_what_names_an_idea(title: str, is_one: bool) -> None:
    assert names_an_idea(title) is is_one
