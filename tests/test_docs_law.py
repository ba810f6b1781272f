"""The labs and docs/law.md name the same clauses: nothing is cited unlisted, and nothing is listed uncited."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LABS = sorted(folder.name for folder in (ROOT / "labs").iterdir() if (folder / "lab.toml").exists())
CITED = re.compile(
    r"\b(Act \d{3}\b|PDPA|P\.U\.\(A\) \d+|AIGE|GPAISA|EU AI Act|AI RMF|(?:GOVERN|MAP|MEASURE|MANAGE) \d\.\d+"
    r"|LLM\d{2}\b|AML\.T\d{4}(?:\.\d{3})?|T[01]\d{3}(?:\.\d{3})?\b|ISO/IEC \d+"
    r"|(?:GV|ID|PR|DE|RS|RC)\.[A-Z]{2}(?:-\d\d)?\b|Annex [IVX]+|Art(?:icle|\.) ?\d+(?:\(\w\))*"
    r"|(?:[Ss]ections? |s\.)\d+(?:\(\w\))*)"
)


def citations(text: str) -> set[str]:
    """Every clause that a text cites, sections and articles in one form: {"s.12(2)", "Art. 14", "LLM09", …}."""
    found = set()
    for clause in CITED.findall(text):
        clause = re.sub(r"^[Ss]ections? ", "s.", clause)
        found.add(re.sub(r"^Art(?:icle|\.) ?", "Art. ", clause))
    return found


def listed() -> dict[str, dict[str, str]]:
    """The table of docs/law.md: each clause with its columns."""
    rows = {}
    for line in (ROOT / "docs" / "law.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            cited, of, said, source, mark, read, labs = (cell.strip() for cell in line.strip("|").split("|"))
            assert cited.strip("`") not in rows, f"{cited} stands there twice"
            rows[cited.strip("`")] = {
                "of": of,
                "said": said,
                "source": source,
                "mark": mark,
                "read": read,
                "labs": labs,
            }
    return rows


def test_a_citation_is_known_in_each_of_its_forms():
    law = "Act 864, section 12(2)(d), s.13(c), the Data Sharing Act 2025; EU AI Act Article 14"
    assert citations(law) == {"Act 864", "s.12(2)(d)", "s.13(c)", "EU AI Act", "Art. 14"}
    frameworks = {"MEASURE 2.11", "LLM01", "T1071.004", "AML.T0051.000", "PR.DS-02", "DE.CM"}
    assert citations("; ".join(frameworks)) == frameworks


@pytest.mark.parametrize("lab", LABS)
def test_what_a_lab_cites_is_listed_with_its_source_and_the_list_has_nothing_else(lab):
    cited = citations((ROOT / "labs" / lab / "lab.py").read_text(encoding="utf-8"))
    assert cited, "a lab names the clause that it serves"
    assert cited == {clause for clause, row in listed().items() if lab in row["labs"].split(", ")}


def test_each_statement_has_a_source_a_mark_and_a_date():
    for clause, row in listed().items():
        assert row["mark"] in ("checked", "reported"), clause
        assert row["source"] and row["of"] and row["said"], clause
        assert re.fullmatch(r"20\d\d-\d\d", row["read"]), clause
        assert set(row["labs"].split(", ")) <= set(LABS), clause


def test_the_year_of_the_owasp_list_is_always_named():
    for lab in LABS:
        text = (ROOT / "labs" / lab / "lab.py").read_text(encoding="utf-8")
        assert "LLM0" not in text or "2025" in text, lab
