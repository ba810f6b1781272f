"""Submissions, each of which shows one behaviour, honest or hostile, get the points that they deserve.

tests/submissions/<behaviour>/ holds
- `lab.py`, or `lab.txt` with the name of a folder below _labs: the lab, in the percent format of labs/*/lab.py;
- `submission.py`, in the percent format: what the officer did to the notebook, cell by cell, below a comment that
  says what it shows;

      # %% fare                     this is the officer's answer; tasks that are not named have the model answer
      # %% new first                a cell of the officer's own; also `new last` and `new after <grade_id>`
      # %% unanswered fare          left as it was released
      # %% delete test_fare
      # %% copy test_fare           pasted below; a text below replaces the copy's
      # %% move test_fare first     also `last` and `after <grade_id>`
      # %% metadata test_fare {"tags": ["skip-execution"]}
      # %% notebook {"futurefit": {"inside": true}}
      # %% forget marks             nbgrader's metadata of all cells, or of those that are named; also `forget ids`
      # %% version 99               of nbgrader's metadata of all cells

- `expected.toml`, what it deserves: `[points]` of its tests (those that are not named: all of their points);
  `never`, texts that must not be in the output of any cell but a test; `says`, words in the message of a failed test;
  `notes`, words in a note to the instructor; `refused`, words in the reason why it is not graded; `seconds`, the
  longest that it may take; `[settings]` and `[policy]` of the run;
- `files/`, further files that are handed in.
"""

from __future__ import annotations

import json
import re
import resource
import time
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
from courses import LAB, TinyCourse
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions
from nbgrader.utils import determine_grade

from futurefit.authoring import Lab, read_lab
from futurefit.grading import grade
from futurefit.grading.engine import Examined, Job, Kernels, Settings, _changes, examine
from futurefit.grading.engine._submission import Submission
from futurefit.grading.kernels.sandbox import Policy
from futurefit.grading.reasons import NotGradable
from futurefit.grading.steps.execute import paste
from futurefit.grading.steps.lab_notebook import LabCell, LabNotebook, LabText
from futurefit.grading.steps.sanitising import (
    GradeOriginals,
    KeepOwnMetadata,
    KnowCells,
    NeedSoundNotebook,
    PutBackDeleted,
)
from futurefit.grading.steps.scoring import ForgiveWarnings, GivePartialCredit, LimitOutputSize, is_test

SUBMISSIONS = Path(__file__).resolve().parent / "submissions"
CELL_SECONDS = 6.0
_HEAD = re.compile(r"^# %% *(.*)$", re.MULTILINE)
_POINTS = re.compile(r"^# %%.*\"grade\": true.*\"points\": ([\d.]+)", re.MULTILINE)


@dataclass(frozen=True)
class Zoo:
    """One lab of the zoo: with its answers, as it was released, and as the gradebook knows it."""

    source: NotebookNode
    released: NotebookNode
    notebook: LabNotebook

    @property
    def points(self) -> dict[str, float]:
        return {
            name: cell.points or 0.0 for name, cell in self.notebook.cells.items() if cell.grade and not cell.solution
        }


@dataclass(frozen=True)
class Graded:
    """What came of a submission."""

    points: dict[str, float]
    notebook: NotebookNode
    examined: Examined
    notes: list[str] = field(default_factory=list)

    def shown(self) -> str:
        """The outputs of all cells that are no tests, as they stand in the file."""
        return json.dumps([c.outputs for c in self.notebook.cells if c.cell_type == "code" and not is_test(c)])

    def said(self) -> str:
        """The messages of failed tests."""
        tests = (cell for cell in self.notebook.cells if is_test(cell))
        return "\n".join(f"{o.ename}: {o.evalue}" for c in tests for o in c.outputs if o.output_type == "error")


@cache
def zoo_lab(path: Path, folder: Path) -> Zoo:
    """The lab in a `lab.py`, made as the project makes labs; `folder` is for its working copy."""
    text = path.read_text(encoding="utf-8")
    lab_folder = folder / path.parent.name.replace("_", "-")
    lab_folder.mkdir()
    (lab_folder / "lab.py").write_text(text, encoding="utf-8")
    points = sum(map(float, _POINTS.findall(text)))
    settings = [
        'title = "Zoo"',
        'title_ms = "Zoo"',
        'phase = "P1"',
        "minutes = 5",
        "manual = 0",
        f"automatic = {points:g}",
    ]
    if (more := path.with_name("lab.toml")).is_file():
        settings.append(more.read_text(encoding="utf-8"))
    (lab_folder / "lab.toml").write_text("\n".join(settings), encoding="utf-8")
    lab = read_lab(lab_folder)
    released = deepcopy(lab.notebook)
    for step in (ClearSolutions(), ClearHiddenTests()):
        released, _ = step.preprocess(released, {})
    return Zoo(lab.notebook, released, _known(lab, released))


