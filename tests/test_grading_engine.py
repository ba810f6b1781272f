"""The officer's kernel and the examiner's: what runs where, and what is lost when something goes wrong."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from engine_notebooks import failed, job, outputs, run, said

from futurefit.grading import engine
from futurefit.grading.engine import ExamineError, Job, Kernels, Settings, Ways, examine
from futurefit.grading.kernels.sandbox import Policy
from futurefit.grading.kernels.warm import WarmParent

QUICK = Settings(cell_seconds=1.5, explore_seconds=1.0)
ADD = """## setup start
LIMIT = 10
print("ready")
## answer add
def add(a, b):
    return a + b
## test test_add
assert add(2, 3) == 5, "Two and three are five."
## answer double
def double(x):
    return 2 * x
## test test_double
assert double(4) == 8
"""


@pytest.fixture(scope="module")
def kernels() -> Iterator[Kernels]:
    with Kernels() as kept:
        yield kept


def test_a_right_answer_passes_and_every_cell_has_its_outputs(kernels: Kernels) -> None:
    ran = run(kernels, ADD)
    assert failed(ran) == {}
    assert said(ran, "start") == "ready\n"
    assert not ran.inside and ran.notes == ()
    assert 0 < ran.cell_seconds <= ran.seconds


def test_what_was_made_warm_before_is_what_a_submission_is_forked_from(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(engine, "WarmParent", lambda *args: started.append(args) or WarmParent(*args))
    one = job(ADD)
    with Kernels() as own:
        own.warm(one.source, one.lab_files, one.settings.policy.as_dict())
        assert len(started) == 1
        assert failed(examine(one, own)) == {}
    assert len(started) == 1


def test_a_wrong_answer_fails_its_own_test_with_the_lab_s_words(kernels: Kernels) -> None:
    ran = run(kernels, ADD, "## answer add\ndef add(a, b):\n    return a * b")
    assert failed(ran) == {"test_add": "AssertionError: Two and three are five."}


def test_the_officer_s_process_never_holds_a_test(kernels: Kernels) -> None:
    """All text that the officer's process can find in its memory, searched for words of the hidden test."""
    source = ADD.replace("Two and three are five.", "A SENTENCE THAT ONLY THE TEST HOLDS")
    look = """## answer double
def double(x):
    return 2 * x
## own search
import re
memory = []
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as mem:
    for line in maps:
        span, rights, *_ = line.split()
        start, end = (int(x, 16) for x in span.split("-"))
        if "rw" in rights and end - start < 200_000_000:
            try:
                mem.seek(start)
                # A class of one letter keeps the pattern from finding itself.
                memory += re.findall(rb"TH[A]T ONLY THE TEST HOLD[S]", mem.read(end - start))
            except (OSError, ValueError):
                pass
print("found", len(memory))
"""
    ran = run(kernels, source, look)
    assert said(ran, "search") == "found 0\n"
    assert failed(ran) == {}


def test_what_an_officer_makes_of_the_lab_s_names_does_not_reach_the_tests(kernels: Kernels) -> None:
    source = ADD.replace("== 5", "== 5 and LIMIT == 10 and len([1]) == 1")
    own = "## answer add\nLIMIT = 99\nlen = lambda x: 7\ndef add(a, b):\n    return a + b"
    assert failed(run(kernels, source, own)) == {}


def test_a_name_that_the_answer_never_binds_is_missing(kernels: Kernels) -> None:
    ran = run(kernels, ADD, "## answer add\npass")
    assert failed(ran) == {"test_add": "NameError: name 'add' is not defined"}


def test_what_a_solution_changes_in_the_lab_s_data_comes_over(kernels: Kernels) -> None:
    source = """## setup start
found = []
settings = {"depth": 1}
## answer fill
found.append("first")
settings["depth"] = 3
## test test_fill
assert found == ["first"] and settings == {"depth": 3}
"""
    assert failed(run(kernels, source)) == {}
    assert set(failed(run(kernels, source, "## answer fill\nfound.append('second')"))) == {"test_fill"}


def test_an_import_that_the_model_answer_makes_is_there_for_the_test(kernels: Kernels) -> None:
    source = "## answer root\nimport math\nvalue = math.sqrt(16)\n## test test_root\nassert value == math.sqrt(16)\n"
    assert failed(run(kernels, source, "## answer root\nvalue = 16 ** 0.5")) == {}


def test_a_test_that_hangs_fails_alone_and_is_named(kernels: Kernels) -> None:
    ran = run(kernels, ADD, "## answer add\ndef add(a, b):\n    while True: pass", settings=QUICK)
    assert set(failed(ran)) == {"test_add"}
    assert "longer than 1.5 seconds" in failed(ran)["test_add"]
    assert ran.notes == ("Test test_add ran longer than 1.5 seconds and was stopped.",)


