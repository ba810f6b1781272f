"""What an officer does from My labs, on a real exchange: start, hand in, feedback, and what goes wrong on the way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from courses import LAB, OTHER, WRONG_FARE, TinyCourse, cell, written
from nbformat import NotebookNode
from nbformat.v4 import new_output

from futurefit.authoring.release import release
from futurefit.grading import collect_from_exchange, give_feedback, grade
from futurefit.hub.my_labs.desk import Desk, DeskError
from futurefit.hub.my_labs.notebook import read_work
from futurefit.hub.my_labs.standing import Marks, TaskState
from futurefit.jupyter import AS_OFFICER, write_settings
from futurefit.kit.bubblewrap import find_bubblewrap

ME = "officer01"


@pytest.fixture
def desk(tiny: TinyCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk of an officer, as `futurefit lab --as-officer` lays it out."""
    write_settings(tiny.course, tmp_path / "settings", as_officer=True)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", os.pathsep.join([str(tmp_path / "settings"), str(tiny.folder)]))
    monkeypatch.setenv("JUPYTERHUB_USER", ME)
    monkeypatch.chdir(tiny.folder)
    (tiny.folder / AS_OFFICER).mkdir()
    return Desk(tiny.folder / AS_OFFICER)


def mine(desk: Desk, lab: str = LAB) -> Path:
    return desk.root / lab / f"{lab}.ipynb"


def inbound(tiny: TinyCourse) -> list[Path]:
    return sorted((tiny.course.exchange / "future-fit" / "inbound").iterdir())


def save(desk: Desk, notebook: NotebookNode | bytes) -> None:
    mine(desk).write_bytes(written(notebook))


def told(desk: Desk, step: str) -> str:
    """What an officer is told who takes this step with the lab."""
    with pytest.raises(DeskError) as problem:
        getattr(desk, step)(LAB)
    return problem.value.told


def withdraw(tiny: TinyCourse) -> None:
    shutil.rmtree(tiny.course.exchange / "future-fit" / "outbound" / LAB)


def test_from_the_first_click_to_the_feedback(desk: Desk, tiny: TinyCourse) -> None:
    due = datetime(2036, 12, 4, 9, tzinfo=UTC)
    release(tiny.course, LAB, due, unproved=True)
    standing = desk.standing(LAB)
    assert (standing.lab.title.ms, standing.lab.points, standing.lab.due) == ("Makmal kecil", 9, due)
    assert standing.released and standing.work is None
    assert told(desk, "submit") == told(desk, "notebook") == "not_started"

    assert desk.start(LAB) == Path(LAB, f"{LAB}.ipynb")
    work = desk.standing(LAB).work
    assert work
    assert [task.title for task in work.tasks] == [
        "Task 1: the fare of a trip",
        "Task 2: the longest name",
        "Task 2: the longest name",  # this lab gives its reflection no heading
    ]
    assert {task.state for task in work.tasks} == {TaskState.BLANK}

    save(desk, tiny.answered(fare=WRONG_FARE))
    before = datetime.now(UTC)
    done = desk.submit(LAB)
    assert before <= done.at <= datetime.now(UTC) and not done.again
    standing = desk.standing(LAB)
    assert [each.at for each in standing.submissions] == [done.at]
    assert standing.work and not standing.work.changed
    assert told(desk, "feedback") == "no_feedback"

    collect_from_exchange(tiny.course, LAB)
    list(grade(tiny.course, LAB))
    (given,) = give_feedback(tiny.course, LAB)
    assert given.released, given.problem
    standing = desk.standing(LAB)
    assert standing.feedback and standing.feedback.marks == Marks(3, 9, 4)
    assert "3 of 5 points" in desk.feedback(LAB)


