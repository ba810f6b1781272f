"""nbgrader's step of running a submission, with the officer and the examiner apart.

Takes the place of nbgrader's Execute, so that `nbgrader autograde`, Formgrader and `futurefit grade` all grade alike.
"""

from __future__ import annotations

import atexit
import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import Execute
from traitlets import Float, Integer, Unicode

from futurefit.course import Course
from futurefit.errors import FutureFitError
from futurefit.grading.checked import check
from futurefit.grading.engine import Examined, Job, Kernels, Settings, Ways, examine
from futurefit.grading.files import files_of
from futurefit.grading.kernels.sandbox import Policy, policy_of
from futurefit.grading.reasons import NotGradable
from futurefit.grading.steps.lab_notebook import directory_of
from futurefit.grading.steps.sanitising import Resources, WithLab

IDLE = 300.0  # seconds after which warm parents are let go, since a server lives on
_NOT_HANDED_OVER = {"timestamp.txt", "submission_secret.txt"}
_MIB = 2**20


class Examine(WithLab, Execute):
    """Runs a submission in two kernels, each in a sandbox; nbgrader runs it beside its hidden tests, as the grader.

    A finished run may be given in `resources["futurefit"]["examined"]` (`engine.Examined`); then its outputs are used.
    """

    sandbox = Unicode(
        Policy.mode,
        help="Where submissions run: bubblewrap (a sandbox each), outer (this container is the wall) or none (no wall: "
        "only for work that you trust as your own).",
    ).tag(config=True)
    explore_timeout = Float(30.0, help="Seconds that a cell tagged “explore” may run. Its end costs no marks.").tag(
        config=True
    )
    memory = Integer(
        Policy.memory // _MIB, help="MiB of memory of a kernel, beyond what it shares with its parent."
    ).tag(config=True)
    disk = Integer(Policy.disk // _MIB, help="MiB of files that a kernel may write.").tag(config=True)
    processes = Integer(Policy.processes, help="Processes and threads that a kernel may have.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources, **_: Any) -> tuple[NotebookNode, Resources]:
        shared = resources.setdefault("futurefit", {})
        examined = shared.get("examined")
        if examined is None:
            job = self.job(nb, resources)
            examined = _examine(replace(job, ways=self._ways(resources)))
        if examined.inside:
            shared["inside"] = True
        shared.setdefault("notes", []).extend(examined.notes)
        return paste(nb, examined), resources

    def _ways(self, resources: Resources) -> Ways:
        """How the tests are run: as the lab's model answer has decided, before the first submission.

        Raises:
            NotGradable: the model answer cannot be run.
        """
        lab, notebook = resources["nbgrader"]["assignment"], resources["nbgrader"]["notebook"]
        course = Course(Path(directory_of(self).root), self.config)
        try:
            checked = check(course, lab, self.settings(), run=_examine)
        except FutureFitError as error:
            raise NotGradable(str(error)) from error
        if checked.new:
            for _, text in checked.told:
                self.log.warning(text)
        return checked.ways(notebook)

    def settings(self) -> Settings:
        """How submissions are run, from this class's configuration and that of nbgrader's Execute.

        Raises:
            SandboxError: a setting that there is not.
        """
        policy = policy_of({name: getattr(self, name) for name in ("sandbox", "memory", "disk", "processes")})
        unlimited = self.timeout is None or self.timeout < 0
        return Settings(policy, 3600.0 if unlimited else float(self.timeout), self.explore_timeout)

    def job(self, nb: NotebookNode, resources: Resources) -> Job:
        """All that it takes to run this notebook elsewhere.

        Raises:
            NotGradable: the submission brings more files than a kernel may have.
            CourseError: the lab cannot be read.
        """
        settings = self.settings()
        lab = self.lab(resources)
        own = {
            name: path
            for name, path in files_of(Path(resources["metadata"]["path"])).items()
            if name not in lab.files and path.name not in _NOT_HANDED_OVER
        }
        if sum(path.stat().st_size for path in own.values()) > settings.policy.disk // 2:
            raise NotGradable(
                f"The submission brings more than {settings.policy.disk // 2 // _MIB} MB of files of its own. "
                "Ask the officer to hand in the notebook without them."
            )
        files = {name: path.read_bytes() for name, path in own.items()}
        order = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells]
        return Job(lab.assignment, json.dumps(nb), lab.source_json(order), lab.files, files, settings)


def paste(nb: NotebookNode, examined: Examined) -> NotebookNode:
    """The notebook with the outputs of its run."""
    cells = [cell for cell in nb.cells if cell.cell_type == "code"]
    ran = [cell for cell in json.loads(examined.notebook)["cells"] if cell["cell_type"] == "code"]
    for cell, after in zip(cells, ran, strict=True):
        cell.outputs = [from_dict(output) for output in after["outputs"]]
        cell.execution_count = after["execution_count"]
    return nb


_kernels: Kernels | None = None
_using = threading.Lock()
_letting_go: threading.Timer | None = None


def _examine(job: Job) -> Examined:
    """Run a job in this process, with kernels that stay warm for the next one."""
    global _kernels, _letting_go
    with _using:
        if _letting_go:
            _letting_go.cancel()
        else:
            atexit.register(_let_go)
        _kernels = _kernels or Kernels()
        try:
            return examine(job, _kernels)
        except FutureFitError as error:
            raise NotGradable(str(error)) from error
        finally:
            _letting_go = threading.Timer(IDLE, _let_go)
            _letting_go.daemon = True
            _letting_go.start()


def _let_go() -> None:
    global _kernels
    with _using:
        if _kernels:
            _kernels.close()
            _kernels = None
