"""The figures that the first lab names in its prose are those of its data and its model answers."""

import numpy as np
import pytest


@pytest.fixture(scope="module")
def lab(solved):
    names = solved("ai-0-first-model")
    past, names["test"] = names["split_days"](names["days"], "2025-07-01")
    names["train"], names["validation"] = names["split_days"](past, "2025-01-01")
    return names


@pytest.fixture(scope="module")
def tree(lab):
    return {depth: lab["fit_tree"](lab["train"], lab["FEATURES"], depth) for depth in range(1, 16)}


def test_how_often_somebody_waited_longer_than_a_limit(lab):
    waits = lab["days"]["longest_wait"]
    assert [int((waits > limit).sum()) for limit in (45, 30, 60)] == [217, 463, 77]
    assert len(waits) == 730


def test_dry_and_wet_days(lab):
    days = lab["days"]
    dry, wet = days[days["rain_mm"] < 20], days[days["rain_mm"] >= 20]
    assert dry["busy"].mean() > 1 / 3
    assert wet["busy"].mean() < 0.1


def test_what_the_calendar_shows(lab):
    year = lab["train"]
    holidays = year["school_holiday"].astype(bool)
    assert round(100 * year["busy"][holidays].mean()) == 60
    assert round(100 * year["busy"][~holidays].mean()) == 23
    assert year["busy"][year["weekday"] == 7].mean() < 0.05, "Sundays are nearly always calm"
    assert year["busy"][year["weekday"] == 1].mean() > year["busy"].mean() * 1.5, "Mondays"
    assert year["busy"][year["payday"].astype(bool)].mean() > year["busy"].mean() * 1.5, "near pay day"
    assert year["busy"][year["deadline_in"] <= 6].mean() > year["busy"].mean() * 1.5, "before a deadline"


def test_the_tree_of_depth_two(lab, tree):
    year = lab["train"]
    assert (len(year), int((~year["busy"]).sum()), int(year["busy"].sum())) == (366, 262, 104)
    asked = tree[2].tree_
    names = [lab["FEATURES"][n] if n >= 0 else "" for n in asked.feature]
    assert (names[0], asked.threshold[0]) == ("deadline_in", 6.5)
    questions = {(name, float(limit)) for name, limit in zip(names, asked.threshold, strict=True) if name}
    assert questions == {("deadline_in", 6.5), ("weekday", 6.5), ("weekday", 1.5)}


def test_the_accuracies_of_the_text(lab, tree):
    validation = lab["validation"]
    five = lab["fit_tree"](lab["train"], lab["FEATURES"], 3)
    assert f"{lab['accuracy'](five, validation):.0%}" == "86%"
    assert f"{lab['baseline_accuracy'](lab['train'], validation):.0%}" == "67%"
    leak = [*lab["FEATURES"], "longest_wait"]
    assert lab["accuracy"](lab["fit_tree"](lab["train"], leak, 3), validation, leak) == 1.0


def test_the_curve_turns_where_the_text_says(lab, tree):
    scores = {d: (lab["accuracy"](t, lab["train"]), lab["accuracy"](t, lab["validation"])) for d, t in tree.items()}
    assert lab["best_depth"](scores) == 5
    assert f"{scores[5][1]:.0%}" == "90%"
    assert all(scores[d][1] < scores[5][1] for d in range(6, 16)), "never again so good"
    assert all(scores[d][0] <= scores[d + 1][0] for d in range(1, 15)), "on train better with every question"
    assert all(scores[d][1] > scores[d][0] for d in range(2, 6)), "the new days come out a little better"

    assert all(scores[d][1] - scores[d][0] < 0.05 for d in range(2, 6)), "a little"


def costs(lab, tree, missed, wasted):
    """The rules of the picture and what each costs."""
    validation = lab["validation"]
    always, never = [True] * len(validation), [False] * len(validation)
    told = lab["chance_of_busy"](tree, validation) > wasted / (missed + wasted)
    rules = {"never": never, "always": always, "tree": lab["predict"](tree, validation), "told": told}
    rules["habit"] = (validation["weekday"] == 1) | validation["payday"]
    return {name: lab["cost"](validation["busy"], opened, missed, wasted) for name, opened in rules.items()}


def test_what_the_sliders_show_at_the_settings_of_the_text(lab, tree):
    assert [f"{lab['accuracy'](tree[d], lab['validation']):.1%}" for d in (5, 6)] == ["90.1%", "89.5%"]
    assert [costs(lab, tree[d], 500, 120)["tree"] for d in (5, 6)] == [7480, 6460]
    at_five = costs(lab, tree[5], 1500, 120)
    assert min(at_five, key=at_five.get) == "always"
    assert at_five["always"] == 14640
    at_six = costs(lab, tree[6], 1500, 120)
    assert min(at_six, key=at_six.get) == "told"
    assert at_six["told"] == 14220
    nothing = costs(lab, tree[5], 0, 120)
    assert min(nothing, key=nothing.get) == "never"


def test_the_real_exam(lab, tree):
    busy = lab["test"]["busy"].to_numpy()
    opened = np.array(lab["predict"](tree[5], lab["test"]))
    habit = (lab["test"]["weekday"] == 1) | lab["test"]["payday"]
    assert f"{np.mean(opened == busy):.0%}" == "91%"
    assert f"{np.mean(~busy):.0%}" == "70%"
    assert lab["cost"](busy, opened) < lab["cost"](busy, habit)
