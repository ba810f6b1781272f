"""Make the data of this lab again: the same bytes each time.

    python labs/gov-1-data-sharing/make_data.py

Writes `data/flood_list.csv` (1,200 rows, one a person) and `data/requests.json` (five requests for it). Everything is
invented: places, agencies, names put together at random, telephone numbers with a block of zeros, e-mail addresses
under `.example` (reserved by RFC 2606). Every identity-card number has the place code 17, which is not assigned, so
that none is a real person's: `stdnum.my.nric` (python-stdnum) refuses each of them for that reason, and this file
stops if it ever accepts one.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from stdnum.exceptions import InvalidComponent
from stdnum.my import nric

DATA = Path(__file__).parent / "data"
ROWS = 1200
TODAY = date(2025, 12, 1)  # the day for which ages are given
COLUMNS = ["name", "ic", "phone", "age", "sex", "village", "district", "need", "note"]

# Villages of the fictional Kota Seri: (name, district, share of the people flooded).
VILLAGES = [
    ("Kampung Paya Indah", "Seri Hulu", 9),
    ("Kampung Bukit Nibung", "Seri Hulu", 7),
    ("Kampung Sungai Batang", "Seri Hulu", 6),
    ("Kampung Lubuk Senja", "Seri Hulu", 3),
    ("Kampung Tanjung Pauh", "Seri Hulu", 1),
    ("Taman Seri Murni", "Seri Tengah", 12),
    ("Taman Desa Kenanga", "Seri Tengah", 9),
    ("Kampung Baru Seri", "Seri Tengah", 8),
    ("Rumah Pangsa Melur", "Seri Tengah", 6),
    ("Kampung Tengah", "Seri Tengah", 3),
    ("Kampung Kuala Seri", "Seri Hilir", 8),
    ("Taman Muara", "Seri Hilir", 6),
    ("Kampung Nelayan", "Seri Hilir", 5),
    ("Kampung Jeram Dua", "Seri Hilir", 3),
    ("Kampung Pasir Putih", "Seri Pantai", 6),
    ("Taman Bayu", "Seri Pantai", 5),
    ("Kampung Ketapang", "Seri Pantai", 3),
    ("Pulau Seri Kecil", "Seri Pantai", 1),
]
# Ages as (from, below, share): many children and adults, few very old.
AGES = [
    (0, 10, 17),
    (10, 20, 18),
    (20, 30, 16),
    (30, 40, 15),
    (40, 50, 13),
    (50, 60, 10),
    (60, 70, 7),
    (70, 80, 3),
    (80, 96, 1),
]
# Parts of names, put together at random: first names by sex, the word between, and what stands last.
NAMES = {
    "malay": {
        "F": ["Aminah", "Aisyah", "Khadijah", "Nurul", "Salmah", "Zainab"],
        "M": ["Farid", "Hafiz", "Razak", "Yusof", "Zulkifli", "Azman"],
        "link": {"F": "binti", "M": "bin"},
        "last": ["Ahmad", "Hassan", "Ismail", "Omar", "Salleh"],
    },
    "chinese": {  # the family name comes first
        "F": ["Mei Ling", "Siew Fong", "Hui Min"],
        "M": ["Wei Jie", "Chee Keong", "Kok Wai"],
        "link": {"F": "", "M": ""},
        "last": ["Tan", "Lim", "Wong", "Chong", "Ng", "Lee", "Ong", "Teh"],
    },
    "indian": {
        "F": ["Devi", "Kavitha", "Priya", "Shanti"],
        "M": ["Ganesan", "Muthu", "Rajan", "Suresh"],
        "link": {"F": "a/p", "M": "a/l"},
        "last": ["Arumugam", "Krishnan", "Raju", "Subramaniam"],
    },
    "native": {
        "F": ["Bulan", "Dayang", "Limah", "Tipah"],
        "M": ["Anjau", "Juing", "Kiroh", "Sigau"],
        "link": {"F": "anak", "M": "anak"},
        "last": ["Bidin", "Jantan", "Lasa", "Unyau"],
    },
}
NEEDS = {  # what a person asked for, by age: (need, share)
    "infant": [("infant formula", 8), ("food", 2)],
    "child": [("school kit", 6), ("food", 3), ("bedding", 1)],
    "adult": [("food", 5), ("house repair", 4), ("bedding", 3), ("insulin", 1)],
    "old": [("insulin", 5), ("food", 2), ("wheelchair", 2), ("dialysis", 2), ("bedding", 1)],
}
PLAIN_NOTES = [
    "Water reached the second step.",
    "Rumah dinaiki air paras lutut.",
    "Has moved to the relief centre.",
    "Perlu selimut tambahan.",
    "Visited twice, nobody home.",
    "Boat needed to reach the house.",
]
# {adult}, {child}, {phone} and {email} belong to somebody; {receipt} has twelve digits too, but no such day.
LEAKY_NOTES = [
    ("Call the son at {phone}.", 6),
    ("Hubungi jiran, {phone}.", 5),
    ("Spouse {adult}, same house.", 5),
    ("Anak: {child}, {phone}.", 3),
    ("Documents sent from {email}.", 3),
    ("E-mel waris {email}, tel. {phone}.", 2),
    ("Cash aid paid, receipt {receipt}.", 9),
    ("Resit bantuan {receipt}.", 6),
    ("Receipt {receipt} collected by {adult}.", 2),
]


class Maker:
    """Draws everything from `Random.random()` alone, whose numbers are the same in every version of Python."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def below(self, n: int) -> int:
        """A whole number from 0 to n − 1."""
        return int(self._random.random() * n)

    def chance(self, p: float) -> bool:
        return self._random.random() < p

    def one(self, choices: Sequence) -> object:
        return choices[self.below(len(choices))]

    def weighted(self, choices: Sequence[tuple]) -> tuple:
        """One of the tuples, whose last item is its share."""
        mark = self._random.random() * sum(choice[-1] for choice in choices)
        for choice in choices:
            mark -= choice[-1]
            if mark < 0:
                return choice
        return choices[-1]

    def birthday(self, low: int, high: int) -> date:
        """The birthday of somebody who is at least `low` and below `high` years old today."""
        age = low + self.below(high - low)
        return date(TODAY.year - age, TODAY.month, TODAY.day) - timedelta(days=1 + self.below(364))

    def ic(self, born: date, sex: str, *, dashed: bool = True) -> str:
        """A number whose last digit is odd for a man and even for a woman, as in real ones; place code 17."""
        last = self.below(1000) * 10 + self.below(5) * 2 + (sex == "M")
        number = f"{born:%y%m%d}17{last:04}"
        refuse_real(number)
        return f"{number[:6]}-{number[6:8]}-{number[8:]}" if dashed else number

    def phone(self) -> str:
        start, end = f"01{self.one('123456789')}", f"{self.below(10000):04}"
        return self.one([f"{start}-000 {end}", f"{start}-000{end}", f"{start}000{end}"])

    def email(self) -> str:
        first = self.one([*NAMES["malay"]["F"], *NAMES["indian"]["M"]]).lower()
        return f"{first}{self.below(90) + 10}@{self.one(['mel', 'pos', 'kotak'])}.example"

    def receipt(self) -> str:
        """Twelve digits that begin with no real day: month 13 to 19, or 31 February."""
        year = f"{self.below(100):02}"
        day = self.one([f"{self.below(7) + 13}{self.below(28) + 1:02}", "0231"])
        return f"{year}{day}17{self.below(10000):04}"

    def name(self, sex: str) -> str:
        kind = self.weighted([("malay", 55), ("chinese", 23), ("indian", 10), ("native", 12)])[0]
        parts = NAMES[kind]
        first, last = self.one(parts[sex]), self.one(parts["last"])
        return f"{last} {first}" if kind == "chinese" else f"{first} {parts['link'][sex]} {last}"

    def note(self) -> str:
        if self.chance(0.55):
            return ""
        if self.chance(0.55):
            return self.one(PLAIN_NOTES)
        text = self.weighted(LEAKY_NOTES)[0]
        return text.format(
            adult=self.ic(self.birthday(25, 70), self.one("FM"), dashed=self.chance(0.6)),
            child=self.ic(self.birthday(7, 18), self.one("FM"), dashed=self.chance(0.6)),
            phone=self.phone(),
            email=self.email(),
            receipt=self.receipt(),
        )

    def person(self) -> dict[str, str]:
        sex = self.one("FM")
        low, high, _ = self.weighted(AGES)
        born = self.birthday(low, high)
        age = TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))
        village, district, _ = self.weighted(VILLAGES)
        group = "infant" if age < 2 else "child" if age < 18 else "adult" if age < 60 else "old"
        row = {
            "name": self.name(sex),
            "ic": self.ic(born, sex),
            "phone": self.phone(),
            "age": str(age),
            "sex": sex,
            "village": village,
            "district": district,
            "need": self.weighted(NEEDS[group])[0],
            "note": self.note(),
        }
        if self.chance(0.015):  # the card was lost in the flood, so that the age is unknown too
            row |= {"ic": "", "age": ""}
        if self.chance(0.015):  # registered at a relief centre, village not written down
            row |= {"village": ""}
        return row


