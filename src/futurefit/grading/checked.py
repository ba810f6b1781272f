"""How a lab's tests are run, decided once by its model answer (`engine.check`) and kept in checks/<lab>.json.

It is kept with the lab's version and the grader's: a change of either asks the model answer again, which takes seconds.
Imports nothing of nbgrader.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from futurefit.course import CourseError
from futurefit.errors import FutureFitError
from futurefit.grading.batch.store import write_whole
from futurefit.grading.engine import Examined, Job, Kernels, Settings, Ways, examine
from futurefit.grading.engine import check as engine_check
from futurefit.grading.engine import plan as plans
from futurefit.grading.engine.verdicts import Reason, Verdict, Way, ways_of
from futurefit.grading.files import files_of
from futurefit.grading.graded_source import as_graded, graded_texts
from futurefit.grading.versions import grader_version, lab_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from futurefit.course import Course

FOLDER = "checks"
_FORM = 1  # of the files; another number is not read


@dataclass(frozen=True)
class Checked:
    """What the model answer has decided of a lab.

    Attributes:
        notebooks: verdicts on the tests of each notebook, by its name. Of one without a source nothing is known.
        new: whether it was decided just now.
    """

    lab: str
    notebooks: Mapping[str, tuple[Verdict, ...]] = field(default_factory=dict)
    new: bool = False

    def ways(self, notebook: str) -> Ways:
        """How the tests of this notebook are run."""
        return ways_of(self.notebooks.get(notebook, ()))

    @property
    def told(self) -> list[tuple[Verdict, str]]:
        """What the instructor should know: the tests that do not simply run apart, each with a paragraph."""
        many = len(self.notebooks) > 1
        return [
            (verdict, (f"{name}: " if many else "") + text)
            for name, verdicts in self.notebooks.items()
            for verdict in verdicts
            if (text := verdict.told())
        ]

    def count(self, way: Way) -> int:
        """How many tests run so."""
        return sum(verdict.way is way for verdicts in self.notebooks.values() for verdict in verdicts)


def check(
    course: Course,
    lab: str,
    settings: Settings | None = None,
    *,
    fresh: bool = False,
    run: Callable[[Job], Examined] | None = None,
) -> Checked:
    """What the model answer decides of a lab: as it was kept, else found out now, and kept.

    Args:
        settings: how submissions are run; None is as the course says.
        fresh: ask the model answer again.
        run: examines a job elsewhere; None does it here.

    Raises:
        CourseError: the lab is not in the gradebook, or its model answer cannot be run.
        RecordsError: there is no gradebook, or it cannot be read.
        ExamineError, SandboxError, ClusterError: nothing can be run here.
    """
    version = lab_version(course, lab)
    if not version:
        raise CourseError(f"{lab} is not in the gradebook yet. Run: nbgrader generate_assignment {lab}")
    path = course.folder / FOLDER / f"{lab}.json"
    of = {"form": _FORM, "lab": version, "grader": grader_version()}
    if not fresh and (found := _kept(path, of)) is not None:
        return Checked(lab, found)
    verdicts = {}
    here: AbstractContextManager[Callable[[Job], Examined]] = nullcontext(run) if run else _here()
    with here as examined:
        for name, job in jobs(course, lab, settings or settings_of(course)).items():
            try:
                verdicts[name] = engine_check.check(job, examined)
            except FutureFitError:  # of the machine, and says what to do
                raise
            except Exception as error:
                raise CourseError(
                    f"The model answer of {lab} cannot be run, so nobody knows how its tests are to be run "
                    f"({error or type(error).__name__}). To see it alone: futurefit check {lab}"
                ) from error
    with suppress(OSError):  # then it is found out once more the next time
        notebooks = {name: [_plain(each) for each in found] for name, found in verdicts.items()}
        write_whole(path, json.dumps(of | {"notebooks": notebooks}, indent=1).encode() + b"\n")
    return Checked(lab, verdicts, new=True)


def settings_of(course: Course) -> Settings:
    """How the course's submissions are run, by its configuration.

    Raises:
        SandboxError: a setting that there is not.
    """
    from futurefit.grading.steps.execute import Examine  # with nbgrader

    return Examine(config=course.config).settings()


def jobs(course: Course, lab: str, settings: Settings) -> dict[str, Job]:
    """A job for each notebook of a lab that has a source in Python, with the model answer as the submission."""
    folder = course.folder / "source" / lab
    files = {name: path.read_bytes() for name, path in files_of(folder).items()} if folder.is_dir() else {}
    found = {}
    for path in sorted(folder.glob("*.ipynb")):
        texts = graded_texts(course, lab, path.stem)
        if not texts:  # it lies there, and belongs to no submission
            continue
        try:
            source = as_graded(path.read_text(encoding="utf-8"), texts)
            plans.read_plan(source)
        except (ValueError, TypeError, AttributeError, KeyError):  # each submission says so
            continue
        found[path.stem] = Job(lab, source, source, files, settings=settings)
    return found


@contextmanager
def _here() -> Iterator[Callable[[Job], Examined]]:
    with Kernels() as kernels:
        yield lambda job: examine(job, kernels)


def _kept(path: Path, of: Mapping[str, Any]) -> dict[str, tuple[Verdict, ...]] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if any(content[name] != value for name, value in of.items()):
            return None
        return {name: tuple(map(_verdict, found)) for name, found in content["notebooks"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _plain(verdict: Verdict) -> dict[str, Any]:
    reason = verdict.reason.value if verdict.reason else None
    return asdict(verdict) | {"way": verdict.way.value, "reason": reason}


def _verdict(plain: Mapping[str, Any]) -> Verdict:
    reason = Reason(plain["reason"]) if plain["reason"] else None
    return Verdict(**{**plain, "way": Way(plain["way"]), "reason": reason, "lends": tuple(plain["lends"])})
