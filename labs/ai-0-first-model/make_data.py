"""Make data/days.csv again: 730 days of a service centre that does not exist. The same bytes every time.

Run in this folder: python make_data.py

Everything is invented. The rules that decide a day's longest wait are below, so that an instructor can say afterwards
what there was to be found: weekday, payday, the days before a deadline and school holidays on weekdays make a day
longer, heavy rain makes it shorter, and chance does the rest. The size of the chance is set so that a shallow tree finds
the rules and a deep one learns the chance by heart.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from pathlib import Path

SEED = 44  # chosen so that best depth and cheapest depth differ, and do not hang on the seed of the tree
FIRST, DAYS = dt.date(2024, 1, 1), 730
LIMIT = 45  # minutes: with a longer wait than this somebody should have opened an extra counter
WEEKDAY_MINUTES = {1: 20, 2: 2, 3: 2, 4: 2, 5: -2, 6: 8, 7: -12}  # 1 is Monday
SCHOOL_HOLIDAYS = [  # first and last day, invented
    ("2024-03-09", "2024-03-17"), ("2024-05-25", "2024-06-09"), ("2024-08-31", "2024-09-08"), ("2024-12-14", "2024-12-31"),
    ("2025-03-08", "2025-03-16"), ("2025-05-24", "2025-06-08"), ("2025-08-30", "2025-09-07"), ("2025-12-13", "2025-12-31"),
]  # fmt: skip


def main() -> None:
    """Write the table beside this file."""
    chance = random.Random(SEED)
    path = Path(__file__).parent / "data" / "days.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, list(a_day(FIRST, random.Random(0))), lineterminator="\n")
        table.writeheader()
        table.writerows(a_day(FIRST + dt.timedelta(days=number), chance) for number in range(DAYS))


def a_day(date: dt.date, chance: random.Random) -> dict[str, object]:
    """One row: what is known the evening before, and then what came (longest_wait, busy)."""
    weekday = date.isoweekday()
    payday = date.day in (25, 26, 27)
    holiday = any(first <= date.isoformat() <= last for first, last in SCHOOL_HOLIDAYS)
    deadline_in = (_deadline(date) - date).days
    rain = _rain(date, chance)
    minutes = 33.0 + WEEKDAY_MINUTES[weekday] + 8 * _bell(chance)
    minutes += 18 * payday
    minutes += 22 * (deadline_in <= 6 and weekday <= 6)
    minutes += 20 * (holiday and weekday <= 5)
    minutes -= 20 * (rain >= 20)
    wait = max(5, round(minutes))
    return {
        "date": date.isoformat(),
        "weekday": weekday,
        "payday": payday,
        "school_holiday": holiday,
        "deadline_in": deadline_in,
        "rain_mm": rain,
        "longest_wait": wait,
        "busy": wait > LIMIT,
    }


def _deadline(date: dt.date) -> dt.date:
    """The next renewal deadline: the last day of every second month, February first."""
    month = date.month + date.month % 2
    after = dt.date(date.year + month // 12, month % 12 + 1, 1)
    return after - dt.timedelta(days=1)


def _rain(date: dt.date, chance: random.Random) -> int:
    """Millimetres forecast for the day: none on most days, more in the wetter months."""
    wet, amount = chance.random(), chance.random()
    return 1 + int(60 * amount**2) if wet < (0.6 if date.month in (4, 10, 11, 12) else 0.4) else 0


def _bell(chance: random.Random) -> float:
    """Chance with a mean of 0 and a spread of 1, from random() alone: only that is promised not to change in Python."""
    return sum(chance.random() for _ in range(12)) - 6


if __name__ == "__main__":
    main()
