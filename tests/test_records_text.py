import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from futurefit.records._text import guard, number, printable, starts_formula, to_csv, unguard

# Beside any text at all: texts made of what spreadsheets look at first.
TEXTS = st.text() | st.text(alphabet="=+-@'\t\r\n ＝1A\"|!,;", max_size=8)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-Ali", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "-", "=cmd|' /C calc'!A0"],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Ali", "Tan Ah Kow @ Ali", "'Abd Rahman", "1-2", "a=b", "Siti a/p Raju"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert guard(text) == text


@given(TEXTS)
def test_no_text_can_become_a_formula(text: str) -> None:
    assert not starts_formula(guard(text))


@given(TEXTS)
def test_guarded_text_comes_back_as_it_was(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=5))
def test_csv_comes_back_as_it_was(rows: list[list[str]]) -> None:
    text = to_csv(["a", "b", "c"], rows).encode("utf-8").decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[0] == ["a", "b", "c"]
    assert [[unguard(field) for field in row] for row in read[1:]] == [[printable(f) for f in row] for row in rows]
    assert not any(starts_formula(field) for row in read for field in row)


def test_every_field_is_quoted_and_numbers_stay_numbers() -> None:
    assert to_csv(["id", "points"], [["a,b", 2.5], ["-x", -1.0], ["", None]]) == (
        '\ufeff"id","points"\r\n"a,b","2.5"\r\n"\'-x","-1"\r\n"",""\r\n'
    )


def test_half_a_surrogate_pair_and_control_characters_can_be_written() -> None:
    assert printable("a\ud800b\x00c\td") == "a\ufffdb\ufffdc\td"


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (0.0, "0"), (16.0, "16"), (2.5, "2.5"), (1 / 3, "0.3333"), (100.0, "100")]
)
def test_numbers_are_written_plainly(value: float | None, text: str) -> None:
    assert number(value) == text
