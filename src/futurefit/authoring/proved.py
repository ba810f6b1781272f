"""Where a lab's proof is kept, and whether it is still of the lab as it stands.

`labs/<slug>/proof.json` is small and committed with the lab: whoever checks out the course can release its labs, and a
change of a lab shows in the same commit as its new proof, or shows that this is missing. It holds a fingerprint of
each file that the proof depends on, so that asking is quick and runs nothing:

- the lab's text, settings and data, its answers, and its lists of conditions, of equivalent mutants and of what fills
  its hints (pictures and the program that made the data decide nothing);
- what decides in the grader: how the kit compares answers, nbgrader's version, and what a proof asks for. Other changes
  of the house are caught by `futurefit verify --quick` on every lab.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from futurefit.authoring.conditions import NAME as CONDITIONS
from futurefit.authoring.hints import NAME as HINTS
from futurefit.authoring.lab import EQUIVALENTS
from futurefit.authoring.picture import NAME as PICTURE
from futurefit.kit import compare
from futurefit.kit.skipped import SHOWN

if TYPE_CHECKING:
    from futurefit.authoring.proof import Proof

KEPT = "proof.json"
ASKED = 2  # raised whenever a proof asks for more, so that older ones no longer count
_LAB = ("lab.py", "lab.toml", EQUIVALENTS, CONDITIONS, HINTS, "answers/**/*.py", "data/**/*")


def fingerprint(folder: Path) -> dict[str, str]:
    """What a proof of the lab in this folder depends on: a short hash of each file, and what decides in the grader."""
    files = {path for pattern in _LAB for path in folder.glob(pattern) if path.is_file()}
    found = {
        path.relative_to(folder).as_posix(): _hash(path.read_bytes().replace(b"\r\n", b"\n"))
        for path in sorted(files)
        if path.name not in (PICTURE, SHOWN)
        and "__pycache__" not in path.parts
        and ".ipynb_checkpoints" not in path.parts
    }
    rules = Path(compare.__file__).read_bytes().replace(b"\r\n", b"\n")
    return found | {"grader": f"{ASKED}, nbgrader {version('nbgrader')}, comparing {_hash(rules)}"}


def why_not_proved(folder: Path) -> str:
    """Why the lab in this folder does not count as proved, as part of a sentence; "" if it does."""
    path = folder / KEPT
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))["fingerprint"]
    except FileNotFoundError:
        return "nobody has proved that its tests judge rightly"
    except (ValueError, KeyError, TypeError):
        return f"its proof, {path}, cannot be read"
    now = fingerprint(folder)
    if kept == now:
        return ""
    changed = sorted(name for name in kept.keys() | now.keys() if kept.get(name) != now.get(name))
    if changed == ["grader"]:
        return "its tests were proved with another version of the grader"
    shown = ", ".join(changed[:3]) + (f" and {len(changed) - 3} more" if len(changed) > 3 else "")
    return f"its proof is older than its text ({shown})"


def differs_since(course: Path, slug: str, commit: str) -> bool:
    """Whether a lab, or the grader, is not what its proof in this commit of the course's repository is about."""
    shown = subprocess.run(
        ["git", "show", f"{commit}:./labs/{slug}/{KEPT}"], cwd=course, capture_output=True, check=False
    )
    try:
        return json.loads(shown.stdout)["fingerprint"] != fingerprint(course / "labs" / slug)
    except (ValueError, KeyError, TypeError):  # no such commit, or no proof in it
        return True


def keep(folder: Path, proof: Proof, of: dict[str, str]) -> Path | None:
    """Write down a proof that holds; one that does not, of the same text as the kept one, takes that away.

    Args:
        of: the fingerprint from before the proof began, so that what was changed meanwhile is not taken for proved.
    """
    path = folder / KEPT
    if not proof.holds:
        if not why_not_proved(folder):
            path.unlink()
        return None
    content = {
        "lab": proof.slug,
        "answers": {"right": proof.right, "wrong": proof.wrong, "empty": proof.empty},
        "mutants": {"made": proof.made, "caught": proof.caught, "equivalent": proof.equivalent},
        "runs": proof.runs,
        "fingerprint": of,
    }
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = {}
    before.pop("proved", None)
    if before != content:  # proving the same again changes nothing
        content = {"lab": proof.slug, "proved": f"{datetime.now(UTC):%Y-%m-%d}"} | content
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