def test_a_second_click_on_submit_hands_in_nothing_twice(desk: Desk, tiny: TinyCourse) -> None:
    desk.start(LAB)
    save(desk, tiny.answered())
    with ThreadPoolExecutor(1) as at_the_desk:  # as the handlers do
        first, second = at_the_desk.map(desk.submit, [LAB, LAB])
    assert (first.again, second.again) == (False, True)
    assert second.at == first.at
    assert len(inbound(tiny)) == 1
    save(desk, tiny.answered(fare=WRONG_FARE))
    assert not desk.submit(LAB).again
    assert len(inbound(tiny)) == 2


def test_running_cells_again_is_no_change_of_the_answers(desk: Desk, tiny: TinyCourse) -> None:
    desk.start(LAB)
    notebook = tiny.answered()
    save(desk, notebook)
    desk.submit(LAB)
    cell(notebook, "test_fare").execution_count = 7
    cell(notebook, "test_fare").outputs = [new_output("stream", text="again")]
    save(desk, notebook)
    standing = desk.standing(LAB)
    assert standing.work and not standing.work.changed


def test_start_never_writes_over_an_officers_work(desk: Desk, tiny: TinyCourse) -> None:
    desk.start(LAB)
    save(desk, tiny.answered())
    before = mine(desk).read_bytes()
    desk.start(LAB)
    release(tiny.course, LAB, unproved=True)  # released anew while it is open
    desk.start(LAB)
    assert mine(desk).read_bytes() == before


def test_a_deleted_notebook_is_put_back_and_the_rest_left_alone(desk: Desk) -> None:
    desk.start(LAB)
    mine(desk).unlink()
    (desk.root / LAB / "notes.txt").write_text("mine")
    standing = desk.standing(LAB)
    assert standing.work and standing.work.problem == "gone"
    assert told(desk, "submit") == told(desk, "notebook") == "gone"
    desk.start(LAB)
    assert mine(desk).is_file()
    assert (desk.root / LAB / "notes.txt").read_text() == "mine"


def test_a_renamed_folder_is_found_and_gets_its_name_back(desk: Desk, tiny: TinyCourse) -> None:
    desk.start(LAB)
    save(desk, tiny.answered())
    (desk.root / LAB).rename(desk.root / "my work")
    assert desk.standing(LAB).renamed == "my work"
    assert told(desk, "start") == told(desk, "submit") == told(desk, "notebook") == "renamed"
    desk.put_back(LAB)
    assert not desk.submit(LAB).again
    with pytest.raises(DeskError, match="gone"):
        desk.put_back(LAB)


def test_a_fresh_copy_keeps_the_old_one(desk: Desk, tiny: TinyCourse) -> None:
    desk.start(LAB)
    save(desk, tiny.answered())
    assert desk.fresh(LAB) == Path(LAB, f"{LAB}.ipynb")
    work = desk.standing(LAB).work
    assert work and {task.state for task in work.tasks} == {TaskState.BLANK}
    (kept,) = desk.root.glob(f"{LAB} *")
    assert (kept / f"{LAB}.ipynb").read_bytes() == written(tiny.answered())

    save(desk, tiny.answered())
    withdraw(tiny)
    assert told(desk, "fresh") == "withdrawn"
    assert mine(desk).read_bytes() == written(tiny.answered())


def test_a_withdrawn_lab_is_kept_and_not_handed_in(desk: Desk, tiny: TinyCourse) -> None:
    desk.start(LAB)
    save(desk, tiny.answered())
    withdraw(tiny)
    assert told(desk, "submit") == "withdrawn"
    assert desk.notebook(LAB) == Path(LAB, f"{LAB}.ipynb")
    shutil.rmtree(desk.root / LAB)
    assert told(desk, "start") == "not_released"
    assert inbound(tiny) == []


@pytest.mark.parametrize("away", ["future-fit", ""], ids=["the course's part", "all of it"])
def test_a_missing_exchange_is_told(desk: Desk, tiny: TinyCourse, away: str) -> None:
    desk.start(LAB)
    save(desk, tiny.answered())
    shutil.rmtree(tiny.course.exchange / away)
    for step in ("standing", "start", "submit", "feedback"):
        assert told(desk, step) == "no_exchange", step
    assert mine(desk).read_bytes() == written(tiny.answered())