def _known(lab: Lab, released: NotebookNode) -> LabNotebook:
    """What nbgrader's gradebook and the source notebook say of the lab."""
    cells, texts, order = {}, [], []
    for cell, bare in zip(lab.notebook.cells, released.cells, strict=True):
        marks = cell.metadata.get("nbgrader")
        metadata = {key: value for key, value in cell.metadata.items() if key != "nbgrader"}
        order.append(cell.id)
        if marks is None:
            texts.append(LabText(cell.id, cell.cell_type, cell.source, metadata))
            continue
        cells[marks.grade_id] = LabCell(
            grade_id=marks.grade_id,
            cell_type=cell.cell_type,
            source=bare.source if marks.solution else cell.source,
            locked=marks.locked,
            checksum=None,
            points=marks.get("points"),
            grade=marks.grade,
            solution=marks.solution,
            task=False,
            id=cell.id,
            metadata=metadata,
        )
    metadata = {key: lab.notebook.metadata[key] for key in ("kernelspec", "language_info")}
    return LabNotebook(
        lab.slug, lab.slug, cells, tuple(texts), tuple(order), metadata, source=nbformat.writes(lab.notebook)
    )


def handed_in(zoo: Zoo, script: str) -> NotebookNode:
    """The notebook that an officer hands in, who did to it what the script says."""
    nb = deepcopy(zoo.released)
    for cell, model in zip(nb.cells, zoo.source.cells, strict=True):
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = model.source
    parts = _HEAD.split(script)[1:]
    for head, body in zip(parts[::2], parts[1::2], strict=True):
        word, _, rest = head.strip().partition(" ")
        body = body.strip("\n")
        match word:
            case "new":
                nb.cells.insert(_place(nb, rest), new_code_cell(body))
            case "unanswered":
                _cell(nb, rest).source = next(c for c in zoo.released.cells if c.id == rest).source
            case "delete":
                nb.cells.remove(_cell(nb, rest))
            case "copy":
                pasted = deepcopy(_cell(nb, rest))
                pasted["id"] = f"pasted-{len(nb.cells)}"
                pasted.source = body or pasted.source
                nb.cells.insert(_place(nb, f"after {rest}"), pasted)
            case "move":
                name, _, where = rest.partition(" ")
                moved = _cell(nb, name)
                nb.cells.remove(moved)
                nb.cells.insert(_place(nb, where), moved)
            case "metadata":
                name, _, text = rest.partition(" ")
                _merge(_cell(nb, name).metadata, json.loads(text))
            case "notebook":
                _merge(nb.metadata, json.loads(rest))
            case "forget":
                what, *names = rest.split()
                for number, cell in enumerate([_cell(nb, name) for name in names] or nb.cells):
                    if what == "ids":
                        cell["id"] = f"new-{number}"
                    else:
                        cell.metadata.pop("nbgrader", None)
            case "version":
                for cell in nb.cells:
                    if marks := cell.metadata.get("nbgrader"):
                        marks.schema_version = int(rest)
            case _:
                _cell(nb, head.strip()).source = body
    return nb


