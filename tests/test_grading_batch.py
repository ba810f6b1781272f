"""Many submissions at once: each graded once, whatever happens to workers, the driver or the disk in between."""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import fake_engine
import nbformat
import pytest
from courses import AUTOMATIC, LAB, RIGHT_FARE, WRONG_FARE, TinyCourse
from nbgrader.api import Gradebook

from futurefit.course import open_course
from futurefit.grading import Graded, grade
from futurefit.grading.batch import cluster, driver
from futurefit.grading.batch.autograde import Autograder
from futurefit.grading.batch.cluster import ClusterError
from futurefit.grading.batch.driver import BatchError
from futurefit.grading.batch.store import StoreError
from futurefit.grading.batch.worker import OtherVersion
from futurefit.grading.engine import Settings
from futurefit.records import State

TESTS = Path(__file__).parent
MANY = [f"officer{number:02}" for number in range(1, 7)]


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which the fake engine counts."""
    monkeypatch.setenv("FAKE_ENGINE_LOG", str(tmp_path / "engine.log"))
    monkeypatch.setenv("PYTHONPATH", str(TESTS), prepend=os.pathsep)
    return tmp_path / "engine.log"


def hand_in(tiny: TinyCourse, officer: str, behaviour: str = "", fare: str = RIGHT_FARE) -> None:
    """Work of this officer; `behaviour` is for the fake engine."""
    tiny.hand_in(officer, tiny.answered(fare=f"# by {officer}\n# test: {behaviour}\n{fare}"))


def hand_in_many(tiny: TinyCourse, **behaviours: str) -> None:
    for officer in MANY:
        hand_in(tiny, officer, behaviours.get(officer, ""))


def run(tiny: TinyCourse, *officers: str, workers: int = 2, **options: object) -> dict[str, Graded]:
    found = list(grade(tiny.course, LAB, officers, workers=workers, engine="fake_engine", **options))  # type: ignore[arg-type]
    assert len({item.outcome.officer for item in found}) == len(found)
    return {item.outcome.officer: item for item in found}


def all_have_full_points(tiny: TinyCourse, *but: str) -> bool:
    results = tiny.results()
    return all(results[officer].automatic == AUTOMATIC for officer in MANY if officer not in but)


def script(tiny: TinyCourse, *officers: str) -> subprocess.Popen[str]:
    """A driver in a process of its own, which says who is graded."""
    code = f"""
from pathlib import Path
from futurefit.course import open_course
from futurefit.grading import grade
for item in grade(open_course(Path({str(tiny.folder)!r})), {LAB!r}, {officers!r}, workers=2, engine="fake_engine"):
    print(item.outcome.officer, flush=True)
"""
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def of_session(leader: int) -> list[int]:
    """The processes that a driver has left behind."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            state, _, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(session) == leader and state != "Z" and int(folder.name) != leader:
                found.append(int(folder.name))
    return found


def gone(leader: int, within: float = 10) -> bool:
    until = time.monotonic() + within
    while of_session(leader) and time.monotonic() < until:
        time.sleep(0.1)
    return not of_session(leader)


# ------------------------------------------------------------------------------------------------ once


def test_each_is_graded_once_and_what_has_not_changed_is_not_graded_again(tiny: TinyCourse) -> None:
    hand_in_many(tiny)
    first = run(tiny)
    assert not any(item.skipped for item in first.values())
    assert Counter(fake_engine.begun()) == Counter(MANY)
    assert all_have_full_points(tiny)

    again = run(tiny)
    assert all(item.skipped for item in again.values())
    assert {officer: item.outcome for officer, item in again.items()} == {o: i.outcome for o, i in first.items()}

    hand_in(tiny, "officer03", fare=WRONG_FARE)
    assert [officer for officer, item in run(tiny).items() if not item.skipped] == ["officer03"]
    assert tiny.results()["officer03"].automatic == 3

    run(tiny, "officer01", fresh=True)
    assert Counter(fake_engine.begun()) == Counter([*MANY, "officer03", "officer01"])


def test_an_outcome_says_which_tests_and_which_grader_gave_it(tiny: TinyCourse) -> None:
    hand_in(tiny, "officer01")
    before = run(tiny)["officer01"].outcome
    assert before.lab_version
    assert before.grader_version
    (tiny.folder / "source" / LAB / "prices.csv").write_text("zone,price\n1,2.50\n")
    after = run(tiny)["officer01"]
    assert not after.skipped
    assert after.outcome.lab_version != before.lab_version
    assert fake_engine.begun() == ["officer01"] * 2


