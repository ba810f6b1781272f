"""Grade many submissions at once: one driver, which alone writes to the gradebook, and workers that run submissions.

Each submission is graded once, whatever ends the run in between: what a worker found is stored before it is scored
(`store`), and its outcome is written last. So the same command, run again, goes on where it was.
"""

from __future__ import annotations

import errno
import os
import time
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from futurefit.course import Course, CourseError
from futurefit.errors import FutureFitError
from futurefit.grading.batch.store import Results, Stored, key_of, lock
from futurefit.grading.files import files_of
from futurefit.grading.graded_source import as_graded, graded_texts
from futurefit.grading.versions import grader_version
from futurefit.records import (
    Outcome,
    RecordsError,
    fingerprint,
    glance,
    load_outcome,
    outdated_penalties,
    version_by,
)

if TYPE_CHECKING:
    from futurefit.grading.batch.autograde import Autograder, Ready
    from futurefit.grading.batch.cluster import Workers
    from futurefit.grading.batch.local import Material
    from futurefit.grading.checked import Checked
    from futurefit.grading.engine import Examined, Job

_LATE = 300.0  # seconds after the engine's own limit, for the start of its kernels, when a submission is given up
_LOOK = 0.2  # seconds between looks at what is running
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)  # errors that meet everybody's work
_TRIES = 2  # of a submission whose workers die, the second one with no other beside it

Tell = Callable[[Sequence[str]], None]


class BatchError(FutureFitError):
    """The run cannot go on; the message ends with what to do. What is graded is kept."""


@dataclass(frozen=True)
class Graded:
    """What happened to one officer's submission in this run."""

    outcome: Outcome
    skipped: bool  # nothing had changed since it was graded
    seconds: float  # of examining it; 0 where that was stored or was not needed
    again: bool = False  # only what decides points beside the run had changed: the stored result was scored again


def submitted(course: Course, lab: str) -> list[str]:
    """Ids of the officers who have a folder for this lab in submitted/."""
    return sorted(path.parent.name for path in (course.folder / "submitted").glob(f"*/{lab}") if path.is_dir())


def grade(
    course: Course,
    lab: str,
    officers: Collection[str] = (),
    *,
    fresh: bool = False,
    timeout: int | None = None,
    workers: int | None = None,
    scheduler: str = "",
    sandbox: str = "",
    tell: Tell = lambda running: None,
    told: Callable[[Checked], None] = lambda checked: None,
    engine: str = "",
) -> Generator[Graded]:
    """Grade the submissions of a lab; an officer whose work cannot be graded does not stop the others.

    Before the first one, the lab's model answer decides how its tests are run (`checked`).

    What has not changed is passed on first. The others come as they are ready, so not in the order of their ids.

    Args:
        officers: ids; all who submitted where none is named.
        fresh: grade again what has not changed since.
        timeout: seconds that one cell may run; None takes the course's setting.
        workers: submissions that run at once on this machine; None is one for each processor.
        scheduler: address of a Dask scheduler, whose workers are used instead.
        sandbox: where submissions run: bubblewrap, outer or none; "" takes the course's setting.
        tell: called with the ids of the officers whose work is running, when they change.
        told: called with what the model answer has decided, where that was not known before.
        engine: module that examines; "" is `futurefit.grading.engine`.

    Raises:
        CourseError: no such lab, it was never released, its model answer cannot be run, or an officer who submitted
            nothing is named.
        RecordsError: no gradebook, or it cannot be read.
        StoreError: the course is being graded already, or a result cannot be written.
        ClusterError: there are no workers.
        SandboxError: submissions cannot be kept apart here.
        BatchError: the gradebook or a folder cannot be written.
    """
    course.need_lab(lab)
    present = submitted(course, lab)
    if missing := sorted(set(officers) - set(present)):
        raise CourseError(f"No submission of {lab} from {', '.join(missing)}. To see who submitted: futurefit status")
    desk = _Desk(course, lab)
    waiting = []
    for officer in sorted(officers) or present:
        last = None if fresh else desk.current(officer)
        if last is None:
            waiting.append(officer)
        else:
            yield Graded(last, True, 0.0)
    if not waiting:
        return
    with ExitStack() as stack:
        stack.enter_context(lock(course.folder, lab))
        # What follows takes seconds to start, and is not needed where nothing has changed.
        from futurefit.grading.batch.cluster import Workers
        from futurefit.grading.batch.worker import ENGINE

        at_once = min(workers or _processors(), len(waiting))
        material = None if scheduler else desk.material(sandbox)
        crew = stack.enter_context(Workers(at_once, scheduler, engine or ENGINE, material))
        if fresh or not all(desk.stored(officer) for officer in waiting):
            crew.start()  # while nbgrader is imported
        from futurefit.grading.batch.autograde import Autograder
        from futurefit.grading.checked import check

        autograder = stack.enter_context(Autograder(course, lab, timeout=timeout, sandbox=sandbox))
        checked = check(course, lab, autograder.settings, run=_Runner(crew))
        if checked.new:
            told(checked)
        yield from _Run(desk, autograder, crew, checked, waiting, fresh, tell).all()


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Runner:
    """Examines one job after the other by the workers, before there are others."""

    def __init__(self, crew: Workers) -> None:
        self._crew, self._count = crew, 0

    def __call__(self, job: Job) -> Examined:
        self._count -= 1  # those of submissions are above 0
        self._crew.submit(self._count, job)
        while True:
            for _, came in self._crew.landed(_LOOK):
                if isinstance(came, BaseException):
                    raise came
                examined: Examined = came
                return examined


