"""The figures that the lab on next tokens names are those of the model's recorded answers."""

import math

import pytest


@pytest.fixture(scope="module")
def lab(solved):
    return solved("genai-1-next-token")


def test_the_next_token_in_english_and_malay(lab):
    ((token, probability), *_) = lab["model"].next_tokens("The capital city of Malaysia is", 5)
    assert (token, f"{probability:.0%}") == (" K", "32%")
    ((token, probability), *_) = lab["model"].next_tokens("Ibu negara Malaysia ialah", 5)
    assert (token, f"{probability:.0%}") == (",", "9%")


def test_three_temperatures(lab):
    tokens, scores = lab["model"].scores("Dear Sir or Madam, your application has been", 2000)
    charts = {heat: lab["top_k"](tokens, lab["softmax"](scores, heat), 10) for heat in (0.5, 1.0, 1.5)}
    assert len({tuple(token for token, _ in chart) for chart in charts.values()}) == 1, "the order never changes"
    assert {heat: f"{chart[0][1]:.0%}" for heat, chart in charts.items()} == {0.5: "38%", 1.0: "11%", 1.5: "3%"}
    low = dict(charts[0.5])
    assert charts[0.5][0][0] == " accepted"
    assert low[" rejected"] / low[" accepted"] == pytest.approx(1 / 3, abs=0.07)


def test_how_many_tokens_malay_takes(lab):
    totals = [sum(len(lab["model"].tokens(pair[n])) for pair in lab["TEXTS"]["pairs"]) for n in (0, 1)]
    assert round(totals[1] / totals[0], 1) == 2.1


def test_the_gaps_and_which_change_sides(lab):
    gap, logprob = lab["pronoun_gap"], lab["model"].logprob

    def other(start, ending):
        return logprob(start.replace("Yesterday the", "The").replace("told us that", "said that"), ending)

    assert (round(gap(logprob, "nurse"), 2), round(gap(logprob, "officer"), 2)) == (-1.95, 0.75)
    assert math.exp(1.95) == pytest.approx(7, abs=0.1)
    assert math.exp(0.75) == pytest.approx(2, abs=0.2)
    change = {job for job in lab["TEXTS"]["jobs"] if gap(logprob, job) * gap(other, job) < 0}
    assert {"engineer", "officer"} <= change
    assert not {"nurse", "teacher", "secretary"} & change


def test_what_the_assistant_invented(lab):
    notice = lab["NOTICE"]
    answers = [lab["model"].write(question.format(notice=notice), 60) for question in lab["TEXTS"]["questions"]]
    invented = [lab["unsupported_numbers"](answer, notice) for answer in answers]
    assert 3 in invented[0], "nobody said 3 days"
    assert invented[1], "the phone number does not exist in the notice"
    assert invented[2] == [], "the check is silent"
    assert "3,250" in answers[2] and "3,250" in notice
