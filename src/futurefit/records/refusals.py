"""Work that was handed in and not taken, with the reason: refusals/<lab>/<officer>.json.

Collecting saves these records, and removes them when good work of the officer has come since. An officer's row in a
table or an export shows `told`, which names no other account: the row may be shown to that officer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from futurefit.course import MALAYSIA
from futurefit.records._files import write_files
from futurefit.records.model import RecordsError

_NOBODY = "+nobody"  # the file of those that name no officer; no id has a "+"


@dataclass(frozen=True)
class Refusal:
    """One thing that was handed in and not taken.

    Attributes:
        officer: id of the officer whose it is said to be; "" where it names nobody who could be on the course.
        lab: the lab's name.
        origin: how it came: through the "exchange", or as a "file".
        source: the folder's name in the exchange, or the file's name; as text that can be shown.
        reason: why, and what to do. It names no account but the officer's.
        at: when it came in, by the server's clock; aware.
        account: the account that wrote it, where that is not the officer's own; for instructors only, else "".

    Raises:
        ValueError: `at` has no time zone, or an id cannot be a file's name.
    """

    officer: str
    lab: str
    origin: Literal["exchange", "file"]
    source: str
    reason: str
    at: datetime
    account: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"the time of what {self.officer} handed in for {self.lab} has no time zone")
        for name in (self.officer or _NOBODY, self.lab):
            if not name or name.startswith(".") or any(c in name for c in "/\\\0") or not name.isprintable():
                raise ValueError(f"{name!r} cannot be the name of an officer or a lab")

    @property
    def when(self) -> str:
        """When it came in, in Malaysian time."""
        return f"{self.at.astimezone(MALAYSIA):%d %B %Y, %H:%M}"


def told(refused: Sequence[Refusal], earlier: bool) -> str:
    """What an officer's row says about hand-ins that were refused: the latest, and how many there were.

    Args:
        refused: of one officer and lab, the latest first; "" for none.
        earlier: whether earlier work of this officer was taken, and stands.
    """
    # What another account wrote is told after what the officer did.
    for refusal in sorted(refused, key=lambda refusal: bool(refusal.account)):
        more = f" ({len(refused)} were refused in all.)" if len(refused) > 1 else ""
        which = "A later hand-in" if earlier else "A hand-in"
        return f"{which}, of {refusal.when}, was refused: {refusal.reason}{more}"
    return ""


def load(course: Path) -> dict[tuple[str, str], tuple[Refusal, ...]]:
    """All refusals by (officer, lab), the latest first; officer "" for those that name nobody.

    Raises:
        RecordsError: a file is not the refusals of the officer and lab that its name says.
    """
    found = {}
    for path in sorted((course / "refusals").glob("*/[!.]*.json")):
        officer = "" if path.stem == _NOBODY else path.stem
        found[officer, path.parent.name] = _read(path, officer, path.parent.name)
    return found


def replace(
    course: Path, lab: str, officer: str, found: Iterable[Refusal], settled: Callable[[Refusal], bool]
) -> tuple[Refusal, ...]:
    """Put what was refused now beside what was refused earlier and is not settled; returns what is kept.

    The same thing refused again for the same reason keeps the time at which it first came in.

    Raises:
        RecordsError: the file cannot be read or written.
    """
    path = _file(course, lab, officer)
    before = _read(path, officer, lab) if path.is_file() else ()
    first = {(r.source, r.reason): r for r in before if r.origin == "file"}
    kept = [r for r in before if not settled(r)]
    kept += [first.get((r.source, r.reason), r) if r.origin == "file" else r for r in found]
    latest = tuple(sorted(kept, key=lambda r: r.at, reverse=True))
    if latest == before:
        return latest
    if latest:
        text = json.dumps([{**asdict(r), "at": r.at.isoformat()} for r in latest], indent=1, ensure_ascii=False)
        write_files({path: f"{text}\n".encode(errors="replace")})
    else:
        path.unlink(missing_ok=True)
    return latest


def _file(course: Path, lab: str, officer: str) -> Path:
    return course / "refusals" / lab / f"{officer or _NOBODY}.json"


def _read(path: Path, officer: str, lab: str) -> tuple[Refusal, ...]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        found = tuple(Refusal(**{**row, "at": datetime.fromisoformat(row["at"])}) for row in rows)
        for refusal in found:
            if (refusal.officer, refusal.lab) != (officer, lab):
                raise ValueError(f"it speaks of {refusal.officer}, {refusal.lab}")
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise RecordsError(
            f"{path} is not the record of refused work ({error}). Delete it, then run: futurefit collect {lab}"
        ) from error
    return found
