"""The lab on answering from circulars: its figures are those of the real models, on its own passages and questions."""

import re
from pathlib import Path

import pytest

from futurefit.authoring import read_lab

ROOT = Path(__file__).resolve().parents[2]
SLUG = "genai-3-rag"


@pytest.fixture(scope="module")
def text():
    cells = [cell.source for cell in read_lab(ROOT / "labs" / SLUG).notebook.cells if cell.cell_type == "markdown"]
    return re.sub(r"\s+", " ", "\n".join(cells).replace("**", ""))


@pytest.fixture(scope="module")
def own(solved):
    return solved(SLUG)


def asked(own, language, answered=True):
    return [q for q in own["QUESTIONS"] if q["language"] == language and bool(q["topic"]) == answered]


def right(own, questions, score):
    passages = own["PASSAGES"]
    hits = 0
    for question in questions:
        scores = score(question["text"])
        hits += passages[max(range(len(passages)), key=lambda n: scores[n])]["topic"] == question["topic"]
    return hits


def test_the_passages_and_the_questions(own):
    passages = own["PASSAGES"]
    assert [p["language"] for p in passages].count("en") == 23 and len(passages) == 40
    assert sum(p["expires"] is not None for p in passages) == 6
    malay = {p["topic"] for p in passages if p["language"] == "ms"}
    assert len({p["topic"] for p in passages} - malay) == 6
    for language in ("en", "ms"):
        assert (len(asked(own, language)), len(asked(own, language, False))) == (12, 4)
    assert sum(q["topic"] not in malay for q in asked(own, "ms")) == 4


def test_meaning_finds_twelve_in_english_and_six_in_malay_and_letters_help_two_more(own, text):
    counts = [right(own, asked(own, language), own["cosines"]) for language in ("en", "ms")]
    joined = [right(own, asked(own, language), lambda q: own["mixed"](q, 0.6)) for language in ("en", "ms")]
    assert (counts, joined) == ([12, 6], [12, 8])
    assert "for 12 of 12 questions" in text and "it is right for 6 of 12" in text and "to 8 of 12 in Malay" in text


def test_the_scores_tell_english_questions_apart_and_malay_ones_not(own):
    best = {
        (language, answered): [max(own["cosines"](q["text"])) for q in asked(own, language, answered)]
        for language in ("en", "ms")
        for answered in (True, False)
    }
    assert round(min(best["en", True]), 2) == 0.42 and round(max(best["en", False]), 2) == 0.29
    malay = best["ms", True] + best["ms", False]
    assert round(min(malay), 2) == 0.46 and round(max(malay), 2) == 0.61
    assert round(max(best["ms", False]), 2) == 0.53
    assert sum(score >= 0.35 for score in malay) == 16
    assert sum(score > max(best["ms", False]) for score in best["ms", True]) < 6


def test_what_the_helpdesk_says(own):
    questions = [own["QUESTIONS"][0]["text"], own["QUESTIONS"][2]["text"], *own["FURTHER"]]
    said = [own["helpdesk"](question) for question in questions]
    texts = [[own["text_of"](name) for name in got["sources"]] for got in said]
    assert [own["grounded"](got["text"], sources) for got, sources in zip(said, texts, strict=True)] == [
        *(True, True, False, True, False, True, False)
    ]
    for got, part in zip(said, ("RM20", "RM150", "RM20", "RM30", "123-245-6789", "RM10", "12:01"), strict=True):
        assert part in got["text"]
    assert "RM80" in texts[2][0] and "RM300" in texts[3][0]
    assert not any("2024" in source for sources in texts for source in sources)
    assert own["helpdesk"]("How do I renew my passport?") == {"text": own["DONT_KNOW"], "sources": []}


def test_every_prompt_of_the_lab_is_on_record(own):
    tried = [
        ("What does a stall at the night market pay?", "P01"),
        ("How much is the community hall for a day?", "P03"),
    ]
    prompts = [own["make_prompt"](question, [own["text_of"](name)]) for question, name in tried]
    prompts += [question for question, _ in tried]
    for prompt in prompts:
        assert own["writer"].recorded.find("write", {"prompt": prompt, "max_tokens": own["TOKENS"], "system": None}), (
            prompt
        )
    assert "$10,000" in own["writer"].write(tried[1][0], own["TOKENS"])


@pytest.mark.parametrize(
    ("written", "facts"),
    [
        ("A stall pays RM20 for 6 months.", ["RM20", "6"]),
        ("RM 1,000.00, due on 28 February", ["RM1000", "28", "month 2"]),
        ("RM1000, sehingga 28 Februari", ["RM1000", "28", "month 2"]),
        ("RM1,234,567 by 3 Ogos", ["RM1234567", "3", "month 8"]),
        ("You may ask.", []),
    ],
)
def test_the_facts_of_a_text(own, written, facts):
    assert own["facts_in"](written) == facts
