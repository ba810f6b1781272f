"""What this machine needs for the course, what of it is missing, and the command that mends it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from futurefit.errors import FutureFitError


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. verdict: "good", "bad" (the course does not run) or "note" (a part is missing)."""

    what: str
    verdict: str
    seen: str
    mend: str = ""


NEEDED = ("jupyterlab", "nbgrader", "scikit-learn", "transformers", "scapy", "pytest")


def examine(folder: Path) -> Iterator[Finding]:
    """Look at the environment, the models, the tools and the course folder, one after the other."""
    yield _python()
    yield from _packages()
    yield _alembic()
    yield from _models()
    yield _sandbox(folder)
    yield _private_network()
    yield _browser()
    yield from _course(folder)


def _python() -> Finding:
    seen = f"{sys.version.split()[0]} in {sys.prefix}"
    if sys.prefix == sys.base_prefix and "CONDA_PREFIX" not in os.environ:
        return Finding(
            "Python", "note", f"{seen} (not an environment of its own)", "In the project's folder: make setup"
        )
    return Finding("Python", "good", seen)


def _packages() -> Iterator[Finding]:
    versions, missing = [], []
    for name in (*NEEDED, "torch"):
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        yield Finding("Packages", "bad", f"missing: {', '.join(missing)}", "In the project's folder: make setup")
    else:
        yield Finding("Packages", "good", ", ".join(versions))


def _alembic() -> Finding:
    found = shutil.which("alembic", path=os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")]))
    if found is None:
        return Finding("alembic", "bad", "nbgrader needs it to make a gradebook", "In the project's folder: make setup")
    if shutil.which("nbgrader") is None:
        mend = f"For nbgrader's own commands: export PATH={sysconfig.get_path('scripts')}:$PATH"
        return Finding("nbgrader on PATH", "note", "this environment's programs are not on PATH", mend)
    return Finding("alembic", "good", found)


def _models() -> Iterator[Finding]:
    from futurefit.kit import model_store

    for model in model_store.status():
        if model.installed:
            yield Finding(model.title, "good", f"{model.folder} ({model.bytes / 1e6:,.0f} MB)")
        else:
            seen = f"not installed; labs show recorded outputs only ({model.purpose})"
            yield Finding(model.title, "note", seen, f"futurefit models install {model.name}")


def _sandbox(folder: Path) -> Finding:
    """Whether a submission can be graded where it reaches neither the tests nor anything else of the machine."""
    from futurefit.grading.kernels.sandbox import Policy, SandboxError, check

    what = "Submissions graded apart"
    match _sandbox_of_course(folder):
        case "outer":
            return Finding(what, "note", "the course says that a container is the wall; nothing was tried here")
        case "none":
            mend = "For anybody else's, in nbgrader_config.py: c.Examine.sandbox = 'bubblewrap'"
            return Finding(what, "note", "switched off by the course: only for work that you trust as your own", mend)
    try:
        check(Policy())
    except SandboxError as error:
        return Finding(what, "bad", error.what, error.mend)
    return Finding(what, "good", "each in a sandbox of its own: no network, no other files, limited memory and time")


def _sandbox_of_course(folder: Path) -> str:
    from futurefit.course import open_course

    try:
        return str(open_course(folder).config.Examine.get("sandbox", ""))
    except FutureFitError:  # told further down
        return ""


def _private_network() -> Finding:
    """Whether a lab can make a network of its own, as the packet labs do."""
    what = "Private network for packet labs"
    from futurefit.kit.bubblewrap import find_bubblewrap

    bwrap = find_bubblewrap()
    if bwrap is None:
        return Finding(what, "note", "bubblewrap is missing; recorded packets are shown", "apt install bubblewrap")
    probe = [bwrap, "--ro-bind", "/", "/", "--unshare-user", "--unshare-net", "--uid", "0", "true"]
    done = subprocess.run(probe, capture_output=True, text=True, timeout=20, check=False)
    if done.returncode:
        why = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        mend = "Ask the machine's administrator to allow user namespaces (sysctl kernel.unprivileged_userns_clone=1)"
        return Finding(what, "note", f"not allowed here ({why[0]}); recorded packets are shown", mend)
    return Finding(what, "good", bwrap)


def _browser() -> Finding:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        return Finding(
            "Browser for tests", "note", "only the project's own browser tests need it", "apt install chromium"
        )
    return Finding("Browser for tests", "good", found)


def _course(folder: Path) -> Iterator[Finding]:
    from futurefit.course import open_course

    try:
        course = open_course(folder)
    except FutureFitError as error:
        yield Finding("Course", "note", str(error))
        return
    labs = course.labs()
    if labs:
        yield Finding("Course", "good", f"{course.folder}: {len(labs)} labs built")
    else:
        yield Finding("Course", "bad", f"{course.folder}: no lab is built", "futurefit build")
    officers = (course.folder / "roster.csv").is_file()
    if not officers:
        yield Finding("Roster", "note", "no officers yet", "futurefit roster import FILE (see docs/roster-example.csv)")
    place = course.exchange if course.exchange.exists() else course.exchange.parent
    if os.access(place, os.W_OK):
        yield Finding("Exchange", "good", str(course.exchange))
    else:
        mend = "Make it writable, or name another folder: export FUTUREFIT_EXCHANGE=/path/to/folder"
        yield Finding("Exchange", "bad", f"{course.exchange} cannot be written", mend)