def test_where_nothing_has_changed_nothing_slow_is_loaded(tiny: TinyCourse) -> None:
    hand_in_many(tiny)
    run(tiny)
    code = f"""
import sys
from pathlib import Path
from futurefit.course import open_course
from futurefit.grading import grade
print(sum(item.skipped for item in grade(open_course(Path({str(tiny.folder)!r})), {LAB!r})))
print([name for name in ("nbgrader", "nbformat", "IPython", "distributed", "sqlalchemy") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str(len(MANY)), "[]"]


def test_what_is_stored_is_only_scored(tiny: TinyCourse) -> None:
    hand_in_many(tiny)
    run(tiny)
    shutil.rmtree(tiny.folder / "gradings")
    shutil.rmtree(tiny.folder / "autograded" / "officer02")
    with tiny.course.gradebook() as book:
        book.remove_submission(LAB, "officer03")
    assert not any(item.skipped for item in run(tiny).values())
    assert Counter(fake_engine.begun()) == Counter(MANY)
    assert all_have_full_points(tiny)


def test_an_older_gradebook_put_back_is_filled_again(tiny: TinyCourse) -> None:
    hand_in_many(tiny)
    run(tiny)
    with tiny.course.gradebook() as book:
        book.remove_submission(LAB, "officer03")
    assert [officer for officer, item in run(tiny).items() if not item.skipped] == ["officer03"]
    assert all_have_full_points(tiny)


def test_a_damaged_result_is_made_again(tiny: TinyCourse) -> None:
    hand_in(tiny, "officer01")
    run(tiny)
    (path,) = (tiny.folder / "results" / LAB).iterdir()
    path.write_bytes(path.read_bytes()[:100])
    shutil.rmtree(tiny.folder / "gradings")
    assert run(tiny)["officer01"].outcome.graded
    assert fake_engine.begun() == ["officer01"] * 2


@pytest.mark.parametrize("text", ["", "{", "[]"])
def test_a_damaged_outcome_is_replaced_and_stops_nobody(tiny: TinyCourse, text: str) -> None:
    hand_in_many(tiny)
    run(tiny)
    path = tiny.folder / "gradings" / LAB / "officer03.json"
    path.write_text(text)
    assert [officer for officer, item in run(tiny).items() if not item.skipped] == ["officer03"]
    assert all_have_full_points(tiny)
    assert Counter(fake_engine.begun()) == Counter(MANY)  # its result was stored


def test_work_handed_in_again_meanwhile_is_what_is_graded(tiny: TinyCourse) -> None:
    hand_in(tiny, "officer01", "sleep 2")
    hand_in(tiny, "officer02")
    work = grade(tiny.course, LAB, workers=2, engine="fake_engine")
    assert next(work).outcome.officer == "officer02"
    hand_in(tiny, "officer01", fare=WRONG_FARE)
    assert [item.outcome.officer for item in work] == ["officer01"]
    assert tiny.results()["officer01"].automatic == 3
    assert run(tiny)["officer01"].skipped


def test_a_lab_of_several_notebooks_is_graded_when_all_of_them_ran(tiny: TinyCourse) -> None:
    source = tiny.folder / "source" / "two"
    source.mkdir()
    for name in ("first", "second"):
        shutil.copy(tiny.folder / "source" / LAB / f"{LAB}.ipynb", source / f"{name}.ipynb")
    assert tiny.course.api.generate_assignment("two")["success"]
    for officer, fares in {"officer01": (RIGHT_FARE, WRONG_FARE), "officer02": (RIGHT_FARE,)}.items():
        folder = tiny.folder / "submitted" / officer / "two"
        folder.mkdir(parents=True)
        for name, fare in zip(("first", "second"), fares, strict=False):
            nbformat.write(tiny.answered(fare=f"# by {officer}-{name}\n{fare}"), folder / f"{name}.ipynb")
    found = {i.outcome.officer: i.outcome for i in grade(tiny.course, "two", workers=2, engine="fake_engine")}
    assert sorted(fake_engine.begun()) == ["officer01-first", "officer01-second"]
    assert found["officer01"].graded
    assert tiny.results("two")["officer01"].automatic == 2 * AUTOMATIC - 2
    assert not found["officer02"].graded
    assert "second.ipynb is missing" in found["officer02"].reason


def test_a_lab_is_made_warm_before_its_first_submission_is_there(tiny: TinyCourse, log: Path) -> None:
    hand_in(tiny, "officer01")
    run(tiny)
    assert [line.split()[0] for line in log.read_text().splitlines()] == ["warm", "begun", "closed"]


@pytest.mark.parametrize("mode", ["", "none"])
def test_what_is_made_warm_is_what_submissions_need(tiny: TinyCourse, mode: str) -> None:
    hand_in(tiny, "officer01")
    (tiny.folder / "source" / LAB / "data").mkdir()
    (tiny.folder / "source" / LAB / "data" / "prices.csv").write_text("zone,price\n1,2.50\n")
    with (tiny.folder / "nbgrader_config.py").open("a") as config:
        config.write("\nc.Examine.memory = 512\nc.Examine.processes = 9\n")
    course = open_course(tiny.folder)
    made = driver._Desk(course, LAB).material(mode)
    with Autograder(course, LAB, sandbox=mode) as autograder:
        job = autograder.ready("officer01")[LAB].job
    assert made is not None
    assert (made.source, made.files, made.policy) == (job.source, job.lab_files, job.settings.policy.as_dict())
    assert made.files.keys() == {"data/prices.csv"}
    assert made.policy["memory"] == 512 * 2**20


def test_it_says_whose_work_is_running(tiny: TinyCourse) -> None:
    hand_in(tiny, "officer01", "sleep 1.5")
    hand_in(tiny, "officer02", "sleep 1.5")
    told: list[list[str]] = []
    run(tiny, tell=lambda running: told.append(list(running)))
    assert ["officer01", "officer02"] in told


# ------------------------------------------------------------------------------------------------ what goes wrong


def test_a_worker_that_is_killed_is_replaced_and_its_work_is_done_again(tiny: TinyCourse) -> None:
    hand_in_many(tiny, officer02="die-once")
    assert all(item.outcome.graded for item in run(tiny).values())
    assert Counter(fake_engine.begun())["officer02"] == 2
    assert all_have_full_points(tiny)


def test_work_that_kills_its_workers_does_not_stop_the_others(tiny: TinyCourse) -> None:
    hand_in_many(tiny, officer02="die")
    found = run(tiny)
    assert [officer for officer, item in found.items() if not item.outcome.graded] == ["officer02"]
    assert "died each time" in found["officer02"].outcome.reason
    assert tiny.results()["officer02"].state is State.NOT_GRADED
    assert all_have_full_points(tiny, "officer02")


def test_a_worker_that_dies_is_replaced_while_nobody_looks(log: Path) -> None:
    """The driver may be waiting for a result that died with the worker."""
    with cluster.Workers(1, engine="fake_engine") as crew:
        client = crew._ready()
        client.wait_for_workers(1, timeout=60)
        assert gc.isenabled()
        (before,) = client.run(os.getpid).values()
        os.kill(before, signal.SIGKILL)
        until = time.monotonic() + 60
        found = {before}
        while found <= {before} and time.monotonic() < until:
            time.sleep(0.2)
            found = set(client.run(os.getpid, on_error="ignore").values())
        assert len(found - {before}) == 1


def test_workers_that_cannot_start_are_told_of(tiny: TinyCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(tiny, "officer01")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/bin/false")
        with pytest.raises(ClusterError, match=r"cannot be started here \(its process has ended\).*--workers 1"):
            run(tiny)
    assert tiny.results()["officer01"].state is State.SUBMITTED
    assert run(tiny)["officer01"].outcome.graded


def test_a_fault_of_the_engine_is_no_zero(tiny: TinyCourse) -> None:
    hand_in_many(tiny, officer02="fail")
    found = run(tiny)
    assert "The grader failed: RuntimeError: the engine has a fault" in found["officer02"].outcome.reason
    assert tiny.results()["officer02"].automatic is None
    assert all_have_full_points(tiny, "officer02")
    run(tiny)
    assert Counter(fake_engine.begun()) == Counter([*MANY, "officer02"])


def test_work_that_never_ends_is_given_up(tiny: TinyCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "_LATE", 2.0 - Settings().total_seconds)
    hand_in_many(tiny, officer02="sleep 300")
    start = time.monotonic()
    found = run(tiny)
    assert time.monotonic() - start < 60
    assert "did not end within" in found["officer02"].outcome.reason
    assert all_have_full_points(tiny, "officer02")


def test_a_driver_that_is_killed_leaves_nothing_behind_and_the_next_goes_on(tiny: TinyCourse) -> None:
    hand_in_many(tiny, officer05="sleep 1", officer06="sleep 60")
    driver = script(tiny)
    assert driver.stdout is not None
    # Two threads that both turn standard output aside can let a card of a check through.
    done = list(islice((line.strip() for line in driver.stdout if line.startswith("officer")), 3))
    assert set(done) < set(MANY)
    driver.kill()
    driver.wait()
    assert gone(driver.pid)
    driver.stdout.close()

    hand_in(tiny, "officer06")
    found = run(tiny)
    assert found.keys() == set(MANY)
    assert all(found[officer].skipped for officer in done)
    assert all(item.outcome.graded for item in found.values())
    assert all_have_full_points(tiny)
    assert [Counter(fake_engine.begun())[officer] for officer in done] == [1, 1, 1]
    assert not list(tiny.folder.rglob("*.part"))


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_ends_everything_at_once(tiny: TinyCourse, times: int) -> None:
    """The command itself, with the real engine; the terminal sends Ctrl-C to all processes of the command."""
    hand_in(tiny, "officer01")
    hand_in(tiny, "officer02", fare=f"import time\ntime.sleep(50)\n{RIGHT_FARE}")
    command = [str(Path(sys.executable).parent / "futurefit"), "--course", str(tiny.folder), "grade", LAB]
    driver = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    outcome = tiny.folder / "gradings" / LAB / "officer01.json"
    until = time.monotonic() + 60
    while not outcome.is_file() and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.5)
    start = time.monotonic()
    for _ in range(times):
        os.killpg(driver.pid, signal.SIGINT)
        time.sleep(0.05)
    said, errors = driver.communicate(timeout=20)
    assert time.monotonic() - start < 5
    assert driver.returncode in (130, -signal.SIGINT)  # which a shell shows as 130, too
    assert "Traceback" not in said + errors
    if times == 1:
        assert errors.strip() == f"✘ Stopped. What is graded is kept. To go on: futurefit grade {LAB}"
    assert gone(driver.pid)
    hand_in(tiny, "officer02")
    assert {officer: item.skipped for officer, item in run(tiny).items()} == {"officer01": True, "officer02": False}
    assert tiny.results()["officer02"].automatic == AUTOMATIC


@contextlib.contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """What a full disk looks like to a program: the system refuses to write on."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_stops_the_run_and_loses_nothing(tiny: TinyCourse) -> None:
    hand_in_many(tiny)
    work = grade(tiny.course, LAB, workers=2, engine="fake_engine")
    done = [next(work).outcome.officer]
    with files_no_larger_than(500), pytest.raises(StoreError, match=r"cannot be written.*it goes on"):
        done += [item.outcome.officer for item in work]
    assert run(tiny).keys() == set(MANY)
    assert all_have_full_points(tiny)
    assert Counter(fake_engine.begun())[done[0]] == 1


