"""JupyterLab on a course: as its instructor, or as an officer sees it, beginning with My labs.

JupyterLab is given a configuration folder of its own, beside the course's nbgrader_config.py: nothing is written into
the course or into the person's own Jupyter settings, which still apply where ours say nothing.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from futurefit.course import Course
from futurefit.hub import ADDRESS, LABEXTENSIONS
from futurefit.scratch import Scratch

# Where the Assignment List puts labs that the instructor fetches to try them: a folder of the course, since JupyterLab
# opens nothing outside its own root, and not the course folder itself, where a fetched lab would lie among its folders.
AS_OFFICER = "as-officer"

# What JupyterLab starts with, for officers and instructors; what a person chooses in Settings goes before it.
SETTINGS: dict[str, dict[str, Any]] = {
    # No news pop-up over the buttons, nothing that asks for the network.
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
    # nbgrader submits what is on disk: without this, up to two minutes of work can be missing from it.
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 10},
    "@jupyterlab/notebook-extension:tracker": {
        "windowingMode": "none",  # every cell is there from the start: no jumps while scrolling
        "showEditorForReadOnlyMarkdown": False,  # a double click on the lab's own text does not show its source
        # Until a just-opened notebook has its kernel, JupyterLab drops what is run in it: let it say so.
        "enableKernelInitNotification": True,
        "kernelShutdown": True,  # closing a lab gives its memory back
    },
}

# For officers: light or dark as their device is, like My labs.
OFFICERS_SETTINGS: dict[str, dict[str, Any]] = {"@jupyterlab/apputils-extension:themes": {"adaptive-theme": True}}

# What is of no use in these labs, or leads astray.
DISABLED = [
    "jupyterlab-jupytext",  # could pair a notebook with a text file, and so put answers back into an officer's copy
    "@jupyter-notebook/lab-extension",  # a second look for the same notebook, one button away
    "@jupyterlab/extensionmanager-extension",  # asks PyPI
    "@jupyterlab/debugger-extension",
    "@jupyter/nbgrader:create-assignment",  # edits source/, which is made from labs/
    "@jupyter/nbgrader:course-list",  # there is one course
]

# What only instructors have a use for. Hidden, which is no wall: officers of a real course have accounts of their own.
FOR_INSTRUCTORS = ["@jupyter/nbgrader:formgrader"]


def write_settings(course: Course, folder: Path, *, as_officer: bool = False) -> None:
    """Write what JupyterLab reads at its start into a folder of Jupyter's configuration path.

    As an officer sees it: the first page is My labs, and JupyterLab shows the officer's own folder only.
    """
    work = course.folder / AS_OFFICER
    disabled = DISABLED + FOR_INSTRUCTORS * as_officer
    own = {"default_url": ADDRESS} if as_officer else {}
    extensions = {"futurefit.hub": True, "jupyterlab_jupytext": False, "notebook": False, "notebook_shim": False}
    if as_officer:
        extensions["nbgrader.server_extensions.formgrader"] = False
    files: dict[str, Any] = {
        "labconfig/default_setting_overrides.json": SETTINGS | (OFFICERS_SETTINGS if as_officer else {}),
        "labconfig/page_config.json": {"disabledExtensions": dict.fromkeys(disabled, True)},
        "jupyter_lab_config.json": {
            "LabApp": {
                "extension_manager": "readonly",
                "news_url": None,
                "extra_labextensions_path": [str(LABEXTENSIONS)],
                **own,
            }
        },
        "jupyter_server_config.json": {
            "ServerApp": {
                "root_dir": str(work if as_officer else course.folder),
                **own,
                "answer_yes": True,  # the first Ctrl-C stops it
                # A login shell, which JupyterLab starts otherwise, may forget where futurefit and nbgrader are.
                "terminado_settings": {"shell_command": [os.environ.get("SHELL") or "sh"]},
                "jpserver_extensions": extensions,
            }
        },
        "nbgrader_config.json": {
            # The cache is where the Assignment List finds what this person has submitted.
            "Exchange": {"assignment_dir": str(work), "cache": str(work / ".submitted")},
            "FormgradeExtension": {"debug": False},
        },
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")


def lab_command(port: int, browser: bool) -> list[str]:
    """The command that starts JupyterLab for this machine only."""
    command = [sys.executable, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"]
    if not browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return command


def lab_environment(course: Course, settings: Path) -> dict[str, str]:
    """The environment in which JupyterLab finds its settings and, as a configuration of nbgrader, the course's own."""
    paths = [str(settings), str(course.folder), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}


def run_lab(course: Course, *, port: int = 8888, browser: bool = True, as_officer: bool = False) -> int:
    """Run JupyterLab on the course until it is stopped with Ctrl-C; returns its exit code.

    Where the port is taken, JupyterLab takes another one, and says which. So both sides can be open at once.
    """
    course.exchange.mkdir(parents=True, exist_ok=True)
    (course.folder / AS_OFFICER).mkdir(exist_ok=True)
    scratch = Scratch("lab")
    with scratch as settings:
        write_settings(course, settings, as_officer=as_officer)
        command = lab_command(port, browser)
        environment = lab_environment(course, settings)
        # The server holds its settings, too: it goes on where this process is killed.
        with subprocess.Popen(command, cwd=course.folder, env=environment, pass_fds=[scratch.lock]) as server:
            # A kill of this process must not leave the server behind; on Ctrl-C the terminal tells both.
            signal.signal(signal.SIGTERM, lambda *_: server.terminate())
            while True:
                try:
                    return server.wait()
                except KeyboardInterrupt:
                    continue