def test_a_call_that_cannot_be_interrupted_fails_alone(kernels: Kernels) -> None:
    stubborn = """## answer add
def add(a, b):
    while True:
        try:
            while True: pass
        except BaseException: pass
"""
    ran = run(kernels, ADD, stubborn, settings=QUICK)
    assert set(failed(ran)) == {"test_add"}


def test_a_call_that_ends_python_fails_alone_and_what_ran_before_stays(kernels: Kernels) -> None:
    ran = run(kernels, ADD, "## answer add\nimport os\ndef add(a, b):\n    os._exit(0)\n## own count\nkept = 5\nkept")
    assert set(failed(ran)) == {"test_add"}
    assert said(ran, "count") == "5"


def test_a_cell_that_ends_python_loses_only_itself(kernels: Kernels) -> None:
    """The cells before it are run again without it, so that the answers are there for the tests after it."""
    ran = run(
        kernels, ADD, "## own fatal\nimport os\nos._exit(1)\n## answer double\ndef double(x):\n    return add(x, x)"
    )
    assert set(failed(ran)) == {"fatal"}
    assert ran.notes == ("Cell fatal ended its kernel; the others were run without it.",)


def test_a_cell_that_hangs_is_stopped_and_the_next_ones_run(kernels: Kernels) -> None:
    ran = run(kernels, ADD, "## answer add\nwhile True: pass", settings=QUICK)
    assert set(failed(ran)) == {"add", "test_add"}
    assert "longer than 1.5 seconds" in failed(ran)["add"]


def test_the_end_of_an_explore_cell_costs_nothing(kernels: Kernels) -> None:
    source = (
        ADD + "## explore look\nimport time\ntime.sleep(60)\n## answer last\nz = 1\n## test test_last\nassert z == 1\n"
    )
    ran = run(kernels, source, settings=QUICK)
    assert failed(ran) == {"look": failed(ran)["look"]}  # KeyboardInterrupt, as in JupyterLab
    assert "costs none" in said(ran, "look")


def test_a_cell_may_have_a_time_limit_of_its_own(kernels: Kernels) -> None:
    source = ADD.replace("## test test_add", '## test test_add {"futurefit": {"seconds": 0.7}}')
    ran = run(kernels, source, "## answer add\nimport time\ndef add(a, b):\n    time.sleep(30)")
    assert "longer than 0.7 seconds" in failed(ran)["test_add"]


def test_memory_is_limited_and_only_the_greedy_cell_is_lost(kernels: Kernels) -> None:
    small = Settings(Policy(memory=200 * 2**20))
    greedy = "## own greedy\nx = bytearray(2_000_000_000)\nx[::4096] = b'1' * len(x[::4096])"
    ran = run(kernels, ADD, greedy, settings=small)
    assert set(failed(ran)) == {"greedy"}


def test_submissions_that_run_at_once_share_a_parent_and_nothing_else(kernels: Kernels) -> None:
    """Three at once: one fills its memory while the others keep their parent busy, and each gets what it deserves."""
    small = Settings(Policy(memory=200 * 2**20), cell_seconds=60)
    greedy = """## answer add
import time
kept = []
while len(kept) < 100:
    kept.append(bytes(b"x" * 2**20) * 20)
    time.sleep(0.05)
"""
    honest = "## answer add\ndef add(a, b): return a + b\n"
    wrong = "## answer add\ndef add(a, b): return a - b\n"
    works = [job(ADD, honest, small), job(ADD, greedy, small), job(ADD, wrong, small)]

    def again_and_again(work: Job) -> list[dict[str, str]]:
        until, found = time.monotonic() + 4, []
        while time.monotonic() < until:
            found.append(failed(examine(work, kernels)))
        return found

    with kernels.parent(works[0]) as parent, ThreadPoolExecutor(3) as pool:
        right, lost, other = pool.map(again_and_again, works)
    assert len(right) > 2
    assert not any(right)
    assert all(other)
    assert all(lost)
    with kernels.parent(works[1]) as same:
        assert same is parent


def test_a_test_runs_inside_where_the_lab_says_so_and_the_result_says_it(kernels: Kernels) -> None:
    source = ADD.replace("== 5", "== 5 and add.__code__.co_argcount == 2")
    assert set(failed(run(kernels, source))) == {"test_add"}
    ran = run(kernels, source, metadata={"futurefit": {"inside": True}})
    assert failed(ran) == {} and ran.inside


def test_displays_are_updated_and_cleared_as_in_jupyterlab(kernels: Kernels) -> None:
    source = """## own shown
shown = display("before", display_id=True)
## own later
shown.update("after")
## own cleared
from IPython.display import clear_output
print("gone")
clear_output()
print("stays")
## own drawn
import matplotlib.pyplot as plt
plt.plot([1, 2]);
"""
    ran = run(kernels, source)
    assert said(ran, "shown") == "'after'" and said(ran, "later") == ""
    assert said(ran, "cleared") == "stays\n"
    assert "image/png" in outputs(ran)["drawn"][0]["data"]


