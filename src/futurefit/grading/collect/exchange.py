"""Collecting from the exchange, in place of nbgrader's own collector and plugged into it by nbgrader_config.py.

`nbgrader collect`, Formgrader's button and `futurefit collect` all end here. nbgrader's collector follows links, takes
work in anybody's name with a warning, believes the time that its writer wrote, and stops for the whole class at one
odd name; here each thing that is not taken becomes a `Refusal`, and everybody else's work is collected.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatch, fnmatchcase
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc
from traitlets import Enum, Integer

from futurefit.course import MALAYSIA, CourseError
from futurefit.grading.collect.intake import (
    Collected,
    FolderCopy,
    Limits,
    Refused,
    aside,
    check_kind,
    folded,
    put_in_place,
    reading,
    same_work,
    shown,
    write_secret,
    write_timestamp,
)
from futurefit.grading.collect.owners import Owners, name_of
from futurefit.grading.reasons import NotGradable
from futurefit.grading.steps.names import take_renamed
from futurefit.records import Refusal, RosterError, replace_refusals
from futurefit.records.arrivals import Arrival, arrivals, moment, read_time
from futurefit.records.roster import load as load_roster

CLOCKS_DIFFER = timedelta(minutes=5)
_SECRET = re.compile(r"[!-~]{16,1024}")
# An officer whom the roster does not list, as an instructor who tries a lab. With "+", since nbgrader takes it too.
_STRANGER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}")


class CollectSafely(ExchangeCollect):
    """Without it nbgrader follows links, takes work in another's name and believes its writer's clock."""

    owners = Enum(
        ("auto", True, False),
        default_value="auto",
        help=(
            "Whether a submission's folder must belong to the account that bears the officer's id. True: always. "
            "False: never (all officers share one account). 'auto': where somebody on the roster has an account here."
        ),
    ).tag(config=True)
    clock = Enum(
        ("server", "claimed"),
        default_value="server",
        help=(
            "Which time of a submission counts: the server's, or the one that its folder's name claims. "
            "'claimed' is for an exchange that was copied from another disk, which loses the server's times."
        ),
    ).tag(config=True)
    max_files = Integer(500, help="Most files and folders of one submission.").tag(config=True)

    collected: list[Collected]

    def init_src(self) -> None:
        """Find what lies in the exchange for this lab."""
        if not self.coursedir.course_id:
            self.fail("The course has no id. Set c.CourseDirectory.course_id in nbgrader_config.py.")
        inbound = Path(self.root, self.coursedir.course_id, "inbound")
        if not inbound.is_dir():
            self.fail(f"{inbound} does not exist. Release a lab first: nbgrader release_assignment LAB")
        if not os.access(inbound, os.R_OK | os.X_OK):
            self.fail(f"{inbound} cannot be read by this account. Collect with the account that owns the exchange.")
        self.inbound = inbound
        self.course = Path(self.coursedir.root)
        self.lab = self.coursedir.assignment_id
        self.limits = Limits.of(self.coursedir, self.max_files)
        try:
            roster = [officer.id for officer in load_roster(self.course)]
        except RosterError as error:
            self.log.warning("The roster is not read: %s", error)
            roster = []
        setting = self.owners if self.check_owner else False
        self.who = Owners.of(setting, (os.geteuid(), inbound.stat().st_uid), roster)
        self.roster = frozenset(roster)

    def copy_files(self) -> None:
        """Collect officer by officer; `collected` says what was done."""
        self.collected = []
        whom = self.coursedir.student_id or "*"
        by_officer: dict[str, list[Arrival]] = {}
        nobody: list[Refusal] = []
        ids = self._known_ids()
        for arrival in arrivals(self.inbound, [self.lab], self.clock):
            if problem := self._not_an_id(arrival.officer, ids):
                nobody.append(self._refusal(arrival, problem, officer=""))
            elif fnmatchcase(arrival.officer, whom):
                by_officer.setdefault(arrival.officer, []).append(arrival)
        saved = {path.stem for path in (self.course / "refusals" / self.lab).glob("[!.+]*.json")}
        for officer in sorted({*by_officer, *(id for id in saved if fnmatchcase(id, whom))}):
            self.collected += self._collect(officer, by_officer.get(officer, []))
        if whom == "*":
            replace_refusals(self.course, self.lab, "", nobody, lambda r: r.origin == "exchange")
            self.collected += [Collected("", r.source, False, r.reason, r) for r in nobody]
        for item in self.collected:
            if item.taken:
                self.log.info("Collected %s of %s. %s", self.lab, item.officer, item.remark)
            elif item.refusal:
                self.log.warning("Refused %s of %s: %s", self.lab, item.officer or "nobody", item.remark)
        if not by_officer:
            self.log.warning("Nothing of %s lies in the exchange.", self.lab)

    def _collect(self, officer: str, found: list[Arrival]) -> Iterator[Collected]:
        """Take the newest of an officer's submissions that can be taken, and record those before it that cannot."""
        folder = Path(self.coursedir.format_path(self.coursedir.submitted_directory, officer, self.lab))
        here = folder.is_dir()
        stands = self._stands(folder)
        refused: list[Refusal] = []
        for arrival in self._best_first(found):
            if here and not (self.update or self.before_duedate):
                self.log.info("%s of %s was collected before. For newer work: --update", self.lab, officer)
                return
            if stands and (arrival.at == stands if self.before_duedate else arrival.at <= stands):
                break
            try:
                taken = self._take(arrival, folder)
            except Refused as problem:
                refused.append(self._refusal(arrival, str(problem)))
                continue
            if taken:
                stands, remark = taken
                remarks = ["newer than the one before"] * here + [remark] * bool(remark)
                yield Collected(officer, "exchange", True, "; ".join(remarks))
            break
        replace_refusals(
            self.course, self.lab, officer, refused, lambda r: r.origin == "exchange" or bool(stands and r.at <= stands)
        )
        for refusal in refused:
            yield Collected(officer, refusal.source, False, refusal.reason, refusal)

    def _take(self, arrival: Arrival, folder: Path) -> tuple[datetime, str] | None:
        """Copy one submission into its place; returns its time and what is to be told, or None if it is there already.

        Raises:
            Refused: it is not to be taken in.
        """
        self._need_owner(arrival.uid, arrival.officer)
        path = self.inbound / arrival.name
        with reading(arrival.name):
            mode = path.lstat().st_mode
            check_kind(mode, arrival.name)
            if not stat.S_ISDIR(mode):
                raise Refused("It is a file, not a folder. Ask the officer to hand in again.")
            source = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            uid = os.fstat(source).st_uid
            self._need_owner(uid, arrival.officer)
            with aside(folder) as made:
                copy = FolderCopy(self.limits, self.who.of_files(uid), self._left_out)
                copy.copy(source, made)
                at = max(arrival.at, moment(copy.latest)) if self.clock == "server" else arrival.at
                remark = "; ".join(filter(None, [self._clocks(at, arrival, made), self._renamed(made)]))
                self._finish(made, at)
                if folder.is_dir() and same_work(made, folder):
                    return None  # perhaps the exchange was moved: what was collected keeps its time
                put_in_place(made, folder)
        finally:
            os.close(source)
        return at, remark

    def _need_owner(self, uid: int, officer: str) -> None:
        if not self.who.may(uid, officer):
            raise Refused(
                "It came in this officer's name from another account, so it is not the officer's work. "
                "Ask the officer whether they know of it; futurefit status names the account."
            )

    def _refusal(self, arrival: Arrival, reason: str, officer: str | None = None) -> Refusal:
        officer = arrival.officer if officer is None else officer
        others = not officer or not self.who.may(arrival.uid, officer)
        account = name_of(arrival.uid) if others else ""
        return Refusal(officer, self.lab, "exchange", shown(arrival.name), reason, arrival.at, account)

    def _finish(self, made: Path, at: datetime) -> None:
        """Our own time, a secret that nbgrader's feedback can use, and the group's permissions where it has some."""
        write_timestamp(made, at)
        secret = made / "submission_secret.txt"
        if not (secret.is_file() and _SECRET.fullmatch(_start_of(secret))):
            write_secret(made)
        if self.coursedir.groupshared:
            for path in (made, *made.rglob("*")):
                path.chmod(path.stat().st_mode | (0o2770 if path.is_dir() else 0o660))

    def _clocks(self, at: datetime, arrival: Arrival, made: Path) -> str:
        """What is to be told where the time that was claimed is not about the server's."""
        if self.clock != "server":
            return ""
        claims = [arrival.claimed]
        if (made / "timestamp.txt").is_file():
            claims.append(read_time(_start_of(made / "timestamp.txt")))
        counts = f"what counts is the server's clock: {_malaysian(at)}"
        for claim in claims:
            if claim is None:
                return f"it gives no time that can be read; {counts}"
            if abs(at - claim) > CLOCKS_DIFFER:
                return f"it gives its time as {_malaysian(claim)}; {counts}"
        return ""

    def _renamed(self, made: Path) -> str:
        """What is to be told where the lab's notebook was handed in under another name."""
        if (made / f"{self.lab}.ipynb").exists():
            return ""
        with (
            suppress(NotGradable, CourseError),  # grading says why
            Gradebook(self.coursedir.db_url, self.coursedir.course_id) as book,
        ):
            found = take_renamed(made, book, self.coursedir, self.lab)
            return "; ".join(f"“{shown(other)}” taken as {name}.ipynb" for name, other in found.items())
        return ""

    def _stands(self, folder: Path) -> datetime | None:
        """When the work was handed in that was collected before; None where there is none, or it does not say."""
        try:
            return parse_utc(_start_of(folder / "timestamp.txt").strip()).replace(tzinfo=UTC)
        except (OSError, ValueError, OverflowError):
            return None

    def _best_first(self, found: list[Arrival]) -> list[Arrival]:
        """The newest first; with nbgrader's --before-duedate, those that were in time before all others."""
        newest = sorted(found, key=lambda arrival: (arrival.at, arrival.name), reverse=True)
        due = None
        if self.before_duedate:
            with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as book, suppress(MissingEntry):
                due = book.find_assignment(self.lab).duedate
        return sorted(newest, key=lambda arrival: arrival.at > due.replace(tzinfo=UTC)) if due else newest

    def _known_ids(self) -> dict[str, str]:
        """Officers' ids by what they are `folded` to: of the roster, and of those who handed in before."""
        submitted = Path(self.coursedir.format_path(self.coursedir.submitted_directory, "x", "x")).parent.parent
        before = [path.name for path in sorted(submitted.glob("[!.]*"))]
        return {folded(id): id for id in (*before, *sorted(self.roster))}

    def _not_an_id(self, officer: str, ids: dict[str, str]) -> str:
        """Why this cannot be the id of an officer; "" if it can."""
        todo = "Look at it in the exchange's inbound folder, and remove it there."
        if officer in self.roster:
            return ""
        if ".." in officer or not _STRANGER.fullmatch(officer):
            return f"Its name names no officer: “{shown(officer)}” cannot be an id. {todo}"
        if (known := ids.setdefault(folded(officer), officer)) != officer:
            return f"Its name says “{shown(officer)}”, which is not the id “{known}”. {todo}"
        return ""

    def _left_out(self, name: str, is_folder: bool) -> bool:
        """nbgrader's settings of what is not copied: CourseDirectory.ignore and .include."""
        include = self.coursedir.include
        return any(fnmatch(name, form) for form in self.coursedir.ignore) or (
            not is_folder and bool(include) and not any(fnmatch(name, form) for form in include)
        )


def _start_of(path: Path) -> str:
    """The first characters of a small text file."""
    with path.open("rb") as file:
        return file.read(2000).decode("utf-8", errors="replace")


def _malaysian(at: datetime) -> str:
    return f"{at.astimezone(MALAYSIA):%d %B %Y, %H:%M}"
