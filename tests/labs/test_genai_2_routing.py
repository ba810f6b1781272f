"""The routing lab: its figures are those of the model's own scores, its records those of its answers."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from futurefit.authoring import read_lab

ROOT = Path(__file__).parent.parent.parent
LAB = ROOT / "labs" / "genai-2-routing"
LABELS = ["Roads", "Waste", "Parks", "Licensing"]


def data(name):
    return json.loads((LAB / "data" / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def text():
    cells = [cell.source for cell in read_lab(LAB).notebook.cells if cell.cell_type == "markdown"]
    return re.sub(r"\s+", " ", "\n".join(cells).replace("**", ""))


@pytest.fixture(scope="module")
def own(solved):
    """The set-up's names and the model answers, run in the lab's folder."""
    return solved("genai-2-routing")


@pytest.fixture(scope="module")
def results(own):
    """What the model answers give: the tested departments, and for each way to ask and each margin the choices."""
    asked = {"none": own["evaluate"](own["RULER"], [], own["score"])}
    asked["four"] = own["evaluate"](own["items"], own["EXAMPLES"], own["score"])
    gold = asked["four"]["gold"]
    assert gold == asked["none"]["gold"]
    rows = {name: found["scores"] for name, found in asked.items()}
    rows |= {f"{name}-level": own["without_favourites"](found) for name, found in rows.items()}
    choose = own["choose_label"]
    choices = {
        name: {str(margin): [choose(row, margin) for row in found] for margin in own["MARGINS"]}
        for name, found in rows.items()
    }
    return gold, choices, rows


def right_of_rest(gold, chosen):
    kept = [(g, p) for g, p in zip(gold, chosen, strict=True) if p is not None]
    return sum(g == p for g, p in kept), len(kept)


def test_there_are_60_complaints_with_their_departments_and_11_of_those_tested_are_in_malay(own):
    assert Counter(item["department"] for item in own["items"]) == {
        "Roads": 20,
        "Waste": 18,
        "Parks": 14,
        "Licensing": 8,
    }
    assert len({item["text"] for item in own["items"]}) == 60
    assert [item["language"] for item in own["RULER"]].count("ms") == 11
    assert len(own["RULER"]) == 56


def test_the_record_has_a_score_for_each_label_of_each_complaint(own):
    recorded = data("scores.json")
    assert recorded["labels"] == LABELS
    for scores in recorded["scores"].values():
        assert set(scores) == {item["text"] for item in own["items"]}
        assert all(len(row) == 4 and max(row) < 0 for row in scores.values())


def test_the_scores_were_made_with_the_prompt_that_the_model_answer_builds(own):
    kept = data("own.json")["templates"]
    assert own["build_prompt"]("{complaint}") == kept["none"]
    assert own["build_prompt"]("{complaint}", own["EXAMPLES"]) == kept["four"]


def test_what_is_recorded_for_skipped_tasks_is_what_the_model_answers_give(own, results):
    gold, choices, _ = results
    kept = data("own.json")
    assert kept["by_margin"] == choices
    assert kept["pred"] == {name: choices[name]["0.1"] for name in ("none", "four", "four-level")}
    for name, table in kept["cells"].items():
        assert table == own["confusion"](gold, choices[name]["0.1"], LABELS)
    for name, recalls in kept["recall_by_margin"].items():
        for margin, value in recalls.items():
            assert value == pytest.approx(own["macro_recall"](gold, choices[name][margin], LABELS))
    named = {"no examples": "none", "four examples": "four", "favourites off": "four-level"}
    for words, name in named.items():
        assert kept["recall"][words] == kept["recall_by_margin"][name]["0.1"]
    assert kept["recall"]["all to Roads"] == 0.25


def test_without_examples_everything_goes_to_roads_with_a_lead_above_one_and_a_half(results, text):
    gold, choices, _ = results
    assert set(choices["none"]["1.5"]) == {"Roads"}
    assert right_of_rest(gold, choices["none"]["0.1"]) == (19, 56)
    assert "all 56 complaints to Roads" in text
    assert "no margin up to 1.5 would stop a single one" in text


def test_the_first_name_in_the_instruction_counts_for_more_than_the_complaint(own, text):
    orders = {first: Counter(chosen) for first, chosen in data("orders.json").items()}
    assert list(orders) == LABELS
    assert all(sum(counts.values()) == 14 == len(own["RULER"][::4]) for counts in orders.values())
    assert orders["Parks"] == {"Parks": 14}
    assert orders["Waste"]["Waste"] == 9
    assert orders["Licensing"] == orders["Roads"] == {"Roads": 14}
    assert "With Parks first in the instruction, all 14 go to Parks. With Waste first, 9 of 14 go to Waste." in text


def test_the_three_tables_show_what_the_text_says_of_them(own, results, text):
    gold, choices, _ = results
    pred = {name: choices[name]["0.1"] for name in ("none", "four", "four-level")}
    recalls = [f"{own['macro_recall'](gold, found, LABELS):.2f}" for found in pred.values()]
    assert recalls == ["0.25", "0.42", "0.65"]
    assert Counter(pred["four"]) == {"Roads": 41, "Licensing": 12, None: 3}
    assert pred["four-level"].count(None) == 11
    table = own["confusion"](gold, pred["four-level"], LABELS)
    assert all(max(row, key=row.get) == label for label, row in table.items())
    lost = [(g, p) for g, p in zip(gold, pred["four"], strict=True) if g in ("Waste", "Parks")]
    assert len(lost) == 30
    assert not any(g == p for g, p in lost)
    assert (f"{23 / 56:.3f}", right_of_rest(gold, pred["four"])[0]) == ("0.411", 23)
    assert f"{own['macro_recall'](gold, pred['four'], LABELS):.3f}" == "0.415"
    for words in (
        "to 0.411 and 0.415",
        "0.25 to 0.42",
        "none of their 30 complaints",
        "leaves 11 of the 56 to a person",
    ):
        assert words in text, words


def test_the_last_looks_show_what_the_text_says_of_them(own, results, text):
    gold, choices, _ = results
    best = choices["four-level"]["0.1"]
    for code, right, of, left in (("en", 32, 45, 10), ("ms", 2, 11, 1)):
        pairs = [(g, p) for item, g, p in zip(own["RULER"], gold, best, strict=True) if item["language"] == code]
        assert (sum(g == p for g, p in pairs), len(pairs), sum(p is None for g, p in pairs)) == (right, of, left)
    scores = data("scores.json")["scores"]
    for name in ("none", "four"):
        tops = [max(zip(scores[name][e["text"]], LABELS, strict=True))[1] == e["department"] for e in own["EXAMPLES"]]
        assert sum(tops) == 1
    assert right_of_rest(gold, choices["four"]["1.0"]) == (15, 30)
    assert right_of_rest(gold, choices["four-level"]["0.25"]) == (27, 36)
    assert right_of_rest(gold, choices["four-level"]["1.0"]) == (9, 10)
    for words in ("32 of 45 English", "2 of 11 in Malay", "leaves 26 of 56 to a person", "27 of 36", "9 of 10 at 1.0"):
        assert words in text, words


def test_the_first_question_is_answered_from_the_record_and_its_free_answer_decides_for_no_department(own):
    first = own["build_prompt"]("Rubbish in Taman Dahlia has not been collected for nine days.")
    written = next(a for a in data_answers() if a["call"] == "write")
    assert written["arguments"]["prompt"] == first
    assert sum(label in written["answer"] for label in LABELS) > 1


def data_answers():
    return data("recorded.json")["answers"]