def _cell(nb: NotebookNode, grade_id: str) -> NotebookNode:
    return next(cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def _place(nb: NotebookNode, words: str) -> int:
    if words in ("first", "last"):
        return 0 if words == "first" else len(nb.cells)
    return nb.cells.index(_cell(nb, words.removeprefix("after "))) + 1


def _merge(into: Any, new: dict[str, Any]) -> None:
    for key, value in new.items():
        if isinstance(value, dict):
            _merge(into.setdefault(key, NotebookNode()), value)
        else:
            into[key] = value


def job_of(
    zoo: Zoo, nb: NotebookNode, settings: Settings | None = None, **files: bytes
) -> tuple[Job, NotebookNode, Any]:
    """A submission, sanitised and ready to be run; the notebook and the resources of its steps."""
    name = zoo.notebook.name
    resources: dict[str, Any] = {"nbgrader": {"notebook": name, "assignment": name}, "futurefit": {"lab": zoo.notebook}}
    nb = nbformat.reads(nbformat.writes(nb), 4)  # as it comes out of a file
    for step in (NeedSoundNotebook(), KnowCells(), GradeOriginals(), KeepOwnMetadata(), PutBackDeleted()):
        nb, resources = step.preprocess(nb, resources)
    settings = settings or Settings(cell_seconds=CELL_SECONDS, explore_seconds=3.0)
    return Job(name, json.dumps(nb), zoo.notebook.source, {}, files, settings), nb, resources


def graded(zoo: Zoo, nb: NotebookNode, kernels: Kernels, settings: Settings | None = None, **files: bytes) -> Graded:
    """A submission, run and given points."""
    job, nb, resources = job_of(zoo, nb, settings, **files)
    examined = examine(job, kernels)
    nb = paste(nb, examined)
    for step in (LimitOutputSize(), ForgiveWarnings(), GivePartialCredit()):
        nb, resources = step.preprocess(nb, resources)
    points = {c.metadata.nbgrader.grade_id: determine_grade(c)[0] for c in nb.cells if is_test(c)}
    return Graded(points, nb, examined, [*resources["futurefit"].get("notes", []), *examined.notes])


@dataclass(frozen=True)
class Behaviour:
    """One folder of the zoo."""

    folder: Path

    @property
    def lab(self) -> Path:
        if (name := self.folder / "lab.txt").is_file():
            return SUBMISSIONS / "_labs" / name.read_text(encoding="utf-8").strip() / "lab.py"
        return self.folder / "lab.py"

    @property
    def script(self) -> str:
        return (self.folder / "submission.py").read_text(encoding="utf-8")

    @property
    def expected(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "expected.toml").read_text(encoding="utf-8"))

    @property
    def settings(self) -> Settings:
        policy = Policy.from_dict(self.expected.get("policy", {}))
        seconds = {"cell_seconds": CELL_SECONDS, "explore_seconds": 3.0} | self.expected.get("settings", {})
        return Settings(policy=policy, **seconds)

    @property
    def files(self) -> dict[str, bytes]:
        below = self.folder / "files"
        return {str(path.relative_to(below)): path.read_bytes() for path in below.rglob("*") if path.is_file()}


def behaviours() -> list[Behaviour]:
    """All folders; those of one lab stand together, so that its warm parent serves them all."""
    found = [Behaviour(path.parent) for path in SUBMISSIONS.glob("[!_]*/submission.py")]
    return sorted(found, key=lambda one: (str(one.lab), str(one.expected.get("policy")), one.folder.name))


@pytest.fixture(scope="module")
def kernels() -> Iterator[Kernels]:
    with Kernels(most=3) as kernels:
        yield kernels


@pytest.fixture(scope="module")
def labs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("labs")


@pytest.mark.parametrize("behaviour", behaviours(), ids=lambda one: one.folder.name)
def test_submission_gets_what_it_deserves(behaviour: Behaviour, kernels: Kernels, labs: Path) -> None:
    zoo, expected = zoo_lab(behaviour.lab, labs), behaviour.expected
    start = time.monotonic()

    if refused := expected.get("refused"):
        with pytest.raises(NotGradable, match=re.escape(refused)):
            job_of(zoo, handed_in(zoo, behaviour.script))
        return

    came = graded(zoo, handed_in(zoo, behaviour.script), kernels, behaviour.settings, **behaviour.files)

    assert came.points == zoo.points | expected.get("points", {}), came.said()
    assert time.monotonic() - start < expected.get("seconds", 60)
    assert expected.get("says", "") in came.said()
    assert expected.get("notes", "") in " ".join(came.notes)
    for text in expected.get("never", []):
        assert text not in came.shown()
    assert len(came.examined.notebook) < 64 * 2**20
    assert len(nbformat.writes(came.notebook).encode()) < 20 * 2**20  # it can be saved, and opened


# Two submissions, one after the other, in kernels of the same warm parent; and what is outside of the walls

