"""What the documents promise: commands that exist, links that lead somewhere, and a first lab that works as written."""

import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path

import nbformat
import pytest
import typer
from nbclient import NotebookClient

from futurefit.authoring import read_lab
from futurefit.authoring.proved import why_not_proved
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


@pytest.fixture(scope="module")
def first_lab(tmp_path_factory):
    """The lab of CONTRIBUTING.md, begun, built and proved by the lines that stand there, in a course without labs."""
    course = tmp_path_factory.mktemp("first") / "course"
    course.mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", course)
    lines = re.search(r"```\n(.*?)```", first_steps(), re.DOTALL)[1]
    path = f"{sysconfig.get_path('scripts')}:{os.environ['PATH']}"
    subprocess.run(["bash", "-ec", lines], cwd=course, env=os.environ | {"PATH": path}, check=True, timeout=250)
    return course


def first_steps() -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.split("## A lab in ten minutes")[1].split("\n## ")[0]


def test_the_lab_of_contributing_is_proved_as_written(first_lab):
    assert why_not_proved(first_lab / "labs" / "my-lab") == ""
    assert read_lab(first_lab / "labs" / "my-lab").settings.title == "Count the queue"


def test_contributing_explains_each_file_of_a_new_lab_and_no_other(first_lab):
    named = re.findall(r"`((?:\w+/)?\w+\.(?:py|toml|json|png))`", first_steps().split("|---|---|")[1].split("\n\n")[0])
    made = [path.name for path in (first_lab / "labs" / "my-lab").rglob("*") if path.is_file()]
    assert sorted(Path(name).name for name in named) == sorted(name for name in made if name != "proof.json")


def test_the_lab_of_contributing_shows_officers_no_red_and_no_empty_picture(first_lab, tmp_path):
    for part in ("source", "release"):
        shutil.copytree(first_lab / part / "my-lab", tmp_path / part)
        notebook = nbformat.read(tmp_path / part / "my-lab.ipynb", 4)
        place = {"metadata": {"path": str(tmp_path / part)}}
        NotebookClient(notebook, allow_errors=True, timeout=120, resources=place).execute()
        outputs = [(cell.id, output) for cell in notebook.cells for output in cell.get("outputs", [])]
        red = [cell for cell, output in outputs if output.output_type == "error"]
        assert red == ([] if part == "source" else ["test_long_waits"]), part
        assert sum("image/png" in output.get("data", {}) for _, output in outputs) == 2, part
        assert "![Twelve bars" in notebook.cells[0].source
        assert (tmp_path / part / "data" / "finished.png").is_file()


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