def test_what_other_programs_print_is_shown(kernels: Kernels) -> None:
    source = """## setup first
import os
_ = os.system("echo from set-up")
## own shell
import subprocess
_ = subprocess.run(["echo", "from outside"])
"""
    ran = run(kernels, source)
    assert said(ran, "first") == "from set-up\n" and said(ran, "shell") == "from outside\n"


def test_output_without_end_is_cut_and_the_rest_runs(kernels: Kernels) -> None:
    ran = run(kernels, ADD, "## own flood\nfor i in range(300): print('x' * 1_000_000)")
    assert failed(ran) == {}
    assert len(said(ran, "flood")) < 10_000_000


def test_the_officer_s_own_files_and_the_lab_s_are_in_the_working_folder(kernels: Kernels) -> None:
    source = """## answer read
text = open("data/towns.txt").read() + open("mine.txt").read()
## test test_read
assert text == "Kota Seri, mine" and open("data/towns.txt").read() == "Kota Seri, "
import os
assert not os.path.exists("mine.txt"), "the examiner has the lab's files only"
"""
    ran = run(kernels, source, lab_files={"data/towns.txt": b"Kota Seri, "}, files={"mine.txt": b"mine"})
    assert failed(ran) == {}


def test_set_up_that_fails_or_leaves_a_thread_is_run_in_each_kernel(kernels: Kernels) -> None:
    source = """## setup start
import threading, time
threading.Thread(target=time.sleep, args=(0.5,), daemon=True).start()
ready = 1
## answer add
def add(a, b): return a + b + ready - 1
## test test_add
assert add(1, 1) == 2 and ready == 1
"""
    assert failed(run(kernels, source)) == {}


def test_a_parent_that_dies_is_replaced(kernels: Kernels) -> None:
    work = job(ADD)
    first = examine(work, kernels)
    with kernels.parent(work) as parent:
        process = parent._process
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
    assert failed(examine(work, kernels)) == failed(first) == {}


def test_a_source_in_another_language_is_the_grader_s_failure(kernels: Kernels) -> None:
    with pytest.raises(ExamineError, match="only Python"):
        run(kernels, ADD, metadata={"kernelspec": {"language": "R"}})


@pytest.mark.parametrize("mode", ["none", "outer"])
def test_without_walls_the_kernels_are_still_two_and_leave_no_files(
    mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Kernels() as own:
        ran = run(
            own,
            ADD,
            "## own write\nopen('note.txt', 'w').write('x')\nimport os\nos._exit(0)",
            settings=Settings(Policy(mode=mode)),
        )
        assert set(failed(ran)) == {"write"}
    assert list(tmp_path.iterdir()) == []


def test_a_source_without_model_answers_takes_what_the_officer_binds(kernels: Kernels) -> None:
    source = "## answer area\n# YOUR CODE HERE\n## test test_area\nassert area(2, 3) == 6 and round(2.4) == 2\n"
    mine = "## answer area\nround = lambda x: 2\ndef area(a, b): return a * b"
    assert failed(run(kernels, source, mine)) == {}
    assert set(failed(run(kernels, source))) == {"test_area"}


READS = """## answer power
def power(matrix, x):
    return sum(A) * x
## test test_first
A = [1, 2]
SECRET = [5]
assert power(A, 2) == 6
## test test_again
assert power(A, 3) == 9
A = [4]
assert power(A, 3) == 12
"""
LENDS = Ways(lends={"test_first": ("A",), "test_again": ("A",)})


def test_a_function_reads_what_a_test_has_bound_only_where_that_is_lent(kernels: Kernels) -> None:
    assert set(failed(run(kernels, READS))) == {"test_first", "test_again"}
    assert failed(run(kernels, READS, ways=LENDS)) == {}


def test_nothing_else_that_a_test_binds_is_lent(kernels: Kernels) -> None:
    look = "## answer power\ndef power(matrix, x):\n    return sum(globals()['SECRET'])"
    assert failed(run(kernels, READS, look, ways=LENDS))["test_first"] == "KeyError: 'SECRET'"
    seen = "## answer power\ndef power(matrix, x):\n    return sorted(n for n in globals() if n.isupper())"
    source = READS.replace("== 6", "== ['A']")
    assert "test_first" not in failed(run(kernels, source, seen, ways=LENDS))


def test_a_test_runs_inside_beside_others_that_run_apart(kernels: Kernels) -> None:
    source = ADD.replace("assert double(4) == 8", "del add\nassert double(4) == 8")
    own = "## answer double\ndef double(x):\n    return x + x"
    ran = run(kernels, source, own, ways=Ways(inside=frozenset({"test_double"})))
    assert failed(ran) == {} and ran.inside
    wrong = "## answer add\ndef add(a, b):\n    return a"
    assert set(failed(run(kernels, source, wrong, ways=Ways(inside=frozenset({"test_double"}))))) == {"test_add"}
