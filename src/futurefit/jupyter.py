"""JupyterLab on a course, as its instructor."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from futurefit.course import Course

# Quiet start for everybody: no news pop-up over the buttons, nothing that asks for the network.
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}


def lab_command(port: int, browser: bool, settings: Path) -> list[str]:
    """The command that starts JupyterLab; settings is a folder that gets `overrides.json`."""
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps(SETTINGS, indent=1), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        f"--LabApp.app_settings_dir={settings}",
    ]
    if not browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return command


def lab_environment(course: Course) -> dict[str, str]:
    """The environment in which JupyterLab finds the course: its nbgrader_config.py is read as one of Jupyter's own."""
    paths = [str(course.folder), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths))}


def run_lab(course: Course, *, port: int = 8888, browser: bool = True) -> int:
    """Run JupyterLab in the course folder until it is stopped with Ctrl-C; returns its exit code."""
    course.exchange.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="futurefit-lab-") as settings:
        command = lab_command(port, browser, Path(settings))
        try:
            return subprocess.run(command, cwd=course.folder, env=lab_environment(course), check=False).returncode
        except KeyboardInterrupt:
            return 0
