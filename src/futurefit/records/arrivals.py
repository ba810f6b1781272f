"""What lies in the exchange's inbound folder, and when it came, by the clock of the server.

nbgrader names a submission's folder officer+lab+time+random end, and whoever submits writes that name, the time in it
and timestamp.txt. A file's own times (mtime) can be set as one likes, too. What nobody but the server's kernel sets is
ctime: the moment of the last change to a file, its permissions or its place. So the time that counts is the latest
ctime of a submission's folder and of all that is in it; touching it afterwards only makes it later.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

Clock = Literal["server", "claimed"]
_EPOCH = datetime.fromtimestamp(0, UTC)
_ENTRIES = 20_000  # looked at below one folder; more is nobody's homework, and is refused when it is collected
# nbgrader's time; +08 is what it writes where an officer's clock is set to Kuala Lumpur
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?)(?: (?:(UTC)|([+-])(\d\d):?(\d\d)?))?\s*(?:\+.*)?", re.DOTALL
)


@dataclass(frozen=True)
class Arrival:
    """A folder in the exchange.

    Attributes:
        officer, lab: as its name says; nothing of it is proved.
        name: the folder's own name.
        at: when it came, aware; by the server's clock, unless the course believes what is claimed.
        claimed: the time in its name, aware; None where there is none that can be read.
        uid: number of the account that owns it.
    """

    officer: str
    lab: str
    name: str
    at: datetime
    claimed: datetime | None
    uid: int


def arrivals(inbound: Path, labs: Collection[str], clock: Clock = "server") -> list[Arrival]:
    """The submissions of these labs, in the order in which they came; names of another form are passed over.

    Empty where there is no such folder, or this account may not look into it.
    """
    form = re.compile(rf"(.*?)\+({'|'.join(map(re.escape, labs))})\+(.*)", re.DOTALL)
    found = []
    try:
        names = sorted(os.listdir(inbound))
    except OSError:
        return []
    for name in names:
        if labs and (parts := form.fullmatch(name)):
            claimed = read_time(parts[3])
            try:
                info = os.lstat(inbound / name)
            except OSError:  # removed since
                continue
            at = moment(_last_change(inbound / name, info.st_ctime_ns))
            if clock == "claimed" and claimed:
                at = claimed
            found.append(Arrival(parts[1], parts[2], name, at, claimed, info.st_uid))
    return sorted(found, key=lambda arrival: (arrival.at, arrival.name))


def moment(nanoseconds: int) -> datetime:
    """A file's time as an aware datetime, cut to whole microseconds, which timestamp.txt can hold."""
    return _EPOCH + timedelta(microseconds=nanoseconds // 1000)


def read_time(text: str) -> datetime | None:
    """The time that a folder's name or a timestamp.txt claims, aware; None where it is none.

    UTC where no zone is said; letters other than UTC could mean several zones, and count as no time.
    """
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    zone: timezone = UTC
    try:
        if found[3]:
            offset = timedelta(hours=int(found[4]), minutes=int(found[5] or 0))
            zone = timezone(offset if found[3] == "+" else -offset)
        return datetime.fromisoformat(found[1].ljust(26, "0") if "." in found[1] else found[1]).replace(tzinfo=zone)
    except ValueError:  # the 31st of February
        return None


def _last_change(folder: Path, latest: int) -> int:
    """The latest ctime (ns) below a folder; links are not followed, and what may not be read counts as it lies."""
    waiting, left = [folder], _ENTRIES
    while waiting and left > 0:
        here = waiting.pop()
        try:
            if here.is_symlink():
                continue
            with os.scandir(here) as entries:
                for entry in entries:
                    left -= 1
                    latest = max(latest, entry.stat(follow_symlinks=False).st_ctime_ns)
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(Path(entry.path))
                    if left <= 0:
                        break
        except OSError:
            continue
    return latest
