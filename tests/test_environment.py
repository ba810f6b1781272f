"""The lists of packages say the same thing in every place."""

import importlib.util
import re
import tomllib
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
TORCH = (ROOT / "requirements-torch.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CLIENT = ("jupyterlab", "nbgrader", "scikit-learn", "transformers", "scapy", "pytest")

spec = importlib.util.spec_from_file_location("lock", ROOT / "scripts" / "lock.py")
assert spec is not None and spec.loader is not None
lock = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lock)


def test_environment_yml_is_what_the_lock_says():
    assert (ROOT / "environment.yml").read_text(encoding="utf-8") == lock.environment(LOCK, TORCH), "run: make lock"


def test_environment_yml_has_every_pin_and_conda_forges_cpu_pytorch():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    pip = listed[-1]["pip"]
    assert f"pytorch-cpu={TORCH.strip().removeprefix('torch==')}" in listed
    assert len(pip) == len(lock.pins(LOCK)) + 1 > 150
    assert pip[-1] == "--editable ."


def test_every_pin_has_hashes():
    for block in re.split(r"\n(?=\S)", LOCK):
        if "==" in block:
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_every_package_that_the_project_asks_for_is_pinned_as_asked():
    pinned = {}
    for pin in map(Requirement, lock.pins(LOCK)):
        pinned.setdefault(canonicalize_name(pin.name), []).append(next(iter(pin.specifier)).version)
    asked = [*PROJECT["dependencies"], *(r for extra in PROJECT["optional-dependencies"].values() for r in extra)]
    for requirement in map(Requirement, asked):
        versions = pinned.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not in requirements.lock: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), requirement
    assert set(CLIENT) <= set(pinned)
