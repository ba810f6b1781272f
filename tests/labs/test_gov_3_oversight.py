"""The figures that the oversight lab names in its prose are those of its data and its model answers."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAB = ROOT / "labs" / "gov-3-oversight"


@pytest.fixture(scope="module")
def lab(solved):
    names = solved("gov-3-oversight")
    names["decisions"] = names["pd"].read_csv(LAB / "data" / "decisions.csv")
    return names


def test_the_figures_of_the_bands(lab):
    week = lab["week"]
    desks = lab["pd"].Series([lab["triage"](p, 0.3, 0.8) for p in week["p"]])
    assert desks.value_counts().to_dict() == {"review": 382, "approve": 325, "senior_review": 293}
    assert week.loc[desks == "senior_review", "granted"].sum() == 52
    assert (week.loc[desks == "approve", "granted"] == 0).sum() == 22


def test_the_reasons_of_the_application_in_the_story(lab):
    found = lab["reasons"](lab["COEF"], lab["ROWS"]["B-3713"], lab["MEAN"])
    assert [(field, round(moved, 2)) for field, moved in found] == [
        ("documents", -0.99),
        ("damage", 0.92),
        ("age", -0.82),
    ]
    mine = {"age": 71, "income": 2500, "dependants": 2, "damage": 60, "months": 18, "documents": 3}
    assert {field: lab["ROWS"]["B-3713"][field] for field in mine} == mine
    assert lab["chance"](mine) == pytest.approx(lab["ROWS"]["B-3713"]["p"])
    assert lab["chance"]({**mine, "documents": 6}) > lab["chance"](mine) < lab["chance"]({**mine, "age": 35})


def test_what_the_pictures_show_after_a_skipped_task_is_what_the_model_answers_give(lab):
    recorded = lab["RECORDED"]
    for number, pairs in recorded["reasons"].items():
        own = lab["reasons"](lab["COEF"], lab["ROWS"][number], lab["MEAN"], k=6)
        assert [field for field, _ in own] == [field for field, _ in pairs]
        assert [moved for _, moved in own] == pytest.approx([moved for _, moved in pairs], abs=1e-5)
    for limit, (reads, doubtful) in zip([x / 100 for x in range(50, 100, 5)], recorded["curve"], strict=True):
        desks = lab["pd"].Series([lab["triage"](p, 0.3, limit) for p in lab["week"]["p"]])
        assert (desks == "review").sum() / 30 == pytest.approx(reads, abs=1e-5)
        assert 100 * (lab["week"].loc[desks == "approve", "granted"] == 0).mean() == pytest.approx(doubtful, abs=1e-5)
    own = lab["override_rate"](lab["decisions"]).to_dict()
    assert {office: None if math.isnan(rate) else pytest.approx(rate) for office, rate in own.items()} == recorded[
        "rates"
    ]


def test_the_advice(lab):
    def advice(row):
        ladder = {"documents": list(range(1, 7 - row["documents"])), "months": [6, 12, 24]}
        return lab["recourse"](row, lambda changed: lab["chance"](changed) >= 0.8, ["documents", "months"], ladder)

    assert advice(lab["ROWS"]["B-3713"]) == lab["RECORDED"]["advice"]["B-3713"] == {"documents": 6}
    ways = [advice(row) for row in lab["ROWS"].values() if row["p"] < 0.3]
    assert (len(ways), ways.count(None)) == (293, 245), "for most there is no step"


def test_the_figures_of_the_six_offices(lab):
    rates = lab["override_rate"](lab["decisions"])
    assert len(lab["decisions"]) == 684
    assert {office: round(100 * rate) for office, rate in rates.items() if not math.isnan(rate)} == {
        "Seri Muara": 4,
        "Seri Hilir": 15,
        "Seri Pantai": 16,
        "Seri Tengah": 17,
        "Seri Hulu": 25,
    }
