"""Make the data of this lab again: the same bytes each time.

    python labs/gov-3-oversight/make_data.py

Writes `data/applications.csv` (4,000 applications for flood aid: 3,000 decided earlier, 1,000 of this week) and
`data/decisions.csv` (what six offices did with the model's suggestions). Everything is invented: the aid, the offices
and the people, of whom there are only numbers. Two things were put in on purpose, so that officers can find them:
older applicants were granted the aid less often for the same need, and one office nearly always follows the model.
"""

from __future__ import annotations

import csv
from math import exp
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
PAST, WEEK = 3000, 1000
FIELDS = ["age", "income", "dependants", "damage", "months", "documents"]

# Offices: (name, cases, share in which the officer departs from the model, share still waiting).
OFFICES = [
    ("Seri Hilir", 150, 0.17, 0.08),
    ("Seri Hulu", 120, 0.24, 0.10),
    ("Seri Muara", 130, 0.02, 0.02),
    ("Seri Pantai", 90, 0.13, 0.12),
    ("Seri Tengah", 180, 0.15, 0.05),
    ("Pulau Seri", 14, 0.30, 0.20),
]


def application(random: Random) -> dict[str, int]:
    """One household's application: whole numbers, as on the form."""
    return {
        "age": min(88, max(21, round(random.gauss(47, 14)))),
        "income": max(400, round(random.gauss(2600, 900) / 50) * 50),
        "dependants": min(8, int(random.expovariate(1 / 2.4))),
        "damage": min(100, max(0, round(random.gauss(42, 22) / 5) * 5)),
        "months": min(240, 1 + int(random.expovariate(1 / 50))),
        "documents": sum(random.random() < 0.68 for _ in range(6)),
    }


def was_granted(row: dict[str, int], random: Random) -> int:
    """What officers decided in the past: mostly need and documents, and less for older applicants."""
    score = -0.0011 * (row["income"] - 2600) + 0.40 * (row["dependants"] - 2) + 0.050 * (row["damage"] - 42)
    score += 0.90 * (row["documents"] - 4) + 0.012 * (row["months"] - 50) - 0.035 * (row["age"] - 47) + 0.3
    return int(random.random() < 1 / (1 + exp(-score)))


def applications(random: Random) -> list[dict[str, object]]:
    """The 4,000 rows: the decision of an application of this week is what two officers later agreed on."""
    rows = []
    for number in range(1, PAST + WEEK + 1):
        row = application(random)
        when = "past" if number <= PAST else "this week"
        rows.append({"number": f"B-{number:04}", "when": when, **row, "granted": was_granted(row, random)})
    return rows


def decisions(random: Random) -> list[dict[str, str]]:
    """What offices did with suggestions; a case that still waits has no decision."""
    rows = []
    for office, cases, departs, waits in OFFICES:
        for _ in range(cases):
            suggested = "grant" if random.random() < 0.55 else "not grant"
            other = "not grant" if suggested == "grant" else "grant"
            decided = other if random.random() < departs else suggested
            rows.append({"office": office, "suggested": suggested, "decided": "" if random.random() < waits else decided})
    random.shuffle(rows)
    return rows


def write(name: str, rows: list[dict]) -> None:
    with (DATA / name).open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def main() -> None:
    DATA.mkdir(exist_ok=True)
    write("applications.csv", applications(Random(3)))
    write("decisions.csv", decisions(Random(8)))


if __name__ == "__main__":
    main()