POISON = """
# %% new first
import os, pathlib, signal, sys
import numpy
import futurefit.grading.wire as wire
import futurefit.kit.checks as checks

checks.same = checks.expect = lambda *values, **more: None
numpy.allclose = lambda *values: True
wire.encode = None
sys.path.insert(0, "/tmp")
os.environ["PYTHONPATH"] = "/tmp"
places = ["/tmp", "/dev/shm", "/notebook", "/models", "/var/tmp", str(pathlib.Path(checks.__file__).parent), sys.prefix]
for place in places:
    for name in ("left-behind.txt", "futurefit.py", "sitecustomize.py"):
        try:
            pathlib.Path(place, name).write_text("left-behind")
        except OSError:
            pass
try:
    pathlib.Path(checks.__file__).write_text("same = expect = check = print")
except OSError:
    pass
for fd in range(3, 100):
    try:
        os.write(fd, b"")
    except OSError:
        pass
if os.fork() == 0:
    os.setsid()
    for pid in range(2, 400):
        if pid != os.getpid():
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
    os._exit(0)
# %% fare
def fare(zones, price):
    return 0
"""

LOOK_AROUND = """
# %% new first
import os, pathlib, sys
import numpy
import futurefit.kit.checks as checks

print(checks.expect.__name__, checks.same.__name__, numpy.allclose.__name__, os.environ.get("PYTHONPATH"))
for place in ("/tmp", "/dev/shm", "/notebook", "/models", "/var/tmp", str(pathlib.Path(checks.__file__).parent)):
    for folder, _, names in os.walk(place):
        if not folder.startswith((sys.prefix, sys.base_prefix)):
            print(folder, names)
"""

LOOK_FOR_OTHERS_FILES = r"""
# %% new first
import re

found = set()
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps:
        start, end = (int(word, 16) for word in line.split()[0].split("-"))
        if "r" in line.split()[1] and "[v" not in line and end - start < 2**28:
            try:
                memory.seek(start)
                found |= set(re.findall(rb"my-own-wor[k]-\d+", memory.read(end - start)))
            except (OSError, ValueError):
                pass
print(sorted(found))
"""


def counter(labs: Path) -> Zoo:
    return zoo_lab(SUBMISSIONS / "_labs" / "counter" / "lab.py", labs)


def test_what_one_officer_does_reaches_no_other(kernels: Kernels, labs: Path) -> None:
    zoo = counter(labs)

    first = graded(zoo, handed_in(zoo, POISON), kernels)
    second = graded(zoo, handed_in(zoo, LOOK_AROUND), kernels)

    assert first.points["test_fare"] == 0
    assert second.points == zoo.points
    assert "expect same allclose" in second.shown()
    assert "left-behind" not in second.shown() and "sitecustomize" not in second.shown()


def test_nothing_of_one_officers_files_is_in_the_memory_of_the_next_ones_kernel(kernels: Kernels, labs: Path) -> None:
    zoo = counter(labs)
    secrets = {
        f"notes-{size}.txt": b"".join(b"my-own-work-%d " % n for n in range(size)) for size in (2, 20, 200, 5000)
    }

    for _ in range(3):
        graded(zoo, handed_in(zoo, ""), kernels, **secrets)
    second = graded(zoo, handed_in(zoo, LOOK_FOR_OTHERS_FILES), kernels)

    assert "my-own-work" not in second.shown()
    assert "[]" in second.shown()  # it did look