class _Desk:
    """What is known of a lab's submissions before any is graded, found out without nbgrader's slow import."""

    def __init__(self, course: Course, lab: str) -> None:
        self.course, self.lab = course, lab
        question = "SELECT s.student_id FROM submitted_assignment s JOIN assignment a ON a.id = s.assignment_id "
        with glance(course) as ask:
            self.version = version_by(ask, course.folder, lab)
            self._runs = version_by(ask, course.folder, lab, points=False)
            self._in_gradebook = {officer for (officer,) in ask(question + "WHERE a.name = :lab", {"lab": lab})}
            self._outdated = {officer for officer, _ in outdated_penalties(ask, course.config, lab)}
        if not self.version:
            raise CourseError(f"{lab} is not in the gradebook yet. Run: futurefit release {lab}")
        self.names = tuple(path.stem for path in sorted((course.folder / "source" / lab).glob("*.ipynb")))
        self.results = Results(course.folder, lab)
        records = (course.folder / "gradings" / lab).glob("*.json")
        self._last = {path.stem: self._saved(path.stem) for path in sorted(records)}

    def folder(self, officer: str) -> Path:
        return self.course.folder / "submitted" / officer / self.lab

    def _saved(self, officer: str) -> Outcome | None:
        try:
            return load_outcome(self.course.folder, officer, self.lab)
        except RecordsError:  # a power cut may leave it empty; this officer is graded again, and it is replaced
            return None

    def current(self, officer: str) -> Outcome | None:
        """The outcome of the last grading, where it came to its end and nothing that decides points has changed."""
        last = self._last.get(officer)
        if last is None or not last.graded or officer not in self._in_gradebook or officer in self._outdated:
            return None
        kept = self.course.folder / "autograded" / officer / self.lab
        if (last.lab_version, last.grader_version) != (self.version, grader_version()):
            return None
        notebooks = [kept / f"{name}.ipynb" for name in self.names]
        if not all(path.is_file() and path.stat().st_size for path in notebooks):  # empty after a power cut
            return None
        return last if last.submission == fingerprint(self.folder(officer)) else None

    def key(self, submission: str, settings: str = "") -> str:
        """The name of the result of a submission (its `fingerprint`), as this lab and this grader give it.

        What decides points, but not what running gives, is no part of it.
        """
        return key_of(submission, self._runs, grader_version(), settings)

    def scored(self, officer: str, key: str) -> bool:
        """Whether the gradebook holds the points of this result."""
        last = self._last.get(officer)
        kept = self.course.folder / "autograded" / officer / self.lab
        return (
            last is not None
            and (last.graded, last.result) == (True, key)
            and officer in self._in_gradebook
            and all((kept / f"{name}.ipynb").is_file() for name in self.names)
        )

    def material(self, sandbox: str) -> Material | None:
        """What the lab's warm parent is made of; a guess, since nbgrader has not read the configuration yet."""
        from futurefit.grading.batch.local import Material
        from futurefit.grading.kernels.sandbox import policy_of

        folder = self.course.folder / "source" / self.lab
        settings = dict(self.course.config.Examine) | ({"sandbox": sandbox} if sandbox else {})
        try:
            text = (folder / f"{self.names[0]}.ipynb").read_text(encoding="utf-8")
            source = as_graded(text, graded_texts(self.course, self.lab, self.names[0]))
            files = {name: path.read_bytes() for name, path in files_of(folder).items()}
            return Material(source, files, policy_of(settings).as_dict())
        except (OSError, ValueError, TypeError, FutureFitError):  # told when a submission needs it
            return None

    def stored(self, officer: str) -> bool:
        """Whether a result of this submission may be stored; a guess, which leaves the settings out."""
        return self.results.any_of(fingerprint(self.folder(officer)))


