"""Ids for officers who have none that fits: always the same for the same person, whoever else is on the list."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from futurefit.records.model import Officer

# An id is a folder's name, a Linux account, and a part of a name that nbgrader splits at "+".
ID = re.compile(r"[a-z][a-z0-9._-]{0,31}")
RESERVED = frozenset(
    ["root", "daemon", "bin", "sys", "sync", "mail", "news", "proxy", "www-data", "backup", "nobody", "admin"]
)
_LONGEST = 20  # characters of the part that people read
_DIGITS = 5


class Ids:
    """Makes ids.

    Args:
        known: the roster of before: whoever is on it, by the number in the LMS or the e-mail address, keeps the id.
    """

    def __init__(self, known: Iterable[Officer]) -> None:
        officers = list(known)
        self._by_number = {officer.lms_id: officer.id for officer in officers if officer.lms_id}
        self._by_email = {officer.email.casefold(): officer.id for officer in officers}

    def make(self, given: str, email: str, lms_id: str) -> str:
        """An id for a person; `given` in small letters where that can be one. "" for somebody without an address."""
        before = self._by_number.get(lms_id) if lms_id else None
        before = before or self._by_email.get(email.casefold())
        if before:
            return before
        if ID.fullmatch(given.lower()) and given.lower() not in RESERVED:
            return given.lower()
        if not email:
            return ""
        plain = unicodedata.normalize("NFKD", email.partition("@")[0].lower())
        start = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
        if not start[:1].isalpha():
            start = f"o-{start}".strip("-")
        return f"{start}-{hashlib.sha256(email.casefold().encode()).hexdigest()[:_DIGITS]}"
