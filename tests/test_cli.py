"""The command futurefit as its users type it: what it prints, its exit codes, and its errors."""

from __future__ import annotations

import json
import os
import subprocess
import sysconfig
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer
from command import Said, futurefit
from courses import LAB, OFFICERS, TinyCourse, make_labs, roster_file, written

from futurefit import cli
from futurefit.authoring import read_lab

# ------------------------------------------------------------------------------------------------ the usual round


@dataclass(frozen=True)
class Round:
    """A lab from its text to the export, one command after the other."""

    tiny: TinyCourse
    said: dict[str, Said]


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Round:
    place = tmp_path_factory.mktemp("round")
    tiny = make_labs(place / "course")
    roster = roster_file(place)
    said: dict[str, Said] = {}

    def type_in(name: str, *words: object) -> None:
        said[name] = futurefit(*words, course=tiny.folder)

    type_in("build", "build")
    type_in("check", "build", "--check")
    type_in("import", "roster", "import", roster)
    type_in("release", "release", LAB, "--due", "2026-03-06 17:00", "--unproved")
    inbox = place / "inbox"
    for officer, content in (("officer01", tiny.answered()), ("officer02", b"{"), ("somebody", tiny.answered())):
        (inbox / officer).mkdir(parents=True)
        (inbox / officer / f"{LAB}.ipynb").write_bytes(written(content))
    type_in("collect", "collect", LAB, "--from", inbox, "--received", "2026-03-02 09:30")
    type_in("collect again", "collect", LAB, "--from", inbox)
    type_in("grade", "grade", LAB)
    type_in("grade again", "grade", LAB)
    type_in("feedback", "feedback", LAB)
    type_in("status", "status")
    type_in("status officers", "status", "--officers")
    type_in("export", "export")
    return Round(tiny, said)


def test_every_command_of_the_round_ends_well(walked: Round) -> None:
    assert {name: (said.code, said.err) for name, said in walked.said.items()} == dict.fromkeys(walked.said, (0, ""))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("build", "tiny: source/tiny/tiny.ipynb, release/tiny/tiny.ipynb"),
        ("check", "tiny: up to date tiny-toll: up to date"),
        ("import", "Roster imported: 3 added, 0 changed, 0 as before."),
        ("release", "Released tiny to"),
        ("release", "Next, when officers have submitted: futurefit collect tiny"),
        ("collect", "not taken: somebody/tiny.ipynb: no officer's id of the roster"),
        ("collect", "Collected 2 of tiny. Next: futurefit grade tiny"),
        ("collect again", "Nothing new of tiny to collect."),
        ("grade", "Graded 1 of tiny."),
        ("grade", "not graded: officer02: tiny.ipynb is damaged"),
        ("grade", "then: futurefit feedback tiny"),
        ("grade again", "Graded 0 of tiny; 1 had not changed since."),
        ("feedback", "Feedback on tiny: 1 pages in"),
        ("feedback", "1 officers handed in files: give them their page, feedback/OFFICER/tiny/tiny.html"),
        ("status", "3 officers"),
        ("status", "not graded: officer02, tiny: tiny.ipynb is damaged"),
        ("status officers", "officer03 Name of officer03"),
        ("export", "grades.xlsx"),
    ],
)
def test_each_command_says_what_it_did_and_what_comes_next(walked: Round, name: str, words: str) -> None:
    assert words in walked.said[name].out


def test_the_round_ends_with_the_coordinators_files(walked: Round) -> None:
    written = {path.name for path in (walked.tiny.folder / "exports").iterdir()}
    assert written == {"grades.csv", "tasks.csv", "grades.xlsx", "report.html"}
    results = walked.tiny.results()
    states = [str(results[officer].state) for officer in OFFICERS]
    assert states == ["waiting for marking", "not graded", "not submitted"]
    assert results["officer01"].automatic == 5


def test_times_that_people_type_are_malaysian(walked: Round) -> None:
    row = walked.tiny.results()["officer01"]
    assert row.submitted_at is not None
    assert row.lab.due is not None
    assert (row.submitted_at.isoformat(), row.lab.due.isoformat()) == (
        "2026-03-02T01:30:00+00:00",
        "2026-03-06T09:00:00+00:00",
    )


