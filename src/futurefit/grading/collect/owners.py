"""Whose work it is: the account that owns a folder in the exchange, and the officer whom its name names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

try:
    import pwd
except ImportError:  # Windows has none, and no exchange either
    pwd = None  # type: ignore[assignment]

Setting = Literal["auto", True, False]


@dataclass(frozen=True)
class Owners:
    """Who may hand in under whose name.

    Attributes:
        setting: True: only the account that bears the officer's id. False: anybody.
            "auto": as True for officers on a machine where officers have accounts, and no check where they have none.
        trusted: numbers of the accounts of the exchange's owner and of whoever collects. Under "auto" they may hand
            in for others: no officer can make a file theirs, and on one person's machine all work is theirs.
        shared: whether somebody on the roster has an account of their own on this machine.
    """

    setting: Setting
    trusted: frozenset[int]
    shared: bool

    @classmethod
    def of(cls, setting: Setting, trusted: Iterable[int], roster: Iterable[str]) -> Owners:
        """Only the roster counts for `shared`: names in the exchange could be made up to switch the check on."""
        known = frozenset(trusted)
        return cls(setting, known, any(number_of(id) not in (None, *known) for id in roster))

    def may(self, uid: int, officer: str) -> bool:
        """Whether the account with this number may hand in under this officer's name."""
        if self.setting is False:
            return True
        own = number_of(officer)
        if own is not None and uid == own:
            return True
        return self.setting == "auto" and (uid in self.trusted or (own is None and not self.shared))

    def of_files(self, uid: int) -> frozenset[int] | None:
        """Whose files a folder of this account may hold: its own; None for anybody's.

        nbgrader leaves a submission's folder open to all (mode 777), behind a random end of its name.
        """
        if self.setting is False:
            return None
        return self.trusted if uid in self.trusted else frozenset({uid})


def number_of(name: str) -> int | None:
    """The number of an account; None where this machine has none of that name."""
    try:
        return pwd.getpwnam(name).pw_uid if pwd else None
    except (KeyError, ValueError):
        return None


def name_of(uid: int) -> str:
    """An account's name, or its number where it has none here."""
    try:
        return pwd.getpwuid(uid).pw_name if pwd else str(uid)
    except KeyError:
        return f"number {uid}"
