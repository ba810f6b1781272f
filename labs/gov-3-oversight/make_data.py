"""Make the data of this lab again: the same bytes each time.

    python labs/gov-3-oversight/make_data.py

Writes `data/applications.csv` (4,000 applications for flood aid: 3,000 decided earlier, 1,000 of this week) and
`data/decisions.csv` (what six offices did with the model's suggestions), then `data/recorded.json`: what the lab's pictures
show after a task that an officer has skipped, reckoned here in another way than in the model answers. Everything is invented: the aid, the offices
and the people, of whom there are only numbers. Two things were put in on purpose, so that officers can find them:
older applicants were granted the aid less often for the same need, and one office nearly always follows the model.
"""

from __future__ import annotations

import csv
import json
from math import exp
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

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

# The applications whose reasons can be looked at in the lab.
SHOWN = ["B-3713", "B-3002", "B-3065", "B-3110", "B-3219", "B-3501", "B-3777", "B-3900"]


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


def recorded() -> dict[str, object]:
    """What each task's function gives on this data, for an officer who has skipped the task."""
    table = pd.read_csv(DATA / "applications.csv")
    past, week = (table[table["when"] == when] for when in ["past", "this week"])
    scaler = StandardScaler().fit(past[FIELDS])
    model = LogisticRegression().fit(scaler.transform(past[FIELDS]), past["granted"])
    moved = pd.DataFrame(scaler.transform(week[FIELDS]) * model.coef_[0], columns=FIELDS, index=week["number"])

    def chances(rows: pd.DataFrame) -> np.ndarray:
        return model.predict_proba(scaler.transform(rows[FIELDS]))[:, 1]

    p, granted = chances(week), week["granted"].to_numpy()
    limits = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]
    curve = [(((p >= 0.3) & (p < high)).sum() / 30, 100 * (1 - granted[p >= high].mean())) for high in limits]

    ways: dict[str, dict[str, int]] = {}
    for number, row in week[p < 0.3].set_index("number")[FIELDS].iterrows():
        papers = [("documents", value) for value in range(row["documents"] + 1, 7)]
        waits = [("months", row["months"] + more) for more in (6, 12, 24)]
        tries = [pair for place in range(6) for part in (papers, waits) for pair in part[place : place + 1]]
        works = [(field, int(value)) for field, value in tries if chances(pd.DataFrame([{**row, field: value}]))[0] >= 0.8]
        ways[str(number)] = dict(works[:1])
    kinds = {kind: sum(next(iter(way), "nothing") == kind for way in ways.values()) for kind in ["documents", "months", "nothing"]}

    cases = pd.read_csv(DATA / "decisions.csv")
    rates: dict[str, float | None] = {}
    for office in cases["office"].unique():
        mine = cases[(cases["office"] == office) & cases["decided"].notna()]
        rates[office] = float(np.mean(mine["suggested"] != mine["decided"])) if len(mine) >= 20 else None

    return {
        "reasons": {
            number: [(field, round(moved.loc[number, field], 6)) for field in moved.loc[number].abs().sort_values()[::-1].index]
            for number in SHOWN
        },
        "curve": [(round(float(reads), 6), round(float(doubtful), 6)) for reads, doubtful in curve],
        "advice": {"B-3713": ways["B-3713"], "kinds": kinds},
        "attacks": {
            "nothing": True,
            "an edit": False,
            "a record deleted": False,
            "two records swapped": False,
            "the last record deleted": True,
        },
        "rates": rates,
    }


def main() -> None:
    DATA.mkdir(exist_ok=True)
    write("applications.csv", applications(Random(3)))
    write("decisions.csv", decisions(Random(8)))
    (DATA / "recorded.json").write_text(json.dumps(recorded(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