def test_one_officer_can_be_graded_again(walked: Round) -> None:
    said = futurefit("grade", LAB, "--officer", "officer02", "--fresh", "--timeout", 20, course=walked.tiny.folder)
    assert said.code == 0
    assert "Graded 0 of tiny." in said.out
    assert "officer02" in said.out
    assert "officer01" not in said.out


def test_what_each_audience_gets_and_who_took_it(walked: Round, tmp_path: Path) -> None:
    course = walked.tiny.folder
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\nc.Certificate.overall = 0\n")
    for who in ("moodle", "officer", "ministry"):
        assert futurefit("export", "--for", who, "--to", tmp_path / who, course=course).code == 0
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    sheets = {f"officer/officers/{officer}.pdf" for officer in OFFICERS}
    assert files == {"moodle/moodle.csv", "officer/officers.pdf", "ministry/report.html", *sheets}
    said = futurefit("export", "--format", "certificate", "--to", tmp_path, course=course)
    assert "No certificate for officer01: no final points in tiny." in said.out
    told = futurefit("log", course=course).out
    assert "the chain is whole" in told
    assert all(words in told for words in ("moodle", "pdf", "report", "certificate"))


# ------------------------------------------------------------------------------------------------ authors and machines


def test_a_lab_without_titles_is_called_as_its_folder_and_says_that_its_malay_is_awaited(tiny: TinyCourse) -> None:
    said = futurefit("new", "late-buses", course=tiny.folder)
    assert said.code == 0
    assert "Made: labs/late-buses/lab.py" in said.out
    assert said.out.endswith("Next: futurefit build late-buses, then change labs/late-buses/lab.py.")
    settings = read_lab(tiny.folder / "labs" / "late-buses").settings
    assert (settings.title, settings.title_ms) == ("Late buses", "menunggu terjemahan")


def test_verify_shows_each_answers_points_and_fails_on_a_surprise(tiny: TinyCourse) -> None:
    answers = tiny.folder / "labs" / LAB / "answers"
    said = futurefit("verify", LAB, "--answers", answers, course=tiny.folder)
    assert said.code == 0
    for words in ("right_loop: 5/5", "wrong_fixed_price: 3/5", "wrong_last_in_the_alphabet: 2/5"):
        assert words in said.out

    wrong = answers / "wrong_fixed_price.py"
    wrong.write_text(wrong.read_text(encoding="utf-8").replace("test_fare", "test_longest"), encoding="utf-8")
    said = futurefit("verify", LAB, "--answers", answers, course=tiny.folder)
    assert said.code == 1
    assert "lost test_fare, which it should pass" in said.out
    assert "passed test_longest, which should catch it" in said.out
    assert "To mend, as the lines marked ✘ say: tiny. Then: futurefit verify tiny" in said.err