def test_the_model_answer_is_asked_once_for_all_submissions(labs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zoo = zoo_lab(SUBMISSIONS / "_labs" / "trusting" / "lab.py", labs)
    cheat = "# %% largest\ndef largest(numbers):\n    numbers[:] = [0]\n    return 0\n"
    harmless = "# %% largest\ndef largest(numbers):\n    numbers.sort()\n    return numbers[-1]\n"
    asked, again = [], []
    ask, another = _changes._asked_model, Submission.another
    monkeypatch.setattr(_changes, "_asked_model", lambda *args: asked.append(1) or ask(*args))
    monkeypatch.setattr(Submission, "another", lambda run, **how: again.append(1) or another(run, **how))

    with Kernels() as kernels:
        came = [graded(zoo, handed_in(zoo, script), kernels).points for script in (cheat, harmless, cheat, harmless)]
        assert asked == [1]
        again.clear()
        graded(zoo, handed_in(zoo, ""), kernels)

    assert [points["test_largest"] for points in came] == [0, 1, 0, 1]
    assert again == []  # nothing is run once more where nothing was changed


def test_nothing_of_the_grader_can_be_read_or_changed_now_or_later(
    tmp_path: Path, labs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zoo = counter(labs)
    monkeypatch.setenv("GRADERS_TOKEN", "secret-of-the-grader")
    book, other = tmp_path / "gradebook.db", tmp_path / "submitted" / "officer02" / "work.ipynb"
    book.write_bytes(b"marks, secret-of-the-grader")
    other.parent.mkdir(parents=True)
    other.write_text("secret-of-the-grader")
    tmp_path.chmod(0o777)
    book.chmod(0o666)
    script = f"""
# %% new first
import glob, os, pathlib, subprocess, sys, time

def everything():
    for name in [*glob.glob("/proc/[0-9]*/environ"), *glob.glob("/proc/[0-9]*/cmdline"), {str(book)!r}, {str(other)!r}]:
        try:
            yield open(name, "rb").read()
        except OSError:
            pass

print(os.environ, b"".join(everything()), os.listdir("/"), os.listdir("/proc"))
public = ("/proc", "/sys", "/usr", sys.prefix, sys.base_prefix)
for folder, folders, names in os.walk("/"):
    folders[:] = [name for name in folders if os.path.join(folder, name) not in public]
    print(folder, [name for name in names if name.endswith((".db", ".ipynb", "lab.py"))])
print("looked everywhere")

def write():
    try:
        pathlib.Path({str(book)!r}).write_text("full marks")
    except OSError:
        pass

write()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        subprocess.Popen(["sleep", "98765"], start_new_session=True)
        while True:
            write()
            time.sleep(0.2)
    os._exit(0)
"""
    with Kernels() as kernels:
        came = graded(zoo, handed_in(zoo, script), kernels)
        time.sleep(0.5)
        left = [path for path in Path("/proc").glob("[0-9]*/cmdline") if _reads(path, b"98765")]

    assert came.points == zoo.points
    assert "/notebook" in came.shown() and "looked everywhere" in came.shown()
    for secret in ("secret-of-the-grader", "GRADERS_TOKEN", "gradebook.db", ".ipynb", "pytest"):
        assert secret not in came.shown()
    assert book.read_bytes() == b"marks, secret-of-the-grader"
    assert left == []


def _reads(path: Path, text: bytes) -> bool:
    try:
        return text in path.read_bytes()
    except OSError:
        return False


def test_a_message_that_is_small_to_send_and_large_to_read_does_not_fill_the_graders_memory(
    kernels: Kernels, labs: Path
) -> None:
    zoo = counter(labs)
    script = """
# %% new after fare
import gc, struct

for thing in gc.get_objects():
    if type(thing).__module__ == "futurefit.grading.kernels._kernel" and type(thing).__name__ == "Kernel":
        body = bytes([0x81, 0xA3]) + b"out" + bytes([0xDD]) + struct.pack("!I", 30_000_000) + bytes([0x90]) * 30_000_000
        thing._channel._socket.sendall(struct.pack("!IB", len(body), 0) + body)
"""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    came = graded(zoo, handed_in(zoo, script), kernels)

    assert came.points == zoo.points
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000  # kilobytes


# The same on a course, by the whole of `grade`: the notebooks that officers hand in, and the records that follow

CHEATS = {
    "officer01": "get_ipython().ast_transformers.append(type('No', (), {'visit': lambda self, tree: None})())",
    "officer02": "import os\nif os.fork() == 0:\n    os.setsid()\nelse:\n    def longest(names): os._exit(0)",
    "officer03": "from types import SimpleNamespace\nexpect = check = lambda *words, **more: SimpleNamespace()",
}


def test_cheats_on_a_course_get_what_they_deserve(tiny: TinyCourse) -> None:
    for officer, cheat in CHEATS.items():
        notebook = tiny.answered(longest=f"def longest(names):\n    return ''\n\n\n{cheat}")
        for cell in notebook.cells:
            cell.metadata["tags"] = ["skip-execution"]
        tiny.hand_in(officer, notebook)

    done = {item.outcome.officer: item.outcome for item in grade(tiny.course, LAB, timeout=20)}

    assert {officer: outcome.graded for officer, outcome in done.items()} == dict.fromkeys(CHEATS, True)
    for officer, result in tiny.results().items():
        points = {task.grade_id: task.points for task in result.tasks if task.grade_id.startswith("test_")}
        assert points == {"test_fare": 2, "test_longest": 0}, officer
