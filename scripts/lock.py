"""Pin every package: write requirements.lock from pyproject.toml, and environment.yml from requirements.lock.

Run through `make lock`, which gives it uv (https://docs.astral.sh/uv/), in an environment of its own.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK, TORCH, ENVIRONMENT = (ROOT / name for name in ("requirements.lock", "requirements-torch.txt", "environment.yml"))
HEAD = """\
# The same environment for conda users:  conda env create -f environment.yml
# Made from requirements.lock by `make lock`; a test holds the two in step. PyTorch is conda-forge's CPU build.
name: futurefit
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python=3.11
  - pip
  - make
  - pytorch-cpu={torch}
  - pip:
"""


def pins(lock: str) -> list[str]:
    """The lines of a lock without their hashes, "name==version" and, where it has one, "; marker"."""
    return [match[1].strip() for match in re.finditer(r"^([a-z0-9][^\\\n]*==[^\\\n]*)", lock, re.MULTILINE)]


def environment(lock: str, torch: str) -> str:
    """The text of environment.yml for a lock and the one line of requirements-torch.txt."""
    version = torch.strip().partition("==")[2]
    lines = [f'      - "{pin}"' for pin in pins(lock)]
    return HEAD.format(torch=version) + "\n".join([*lines, '      - "--editable ."']) + "\n"


def main() -> None:
    extras = [part for extra in ("dev", "models") for part in ("--extra", extra)]
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "--universal",
        "--generate-hashes",
        "--python-version",
        "3.11",
    ]
    command += ["--no-header", "--no-annotate", "--no-emit-package", "torch", "--quiet"]
    subprocess.run([*command, *extras, "pyproject.toml", "-o", LOCK.name, *sys.argv[1:]], cwd=ROOT, check=True)
    ENVIRONMENT.write_text(environment(LOCK.read_text(), TORCH.read_text()), encoding="utf-8")


if __name__ == "__main__":
    main()