def test_verify_judges_another_folders_answers_as_json(tiny: TinyCourse, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("# %% fare\ndef fare(zones, price):\n    return 7.5\n", encoding="utf-8")
    said = futurefit("verify", LAB, "--answers", tmp_path, "--json", course=tiny.folder)
    assert said.code == 0
    assert json.loads(said.out) == {LAB: {"mine": {"test_fare": 0, "test_longest": 3}}}


def test_a_stale_build_is_found_and_mended(tiny: TinyCourse) -> None:
    script = tiny.folder / "labs" / LAB / "lab.py"
    script.write_text(script.read_text(encoding="utf-8").replace("Tiny lab", "A tiny lab"), encoding="utf-8")
    said = futurefit("build", "--check", course=tiny.folder)
    assert said.code == 1
    assert "tiny: source/tiny/tiny.ipynb, release/tiny/tiny.ipynb" in said.out
    assert "Run: futurefit build" in said.err
    assert "A tiny lab" not in written(tiny.released()).decode()

    assert futurefit("build", LAB, course=tiny.folder).code == 0
    assert "A tiny lab" in written(tiny.released()).decode()
    assert futurefit("build", "--check", course=tiny.folder).code == 0


def test_the_doctor_names_what_is_missing_and_the_command_that_mends_it(tmp_path: Path) -> None:
    said = futurefit("doctor", course=make_labs(tmp_path / "course").folder)
    assert said.code == 1
    assert "no lab is built futurefit build" in said.out
    assert "Mend the lines marked ✘" in said.out


def test_the_doctor_finds_a_course_that_is_ready(tiny: TinyCourse) -> None:
    said = futurefit("doctor", course=tiny.folder)
    assert said.code == 0
    assert "2 labs built" in said.out
    assert "This machine is ready." in said.out


def bubblewrap_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from futurefit.grading.kernels import sandbox

    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    sandbox._refusal.cache_clear()  # what this process found out before


def test_the_doctor_says_that_submissions_can_be_graded_apart(tiny: TinyCourse) -> None:
    assert "✔ Submissions graded apart: each in a sandbox of its own" in futurefit("doctor", course=tiny.folder).out


def test_the_doctor_says_why_submissions_cannot_be_graded_apart_and_what_the_choices_are(
    tiny: TinyCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from futurefit.grading.kernels import sandbox

    bubblewrap_that_refuses(tmp_path, monkeypatch)
    try:
        said = futurefit("doctor", course=tiny.folder)
    finally:
        sandbox._refusal.cache_clear()
    assert said.code == 1
    assert (
        "✘ Submissions graded apart: Submissions cannot be kept apart on this machine (bwrap: setting up uid map: "
        "Permission denied)." in said.out
    )
    assert "choose: --sandbox=outer if a container" in said.out and "--sandbox=none for work that you trust" in said.out


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("outer", "! Submissions graded apart: the course says that a container is the wall"),
        ("none", "! Submissions graded apart: switched off by the course: only for work that you trust as your own"),
    ],
)
def test_the_doctor_tells_what_the_course_chose_in_place_of_a_sandbox(
    choice: str, told: str, tiny: TinyCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tiny.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.Examine.sandbox = {choice!r}\n")
    bubblewrap_that_refuses(tmp_path, monkeypatch)  # it is not asked
    said = futurefit("doctor", course=tiny.folder)
    assert said.code == 0
    assert told in said.out


# ------------------------------------------------------------------------------------------------ errors

MISTAKES: dict[str, tuple[list[str], str]] = {
    # name: what is typed, and the end of the message
    "release an unknown lab": (["release", "tinny"], "build a new one from labs/ with: futurefit build"),
    "collect an unknown lab": (["collect", "tinny"], "build a new one from labs/ with: futurefit build"),
    "grade an unknown lab": (["grade", "tinny"], "build a new one from labs/ with: futurefit build"),
    "give feedback on an unknown lab": (["feedback", "tinny"], "build a new one from labs/ with: futurefit build"),
    "a name with capitals and spaces": (["new", "My Lab"], "Try: futurefit new my-lab"),
    "a name without a letter that could be kept": (["new", "新"], "Try: futurefit new my-lab"),
    "a name that is too long": (
        ["new", 15 * "my-" + "lab"],
        "Try: futurefit new my-my-my-my-my-my-my-my-my-my-my-my-my-m",
    ),
    "a name that Windows keeps": (["new", "nul"], "Try: futurefit new nul-lab"),
    "a lab that is there already": (["new", LAB], "or go on with that lab: futurefit build tiny"),
    "a title of two lines": (["new", "my-lab", "--title", "a\nb"], "and run the command again."),
    "a title that ends its own text": (["new", "my-lab", "--title", 'a """'], "and run the command again."),
    "a Malay title with a backslash": (["new", "my-lab", "--title-ms", "a\\"], "and run the command again."),
    "build an unknown lab": (["build", "tinny"], "The labs of this course: tiny, tiny-toll"),
    "verify an unknown lab": (["verify", "tinny"], "The labs of this course: tiny, tiny-toll"),
    "picture of a lab without one": (["picture", LAB], "no cell tagged “picture” shows a picture"),
    "a date that is none": (["release", LAB, "--due", "Friday"], "Write it as 2026-12-04 17:00 (Malaysian time)."),
    "a moment that is none": (
        ["collect", LAB, "--from", "{tmp}", "--received", "Friday"],
        "Write it as 2026-12-04 17:00 (Malaysian time).",
    ),
    "received without files": (["collect", LAB, "--received", "2026-12-04"], "or leave --received out."),
    "collect from nowhere": (["collect", LAB, "--from", "{tmp}/no"], "folder or the zip file with the notebooks."),
    "collect from no zip": (["collect", LAB, "--from", "{tmp}/text.zip"], "Unpack it yourself and name the folder."),
    "grade nobody's work": (["grade", LAB, "--officer", "officer09"], "To see who submitted: futurefit status"),
    "export into a file": (["export", "--to", "{tmp}/text.zip"], "Then run the same command again."),
    "export in no known format": (
        ["export", "--format", "paper"],
        "Choose one of: tables, moodle, pdf, certificate, json, report",
    ),
    "export a cohort that is none": (["export", "--cohort", "1999"], "Name one of these."),
    "export names for a ministry": (["export", "--for", "ministry", "--format", "pdf"], "Choose one of: report"),
    "certificates without a rule": (["export", "--format", "certificate"], "then export again."),
    "check what is no certificate": (["certificate", "check", "{tmp}/text.zip"], "--key certificates.pub"),
    "import no file": (["roster", "import", "{tmp}/no.csv"], "then run: futurefit roster import FILE"),
    "a demonstration over other work": (["demo", "{tmp}"], "Name another folder: futurefit demo FOLDER"),
    "install an unknown model": (["models", "install", "gpt"], "The labs' models are: smollm2, minilm."),
}


def assert_one_clear_message(said: Said) -> None:
    assert said.code == 1
    assert said.err.startswith("✘ ")
    assert said.err.count("✘") == 1
    assert "Traceback" not in said.out + said.err


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gets_one_clear_message_that_ends_with_what_to_do(
    tiny: TinyCourse, tmp_path: Path, mistake: str
) -> None:
    (tmp_path / "text.zip").write_text("just text", encoding="utf-8")
    words, end = MISTAKES[mistake]
    said = futurefit(*(word.replace("{tmp}", str(tmp_path)) for word in words), course=tiny.folder)
    assert_one_clear_message(said)
    assert said.err.endswith(end)
    assert not (tiny.folder / "labs" / "my-lab").exists()


def not_a_course(tiny: TinyCourse) -> None:
    (tiny.folder / "nbgrader_config.py").unlink()


def broken_settings(tiny: TinyCourse) -> None:
    (tiny.folder / "nbgrader_config.py").write_text("c = get_config(\n", encoding="utf-8")


def no_gradebook(tiny: TinyCourse) -> None:
    (tiny.folder / "gradebook.db").unlink()


def damaged_gradebook(tiny: TinyCourse) -> None:
    (tiny.folder / "gradebook.db").write_bytes(b"SQLite format 3\0" + b"x" * 2000)


def no_exchange(tiny: TinyCourse) -> None:
    (tiny.course.exchange).rename(tiny.folder / "moved")


def exchange_that_cannot_be(tiny: TinyCourse) -> None:
    no_exchange(tiny)
    tiny.course.exchange.write_text("a file stands where the folder should be", encoding="utf-8")


def damaged_outcome(tiny: TinyCourse) -> None:
    (tiny.folder / "gradings" / LAB).mkdir(parents=True)
    (tiny.folder / "gradings" / LAB / "officer01.json").write_text("{", encoding="utf-8")


def mistake_in_lab(tiny: TinyCourse) -> None:
    script = tiny.folder / "labs" / LAB / "lab.py"
    script.write_text(script.read_text(encoding="utf-8").replace('"points": 2', '"points": 7'), encoding="utf-8")


def log_with_a_line_less(tiny: TinyCourse) -> None:
    for _ in range(2):
        assert futurefit("export", "--for", "moodle", course=tiny.folder).code == 0
    log = tiny.folder / "exports.jsonl"
    log.write_text(log.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")


def mistake_in_toml(tiny: TinyCourse) -> None:
    (tiny.folder / "labs" / LAB / "lab.toml").write_text("title = Tiny", encoding="utf-8")


TROUBLE = [
    (not_a_course, ["status"], "name it: futurefit --course FOLDER …"),
    (broken_settings, ["status"], "Mend that line."),
    (no_gradebook, ["status"], "futurefit roster import FILE"),
    (no_gradebook, ["export"], "futurefit roster import FILE"),
    (no_gradebook, ["grade", LAB], "futurefit roster import FILE"),
    (damaged_gradebook, ["status"], "wait for the other command to end and try again."),
    (damaged_gradebook, ["grade", LAB], "wait for the other command to end and try again."),
    (damaged_gradebook, ["feedback", LAB], "wait for the other command to end and try again."),
    (log_with_a_line_less, ["log"], "compare it with a backup."),
    (no_exchange, ["collect", LAB], "Run: futurefit release tiny"),
    (exchange_that_cannot_be, ["collect", LAB], "Run: futurefit release tiny"),
    (exchange_that_cannot_be, ["release", LAB, "--unproved"], "Mend that, then run the same command again."),
    (damaged_outcome, ["status"], "futurefit grade tiny --officer officer01"),
    (mistake_in_lab, ["build"], "labs/tiny/lab.py: the automatic points add up to 10, but lab.toml says 5"),
    (mistake_in_toml, ["build"], "labs/tiny/lab.toml: Invalid value (at line 1, column 9)"),
    (mistake_in_toml, ["status"], "Mend it, then run the same command again."),
]


@pytest.mark.parametrize(("trouble", "words", "end"), TROUBLE)
def test_trouble_in_the_course_gets_one_clear_message_that_ends_with_what_to_do(
    tiny: TinyCourse, trouble: Callable[[TinyCourse], None], words: list[str], end: str
) -> None:
    trouble(tiny)
    said = futurefit(*words, course=tiny.folder)
    assert_one_clear_message(said)
    assert said.err.endswith(end)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["grade"], "Missing argument 'LAB'"),
        (["grade", LAB, "--timeout", "0"], "--timeout"),
        (["collect", LAB, "--form", "x"], "--from"),
        (["gradde", LAB], "grade"),
    ],
)
def test_a_slip_of_the_fingers_is_told_before_anything_runs(tiny: TinyCourse, words: list[str], told: str) -> None:
    said = futurefit(*words, course=tiny.folder)
    assert (said.code, said.out) == (2, "")
    assert told in said.err
    assert "futurefit" in said.err