def test_a_missing_folder_for_what_is_handed_in_is_told(desk: Desk, tiny: TinyCourse) -> None:
    desk.start(LAB)
    save(desk, tiny.answered())
    shutil.rmtree(tiny.course.exchange / "future-fit" / "inbound")
    assert told(desk, "submit") == "no_exchange"
    assert desk.standing(LAB).submissions == ()


IN_A_BOX = """
import sys
from pathlib import Path
from futurefit.hub.my_labs.desk import Desk, DeskError
try:
    getattr(Desk(Path(sys.argv[1])), sys.argv[2])(sys.argv[3])
except DeskError as error:
    print(error.told)
print(sorted(path.name for path in Path(sys.argv[4]).iterdir()))
"""


def in_a_box(disks: list[str], desk: Desk, step: str, folder: str) -> list[str]:
    """What an officer is told whose disks are these, and what lies in the folder then."""
    program = find_bubblewrap()
    assert program, "bubblewrap comes with the environment (make setup)"
    command = [
        program,
        "--dev-bind",
        "/",
        "/",
        *disks,
        sys.executable,
        "-c",
        IN_A_BOX,
        str(desk.root),
        step,
        LAB,
        folder,
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


@pytest.mark.parametrize("step", ["submit", "start"])
def test_a_full_disk_is_told_and_leaves_no_half_behind(desk: Desk, tiny: TinyCourse, step: str) -> None:
    """On a real disk of 64 KB, in a namespace of its own."""
    if step == "submit":
        desk.start(LAB)
        save(desk, tiny.answered())
        (desk.root / LAB / "picture.png").write_bytes(bytes(200_000))
        small = tiny.course.exchange / "future-fit" / "inbound"
    else:
        (tiny.course.exchange / "future-fit" / "outbound" / LAB / "picture.png").write_bytes(bytes(200_000))
        small = desk.root
    assert in_a_box(["--size", "65536", "--tmpfs", str(small)], desk, step, str(small)) == ["full", "[]"]
    assert step == "start" or desk.standing(LAB).submissions == ()


def test_an_exchange_that_may_not_be_written_is_told(desk: Desk, tiny: TinyCourse) -> None:
    desk.start(LAB)
    save(desk, tiny.answered())
    small = str(tiny.course.exchange / "future-fit" / "inbound")
    assert in_a_box(["--ro-bind", small, small], desk, "submit", small) == ["not_allowed", "[]"]


def test_a_notebook_of_200_mb_is_told_at_once_and_not_dropped_in_silence(desk: Desk, tiny: TinyCourse) -> None:
    """nbgrader leaves out files above its limit, with a line in a log, and calls the rest a submission."""
    desk.start(LAB)
    with mine(desk).open("r+b") as file:
        file.truncate(200_000_000)  # takes no room on the disk
    start = time.monotonic()
    work = desk.standing(LAB).work
    assert time.monotonic() - start < 2
    assert work and (work.problem, work.size) == ("large", 200_000_000)
    assert told(desk, "submit") == "large"
    assert inbound(tiny) == []


def test_a_folder_too_large_to_hand_in_is_told(desk: Desk, tiny: TinyCourse) -> None:
    tiny.configure("c.CourseDirectory.max_dir_size = 100")
    desk.start(LAB)
    save(desk, tiny.answered())
    (desk.root / LAB / "film.mp4").write_bytes(bytes(200_000))
    assert told(desk, "submit") == "large"
    assert inbound(tiny) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"cells": [{}]}', b"\xff\xfe\x00"])