def test_a_full_disk_below_the_gradebook_stops_the_run_and_loses_nothing(tiny: TinyCourse) -> None:
    hand_in_many(tiny)
    run(tiny)
    shutil.rmtree(tiny.folder / "gradings")  # the results are stored: only scoring is left
    with tiny.course.gradebook() as book:
        for officer in MANY:
            book.remove_submission(LAB, officer)
    with files_no_larger_than(20_000), pytest.raises(BatchError, match=r"cannot be written.*it goes on"):
        run(tiny)
    assert not [result for result in tiny.results().values() if result.automatic is not None]
    assert run(tiny).keys() == set(MANY)
    assert all_have_full_points(tiny)
    assert Counter(fake_engine.begun()) == Counter(MANY)


def test_a_locked_gradebook_is_no_fault_of_the_officer(tiny: TinyCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(tiny, "officer01")
    other = Gradebook(tiny.course.directory.db_url)
    other.db.connection().exec_driver_sql("BEGIN IMMEDIATE")
    with pytest.raises(BatchError, match=r"locked.*run the same command again"):
        run(tiny)
    other.db.rollback()
    other.close()
    assert run(tiny)["officer01"].outcome.graded
    assert fake_engine.begun() == ["officer01"]


def test_two_runs_do_not_meet(tiny: TinyCourse) -> None:
    hand_in_many(tiny)
    first = grade(tiny.course, LAB, workers=1, engine="fake_engine")
    done = [next(first).outcome.officer]
    with pytest.raises(StoreError, match=f"graded already: tiny, by process {os.getpid()}"):
        run(tiny)
    done += [item.outcome.officer for item in first]
    assert sorted(done) == MANY
    assert Counter(fake_engine.begun()) == Counter(MANY)


# ------------------------------------------------------------------------------------------------ workers elsewhere


class Address(str):
    """Of a scheduler."""

    process: subprocess.Popen[str]


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[Address]:
    """A Dask scheduler without workers, by its address."""
    file = tmp_path / "scheduler.json"
    dask = str(Path(sys.executable).parent / "dask")
    command = [dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    # Dask's own programs leave their scratch space behind.
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if "Scheduler at:" in line:
            address = Address(line.split()[-1])
            address.process = process
            yield address
            break
    process.terminate()
    process.wait()
    process.stderr.close()


@contextlib.contextmanager
def worker_of(scheduler: str, folder: Path) -> Iterator[None]:
    """A worker that knows nothing but the scheduler's address."""
    folder.mkdir()
    dask = str(Path(sys.executable).parent / "dask")
    command = [dask, "worker", scheduler, "--nthreads", "1", "--nworkers", "1", "--no-dashboard"]
    environment = os.environ | {"TMPDIR": str(folder.parent)}
    process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def test_workers_of_a_scheduler_grade_with_the_real_engine_and_keep_nothing(
    tiny: TinyCourse, scheduler: Address, tmp_path: Path
) -> None:
    hand_in(tiny, "officer01")
    hand_in(tiny, "officer02", fare=WRONG_FARE)
    with worker_of(scheduler, tmp_path / "elsewhere"):
        found = list(grade(tiny.course, LAB, scheduler=scheduler))
        assert [item.outcome.reason for item in found] == ["", ""]
        assert [tiny.results()[officer].automatic for officer in ("officer01", "officer02")] == [AUTOMATIC, 3]
        assert not list((tmp_path / "elsewhere").rglob("*.ipynb"))
        # It serves the next run as well.
        hand_in(tiny, "officer02")
        assert [item.outcome.officer for item in grade(tiny.course, LAB, scheduler=scheduler) if not item.skipped] == [
            "officer02"
        ]
    assert tiny.results()["officer02"].automatic == AUTOMATIC


def test_workers_of_another_version_are_refused(
    tiny: TinyCourse, scheduler: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tiny, "officer01")
    for module in ("versions", "batch.driver", "steps.keeping"):
        monkeypatch.setattr(f"futurefit.grading.{module}.grader_version", lambda: "0123456789abcdef")
    with (
        worker_of(scheduler, tmp_path / "elsewhere"),
        pytest.raises(OtherVersion, match=r"here: 0123456789ab.*same version of futurefit"),
    ):
        run(tiny, scheduler=scheduler)
    assert tiny.results()["officer01"].automatic is None


def test_a_scheduler_that_cannot_be_used_is_named(
    tiny: TinyCourse, scheduler: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_JOIN", 1.5)
    hand_in(tiny, "officer01")
    for address, words in {
        "tcp://127.0.0.1:9": "tcp://127.0.0.1:9 cannot be used",
        "nonsense://x": "cannot be used",
        scheduler: "no worker has joined it",
    }.items():
        with pytest.raises(ClusterError, match=words):
            run(tiny, scheduler=address)
    assert tiny.results()["officer01"].state is State.SUBMITTED


def test_workers_that_are_all_gone_stop_the_run(
    tiny: TinyCourse, scheduler: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_NO_WORKERS", 2.0)
    monkeypatch.setattr(cluster, "_LOOK", 0.2)
    hand_in(tiny, "officer01")
    hand_in(tiny, "officer02", "sleep 30")
    with worker_of(scheduler, tmp_path / "elsewhere"):
        work = grade(tiny.course, LAB, scheduler=scheduler, engine="fake_engine")
        assert next(work).outcome.officer == "officer01"
    with pytest.raises(ClusterError, match=f"All workers of {scheduler} are gone.*dask worker {scheduler}"):
        next(work)


def test_a_scheduler_that_is_lost_stops_the_run_and_the_next_goes_on(
    tiny: TinyCourse, scheduler: Address, tmp_path: Path
) -> None:
    hand_in_many(tiny, officer06="sleep 30")
    with worker_of(scheduler, tmp_path / "elsewhere"):
        work = grade(tiny.course, LAB, scheduler=scheduler, engine="fake_engine")
        done = [next(work).outcome.officer for _ in range(5)]
        scheduler.process.kill()
        with pytest.raises(ClusterError, match=f"{scheduler} was lost.*it goes on"):
            next(work)
    hand_in(tiny, "officer06")
    assert sorted(officer for officer, item in run(tiny).items() if item.skipped) == sorted(done)
    assert all_have_full_points(tiny)
