"""The risk register: its data keep to their schema, its texts to its model answers, its conditions to its answers."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from futurefit.authoring import read_lab

ROOT = Path(__file__).parent.parent.parent
LAB = ROOT / "labs" / "gov-4-risk-register"


def data(name):
    return json.loads((LAB / "data" / name).read_text(encoding="utf-8"))


def with_dates(entry):
    return {**entry, "reviewed": date.fromisoformat(entry["reviewed"])}


@pytest.fixture(scope="module")
def lab():
    return read_lab(LAB)


@pytest.fixture(scope="module")
def own(solved):
    """The set-up's names and the model answers, run in the lab's folder."""
    return solved("gov-4-risk-register")


@pytest.fixture(scope="module")
def results(own):
    """What the model answers give for the 18 uses."""
    cases = [with_dates(case) for case in data("use_cases.json")]
    tier = {case["id"]: own["eu_tier"](case) for case in cases}
    risk = {case["id"]: own["residual_risk"](case["likelihood"], case["impact"], case["control"]) for case in cases}
    entries = [{**case, "risk": risk[case["id"]]} for case in cases]
    entries += [with_dates(entry) for entry in data("earlier_entries.json")]
    return {
        "tier": tier,
        "risk": risk,
        "crosswalk": {case["id"]: own["crosswalk"](case, data("crosswalk.json")) for case in cases},
        "gate": {case["id"]: list(own["go_live"]({**case, "tier": tier[case["id"]]})) for case in cases},
        "register": [{**row, "review": str(row["review"])} for row in own["register"](entries)],
    }


def test_the_18_uses_keep_to_their_schema_and_no_two_have_one_id():
    schema = data("use_cases.schema.json")
    Draft202012Validator.check_schema(schema)
    cases = data("use_cases.json")
    assert list(Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(cases)) == []
    assert len({case["id"] for case in cases}) == 18


@pytest.mark.parametrize(
    "wrong",
    [{"likelihood": 6}, {"impact": [1, 2]}, {"does": []}, {"control": 2.5}, {"surprise": 1}, {"reviewed": "soon"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_schema_refuses_what_no_task_could_use(wrong):
    cases = data("use_cases.json")
    cases[3] = {**cases[3], **wrong}
    assert not Draft202012Validator(data("use_cases.schema.json")).is_valid(cases)


def test_the_data_use_the_words_that_the_lab_knows(own):
    cases = data("use_cases.json")
    assert set(own["TIER_OF"]) <= {word for case in cases for word in case["does"]}
    assert {row["principle"] for row in data("crosswalk.json")} == set(own["PRINCIPLES"])
    assert {item for case in cases for item in case["gate"]} <= {*own["GATE"], *own["GATE_HIGH"]}


def test_what_is_recorded_for_skipped_tasks_is_what_the_model_answers_give(results):
    assert data("recorded.json") == results


def test_the_figures_in_the_text_are_those_of_the_model_answers(results):
    cases = {case["id"]: case for case in data("use_cases.json")}
    tiers = list(results["tier"].values())
    assert [tiers.count(tier) for tier in ["prohibited", "high", "transparency", "minimal"]] == [1, 5, 5, 7]
    top = [use for use, risk in results["risk"].items() if risk == 20]
    assert top == ["UC-04", "UC-09", "UC-18"]
    assert sorted(results["tier"][use] for use in top) == ["high", "minimal", "prohibited"]
    assert [use for use, risk in results["risk"].items() if risk >= 15] == ["UC-02", *top]
    assert round(4 * sum(cases["UC-09"]["impact"]) / 3, 1) == 9.3
    evidence = {use: {p for p, found in row.items() if found != "gap"} for use, row in results["crosswalk"].items()}
    held = [principle for principles in evidence.values() for principle in principles]
    assert held.count("Reliability, safety and control") == 11
    assert held.count("Fairness") == held.count("Pursuit of human benefit and happiness") == 1
    assert max(len(evidence[use]) for use in ["UC-02", *top]) == 2
    assert {row["id"] for row in results["register"] if row["owner"] == "nobody"} == {"UC-04", "UC-09"}
    opened = [use for use, (opens, _) in results["gate"].items() if opens]
    assert len(opened) == 7
    paperless = {cases[use]["name"] for use in opened if not cases[use]["evidence"].get("test report")}
    assert paperless == {"Spoken minutes", "Library finder"}


def test_the_model_reflection_says_what_the_notebook_shows(results):
    case = next(case for case in data("use_cases.json") if case["id"] == "UC-05")
    assert results["tier"]["UC-05"] == "high"
    assert (case["likelihood"] * max(case["impact"]), results["risk"]["UC-05"]) == (15, 10)
    found = {p for p, finding in results["crosswalk"]["UC-05"].items() if finding != "gap"}
    assert found == {"Reliability, safety and control", "Accountability"}
    assert set(results["gate"]["UC-05"][1]) == {"people told", "impact assessed"}


def test_the_uses_to_reflect_on_are_those_suggested_by_a_visit(lab):
    visits = [case["id"][-2:] for case in data("use_cases.json") if case["idea"] == "visit"]
    named = f"({', '.join(visits[:-1])} or {visits[-1]})"
    assert sum(named in re.sub(r"\s+", " ", cell.source) for cell in lab.notebook.cells) == 2