@dataclass
class _Work:
    """A submission on its way."""

    officer: str
    submission: str  # fingerprint
    numbers: dict[int, str]  # of its jobs: number -> notebook
    ready: Mapping[str, Ready]
    found: dict[str, Stored] = field(default_factory=dict)


class _Run:
    """The submissions of one run that are to be graded."""

    def __init__(
        self,
        desk: _Desk,
        autograder: Autograder,
        crew: Workers,
        checked: Checked,
        waiting: list[str],
        fresh: bool,
        tell: Tell,
    ) -> None:
        self._desk, self._autograder, self._crew, self._fresh, self._tell = desk, autograder, crew, fresh, tell
        self._checked = checked
        self._waiting = deque(waiting)
        self._alone: deque[str] = deque()  # their workers died: each is tried again with no other beside it
        self._tries: dict[str, int] = {}
        self._flying: dict[int, _Work] = {}  # by the number of a job
        self._count = 0
        self._told: list[str] = []
        settings = autograder.settings
        self._settings = repr((settings, sorted(checked.notebooks.items())))
        self._longest = settings.total_seconds + _LATE

    def all(self) -> Iterator[Graded]:
        """Grade them all, in the order in which they are ready."""
        while self._waiting or self._alone or self._flying:
            while officer := self._next():
                yield from self._begin(officer)
            for number, came in self._crew.landed(_LOOK) if self._flying else ():
                yield from self._land(number, came)
            yield from self._stop_endless()
            self._tell_running()

    def _next(self) -> str | None:
        if self._waiting:
            return self._waiting.popleft() if self._crew.room > 0 else None
        return self._alone.popleft() if self._alone and not self._flying else None

    def _begin(self, officer: str) -> Iterator[Graded]:
        """Send a submission to the workers, unless its end is known already."""
        from futurefit.grading.reasons import problem_with, reason_for

        folder = self._desk.folder(officer)
        try:
            self._autograder.take_renamed(officer)
        except Exception as error:  # as below
            _need_writable(error)
            yield self._fail(officer, reason_for(error, self._desk.lab))
            return
        submission = fingerprint(folder)
        if problem := problem_with(folder, self._autograder.names, self._desk.lab):
            yield self._fail(officer, problem)
            return
        key = self._desk.key(submission, self._settings)
        if not self._fresh and (found := self._desk.results.get(submission, key)):
            yield self._score(officer, found, key, 0.0, again=self._desk.scored(officer, key))
            return
        try:
            ready = self._autograder.ready(officer)
        except Exception as error:  # nbgrader and the configured steps raise whatever they like
            _need_writable(error)
            yield self._fail(officer, reason_for(error, self._desk.lab))
            return
        work = _Work(officer, submission, {}, ready)
        for name, each in ready.items():
            self._count += 1
            work.numbers[self._count] = name
            self._flying[self._count] = work
            self._crew.submit(self._count, replace(each.job, ways=self._checked.ways(name)))

    def _land(self, number: int, came: Any) -> Iterator[Graded]:
        """Take in what came of a job."""
        from futurefit.grading.batch.cluster import WorkerDied
        from futurefit.grading.kernels.sandbox import SandboxError

        work = self._flying.pop(number, None)
        if work is None:  # another notebook of this submission has failed
            return
        if isinstance(came, SandboxError):
            raise came
        if isinstance(came, WorkerDied):
            self._forget(work)
            tries = self._tries[work.officer] = self._tries.get(work.officer, 0) + 1
            if tries < _TRIES:
                self._alone.append(work.officer)
                return
            words = "The workers that ran it died each time. Look for what it does to a machine, and at the machine's "
            yield self._fail(work.officer, words + "memory; then grade again.")
        elif isinstance(came, BaseException):
            self._forget(work)
            told = str(came) if isinstance(came, FutureFitError) else f"{type(came).__name__}: {came}"
            yield self._fail(work.officer, f"The grader failed: {told or 'no message'} Grade again.")
        else:
            name = work.numbers[number]
            fields = {each: getattr(came, each) for each in ("notebook", "inside", "notes", "seconds", "cell_seconds")}
            work.found[name] = Stored(**fields, remarks=work.ready[name].notes, told=work.ready[name].told)
            if len(work.found) == len(work.numbers):
                if fingerprint(self._desk.folder(work.officer)) != work.submission:
                    self._waiting.append(work.officer)  # it was handed in again meanwhile
                    return
                key = self._desk.key(work.submission, self._settings)
                self._desk.results.put(work.submission, key, work.found)
                yield self._score(work.officer, work.found, key, sum(each.seconds for each in work.found.values()))

    def _forget(self, work: _Work, *, restart: bool = False) -> None:
        """Give up the other notebooks of a submission that has failed."""
        for number in work.numbers:
            if self._flying.pop(number, None):
                self._crew.stop(number, restart=restart)

    def _stop_endless(self) -> Iterator[Graded]:
        """Give up what runs far longer than the engine would let it."""
        now = time.monotonic()
        for number, (since, _) in list(self._crew.began.items()):
            if now - since > self._longest and (work := self._flying.get(number)):
                self._forget(work, restart=True)
                yield self._fail(
                    work.officer,
                    f"It did not end within {self._longest / 60:.0f} minutes. Look for what takes so long, or grade "
                    "it alone with a lower limit for each cell: --timeout SECONDS.",
                )

    def _score(
        self, officer: str, found: dict[str, Stored], key: str, seconds: float, *, again: bool = False
    ) -> Graded:
        from futurefit.grading.reasons import reason_for

        try:
            outcome = self._autograder.score(officer, found, key, again=again)
        except FutureFitError:  # an outcome cannot be written
            raise
        except Exception as error:
            _need_writable(error)
            return self._fail(officer, reason_for(error, self._desk.lab))
        return Graded(outcome, False, seconds, again)

    def _fail(self, officer: str, reason: str) -> Graded:
        try:
            return Graded(self._autograder.fail(officer, reason), False, 0.0)
        except Exception as error:
            _need_writable(error)
            raise

    def _tell_running(self) -> None:
        running = sorted({self._flying[number].officer for number in list(self._crew.began) if number in self._flying})
        if running != self._told:
            self._told = running
            self._tell(running)


def _need_writable(error: BaseException) -> None:
    """Raise BatchError where it is the disk's or the database's error, and so nobody's submission."""
    from sqlalchemy.exc import OperationalError

    found: BaseException | None = error
    while found is not None and not isinstance(found, OperationalError):  # nbgrader raises others in its place
        found = found.__cause__ or found.__context__
    if found is None and not (isinstance(error, OSError) and error.errno in _DISK):
        return
    cause = getattr(found, "orig", None) or error
    raise BatchError(
        f"Grading stopped: the gradebook or a folder of the course cannot be written ({cause}). Make room on the disk, "
        "or let the other command that uses the gradebook end; then run the same command again: it goes on."
    ) from error
