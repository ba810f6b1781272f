"""The words of the page in the reader's language, and Malaysian time as people say it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

from futurefit.course import MALAYSIA

Language = Literal["en", "ms"]
LANGUAGES: dict[Language, str] = {"en": "English", "ms": "Bahasa Melayu"}

_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ms": ("Isnin", "Selasa", "Rabu", "Khamis", "Jumaat", "Sabtu", "Ahad"),
}
_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "ms": (
        *("Januari", "Februari", "Mac", "April", "Mei", "Jun"),
        *("Julai", "Ogos", "September", "Oktober", "November", "Disember"),
    ),
}
# The part of the day from this hour on, as Malay names it after the time.
_PARTS = ((19, "malam"), (14, "petang"), (12, "tengah hari"), (0, "pagi"))


@lru_cache(maxsize=1)
def texts() -> dict[str, dict[str, str]]:
    """All texts by key and language."""
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Words:
    """What is said in one language."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key; where it counts one thing, its ".one"."""
        if values.get("count") == 1 and f"{key}.one" in texts():
            key = f"{key}.one"
        return texts()[key][self.language].format(**values)

    def moment(self, when: datetime, now: datetime) -> str:
        """A time as it is said in Malaysia: "Friday 28 November, 5 pm", with the year where it is another one."""
        when, now = when.astimezone(MALAYSIA), now.astimezone(MALAYSIA)
        day = f"{_DAYS[self.language][when.weekday()]} {when.day} {_MONTHS[self.language][when.month - 1]}"
        if when.year != now.year:
            day += f" {when.year}"
        return f"{day}, {self._clock(when)}"

    def _clock(self, when: datetime) -> str:
        hour = when.hour % 12 or 12
        time = f"{hour}.{when.minute:02}" if when.minute else f"{hour}"
        if self.language == "en":
            if (when.hour, when.minute) == (12, 0):
                return "noon"
            return "midnight" if (when.hour, when.minute) == (0, 0) else f"{time} {'am' if when.hour < 12 else 'pm'}"
        part = next(name for hour, name in _PARTS if when.hour >= hour)
        return f"{time} {'tengah malam' if when.hour == 0 else part}"

    def distance(self, when: datetime, now: datetime) -> str:
        """How far a time is from now: "in 3 days", "tomorrow", "in 2 hours", "20 minutes ago"; days by the calendar."""
        when, now = when.astimezone(MALAYSIA), now.astimezone(MALAYSIA)
        days = (when.date() - now.date()).days
        if abs(days) > 1:
            return self._far(days, ("day", "days"), "hari")
        if days:
            near = {"en": ("yesterday", "tomorrow"), "ms": ("semalam", "esok")}
            return near[self.language][days > 0]
        minutes = round((when - now).total_seconds() / 60)
        if abs(minutes) >= 60:
            return self._far(int(minutes / 60), ("hour", "hours"), "jam")
        if minutes:
            return self._far(minutes, ("minute", "minutes"), "minit")
        return {"en": "just now", "ms": "baru sahaja"}[self.language]

    def _far(self, count: int, english: tuple[str, str], malay: str) -> str:
        many = abs(count)
        if self.language == "ms":
            return f"{many} {malay} lagi" if count > 0 else f"{many} {malay} yang lalu"
        said = f"{many} {english[many != 1]}"
        return f"in {said}" if count > 0 else f"{said} ago"
