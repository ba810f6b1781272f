"""What the documents promise: commands that exist, links that lead somewhere, and a first lab that works as written."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
import typer

from futurefit.authoring import judge_lab, read_answers, read_lab
from futurefit.authoring.conditions import problems as uncovered
from futurefit.authoring.conditions import read_conditions
from futurefit.cli import app

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def commands() -> dict[str, set[str]]:
    """Every command with its options."""
    found = {}

    def walk(command, path):
        if hasattr(command, "commands"):
            for name, inner in command.commands.items():
                walk(inner, [*path, name])
        else:
            found[" ".join(path)] = {option for parameter in command.params for option in parameter.opts}

    walk(typer.main.get_command(app), [])
    return found


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_stands_in_the_documents(command):
    assert f"futurefit {command}" in TEXT


def test_every_command_in_the_documents_exists_with_its_options():
    known = commands()
    lines = re.findall(r"(?:^|`)futurefit ([^`\n#]+)", TEXT, re.MULTILINE)
    assert len(lines) > 15
    for line in lines:
        words = shlex.split(line.replace("…", "").replace("'", '"'))
        name = " ".join(words[:2]) if " ".join(words[:2]) in known else words[0]
        if name in ("COMMAND", "FOLDER"):
            continue
        assert name in known, line
        options = {word for word in words if word.startswith("--")} - {"--help", "--course"}
        assert options <= known[name], line


def test_every_make_target_in_the_documents_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^ *|`)make ([a-z-]+)", TEXT, re.MULTILINE))
    assert {"demo", "test", "lab", "setup"} <= named
    for target in named:
        assert re.search(rf"^{target}\b.*:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_to_files(page):
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_the_lab_of_contributing_works_as_written(tmp_path):
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    toml, lab, right, wrong, conditions = re.findall(r"```(?:toml|python)\n(.*?)```", text, re.DOTALL)
    folder = tmp_path / "my-lab"
    (folder / "answers").mkdir(parents=True)
    (folder / "lab.toml").write_text(toml, encoding="utf-8")
    (folder / "lab.py").write_text(lab, encoding="utf-8")
    (folder / "answers" / "right_loop.py").write_text(right, encoding="utf-8")
    (folder / "answers" / "wrong_last.py").write_text(wrong, encoding="utf-8")
    (folder / "conditions.toml").write_text(conditions, encoding="utf-8")
    lab = read_lab(folder)
    verdicts = {verdict.name: verdict for verdict in judge_lab(lab)}
    assert set(verdicts) == {"model", "right_loop", "wrong_last"}
    assert all(verdict.as_expected for verdict in verdicts.values())
    assert list(uncovered(lab, read_conditions(lab), read_answers(lab), verdicts)) == []


def test_nothing_of_officers_is_under_version_control():
    private = ["submitted/o/l/l.ipynb", "autograded/o/l/l.ipynb", "feedback/o/l.html", "gradebook.db", "roster.csv"]
    private += [
        "exports/grades.csv",
        "exports.jsonl",
        "published.json",
        "keys/certificates.key",
        "gradings/l/o.json",
        "results/l/r.json.gz",
        "exchange/future-fit/inbound/x",
        "demo-course/gradebook.db",
    ]
    ignored = subprocess.run(
        ["git", "check-ignore", *private], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    assert ignored == private