def test_a_damaged_notebook_is_told(desk: Desk, content: bytes) -> None:
    desk.start(LAB)
    save(desk, content)
    work = desk.standing(LAB).work
    assert work and work.problem == "damaged"
    assert told(desk, "submit") == "damaged"


def test_a_lab_that_nobody_knows_is_told_and_never_a_path(desk: Desk) -> None:
    for name in ("nothing", "..", "../tiny", ".submitted"):
        for step in ("start", "submit", "notebook", "put_back", "feedback"):
            with pytest.raises(DeskError) as problem:
                getattr(desk, step)(name)
            assert problem.value.told in ("no_lab", "gone"), (name, step)


def test_a_clock_that_is_wrong_by_a_day_loses_nothing(desk: Desk, tiny: TinyCourse) -> None:
    """The officer's file comes from tomorrow: it is handed in, at the server's time."""
    desk.start(LAB)
    save(desk, tiny.answered())
    tomorrow = time.time() + 86400
    os.utime(mine(desk), (tomorrow, tomorrow))
    done = desk.submit(LAB)
    assert abs(done.at - datetime.now(UTC)) < timedelta(minutes=1)
    standing = desk.standing(LAB)
    assert standing.work and not standing.work.changed


def test_a_course_that_was_released_without_this_command_is_shown_as_well(desk: Desk, tiny: TinyCourse) -> None:
    (tiny.course.exchange / "future-fit" / "programme.json").unlink()
    _, standings = desk.standings()
    assert [(each.lab.slug, each.lab.title.en) for each in standings] == [(LAB, "Tiny lab"), (OTHER, "Tiny lab")]


# ------------------------------------------------------------------------------------------------ the notebook


def checked(notebook: NotebookNode, check: str, *outputs: NotebookNode) -> NotebookNode:
    """The notebook after a check was run that showed this."""
    cell(notebook, check).execution_count = 5
    cell(notebook, check).outputs = list(outputs)
    return notebook


GOOD = new_output("display_data", {"text/plain": "✔ The fare", "text/html": "<b>✔</b>"})
RED = new_output("display_data", {"text/plain": "✘ The fare\n  Why: …"})
ERROR = new_output("error", ename="CheckFailed", evalue="", traceback=[])


@pytest.mark.parametrize(
    ("outputs", "state"),
    [
        ((GOOD,), TaskState.GREEN),
        ((GOOD, GOOD), TaskState.GREEN),
        ((RED, ERROR), TaskState.RED),
        ((GOOD, RED, ERROR), TaskState.RED),
        ((ERROR,), TaskState.RED),
    ],
)
def test_a_task_is_green_when_all_its_checks_are(
    tiny: TinyCourse, tmp_path: Path, outputs: tuple[NotebookNode, ...], state: TaskState
) -> None:
    path = tmp_path / "lab.ipynb"
    path.write_bytes(written(checked(tiny.answered(), "test_fare", *outputs)))
    assert [task.state for task in read_work(path).tasks] == [state, TaskState.WRITTEN, TaskState.GREEN]


def test_a_blank_answer_stays_blank_though_its_check_was_run(tiny: TinyCourse, tmp_path: Path) -> None:
    path = tmp_path / "lab.ipynb"
    path.write_bytes(written(checked(tiny.released(), "test_fare", RED, ERROR)))
    assert [task.state for task in read_work(path).tasks] == [TaskState.BLANK] * 3


def test_lines_of_text_as_files_keep_them_are_read(tiny: TinyCourse, tmp_path: Path) -> None:
    """A notebook file may keep a text as a list of lines, with a byte-order mark in front."""
    data = json.loads(written(checked(tiny.answered(), "test_fare", GOOD)))
    for each in data["cells"]:
        each["source"] = "".join(each["source"]).splitlines(keepends=True)
    path = tmp_path / "lab.ipynb"
    path.write_text("\ufeff" + json.dumps(data), encoding="utf-8")
    assert read_work(path).tasks[0].state is TaskState.GREEN