REQUESTS = [
    {
        "number": "R-01",
        "data": "The whole flood list, all nine columns",
        "purpose": "c",
        "recipient": "Agensi Kebajikan Seri",
        "provider": "Agensi Bantuan Banjir Seri",
        "handling": "",
        "received": "2025-12-01",
    },
    {
        "number": "R-02",
        "data": "Age band, sex, district and need",
        "purpose": "b",
        "recipient": "Lembaga Kesihatan Seri",
        "provider": "Agensi Bantuan Banjir Seri",
        "handling": "One encrypted file, two named officers, deleted after 90 days",
        "received": "2025-12-03",
    },
    {
        "number": "R-03",
        "data": "Number of people by district",
        "purpose": "a",
        "recipient": "  ",
        "provider": "Agensi Bantuan Banjir Seri",
        "handling": "Published as a table on paper",
        "received": "2025-12-08",
    },
    {
        "number": "R-04",
        "data": "Names and telephone numbers",
        "purpose": "promote holiday packages",
        "recipient": "Lembaga Pelancongan Seri",
        "provider": "Agensi Bantuan Banjir Seri",
        "handling": "Kept in the mailing system",
        "received": "2025-12-19",
    },
    {
        "number": "R-05",
        "data": None,
        "recipient": "Pejabat Perumahan Seri",
        "provider": "Agensi Bantuan Banjir Seri",
        "handling": "To be decided",
        "received": "2025-12-24",
    },
]


def refuse_real(ic: str) -> None:
    """Stop unless the number is refused for its place code, its date being a real day."""
    nric.get_birth_date(ic)
    try:
        nric.get_birth_place(ic)
    except InvalidComponent:
        return
    raise SystemExit(f"{ic} could be a real person's number: its place code is assigned. Use 17.")


def main() -> None:
    make = Maker(seed=864)
    people = [make.person() for _ in range(ROWS)]
    DATA.mkdir(exist_ok=True)
    with (DATA / "flood_list.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(people)
    text = json.dumps(REQUESTS, indent=1, ensure_ascii=False)
    (DATA / "requests.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    print(f"{len(people):,} people and {len(REQUESTS)} requests in {DATA}")


if __name__ == "__main__":
    main()