def in_a_shell(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sysconfig.get_path("scripts")) / "futurefit"
    return subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_the_command_works_on_the_folder_in_which_it_is_typed(tiny: TinyCourse) -> None:
    done = in_a_shell("status", folder=tiny.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "tiny-toll" in done.stdout


def test_a_mistake_at_the_shell_ends_with_code_1_and_no_traceback(tmp_path: Path) -> None:
    done = in_a_shell("status", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"✘ {tmp_path} is not a course folder")
    assert len(done.stderr.splitlines()) == 1


# ------------------------------------------------------------------------------------------------ help


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each command of the program, by the words that call it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


ALL = dict(commands(typer.main.get_command(cli.app)))


def test_all_commands_of_the_course_are_there() -> None:
    one_word = [
        "new",
        "build",
        "release",
        "collect",
        "grade",
        "feedback",
        "export",
        "status",
        "doctor",
        "demo",
        "lab",
        "verify",
    ]
    assert {(name,) for name in one_word} | {("roster", "import"), ("models", "install")} <= set(ALL)


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_says_what_a_command_does_and_what_each_word_means(path: tuple[str, ...]) -> None:
    command = ALL[path]
    said = futurefit(*path, "--help")
    assert (said.code, said.err) == (0, "")
    summary = command.help.split("\n\n")[0]
    assert summary.endswith(".")
    assert len(summary.split()) > 6
    assert " ".join(summary.split()) in said.out.replace("│", " ").replace("  ", " ")
    for parameter in command.params:
        if parameter.name != "help":
            assert getattr(parameter, "help", None), f"{' '.join(path)}: {parameter.name} is not explained"


def test_the_programs_own_help_shows_the_usual_round_in_order() -> None:
    said = futurefit("--help")
    in_order = ("release", "status", "collect", "grade", "feedback", "export")
    places = [said.out.index(f"futurefit {word}") for word in in_order]
    assert places == sorted(places)
