"""What a lab trains: its track, read from its name, and the clauses that it cites, read from docs/law.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Track:
    """A line of the programme: the start of its labs' names, and what it is called."""

    key: str
    name: str
    name_ms: str


OTHER = Track("", "Other labs", "Makmal lain")
TRACKS = (
    Track("ai", "First steps in AI", "Langkah pertama dalam AI"),
    Track("genai", "Generative AI", "AI generatif"),
    Track("gov", "AI governance", "Tadbir urus AI"),
    Track("net", "Network security", "Keselamatan rangkaian"),
    Track("capstone", "Capstone", "Projek akhir"),
)


def track_of(slug: str) -> Track:
    """The track of a lab, by the word before the first hyphen of its name."""
    key = slug.partition("-")[0]
    return next((track for track in TRACKS if track.key == key), OTHER)


@dataclass(frozen=True)
class Clause:
    """A clause or technique that labs cite: "T1040", of "MITRE ATT&CK Enterprise", "network sniffing"."""

    name: str
    of: str
    says: str


# The frameworks of the skills map, by words of the column "Of" in docs/law.md.
FRAMEWORKS = (
    ("MITRE ATT&CK", r"ATT&CK"),
    ("NIST CSF 2.0", r"Cybersecurity Framework"),
    ("AIGE", r"AI Governance and Ethics"),
    ("NIST AI RMF", r"AI RMF|AI Risk Management"),
    ("OWASP LLM", r"OWASP"),
)


def framework_of(clause: Clause) -> str:
    """The framework of the skills map that a clause belongs to; "" for laws and other documents."""
    return next((name for name, words in FRAMEWORKS if re.search(words, clause.of)), "")


def clauses(course: Path) -> Mapping[str, tuple[Clause, ...]]:
    """The clauses that each lab cites, by the lab's name, in the order of docs/law.md; empty without that page."""
    found: dict[str, list[Clause]] = defaultdict(list)
    try:
        lines = (course / "docs" / "law.md").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    for line in lines:
        fields = [field.strip() for field in line.strip().strip("|").split("|")]
        if len(fields) == 7 and (name := re.fullmatch(r"`([^`]+)`", fields[0])):
            for lab in fields[6].split(","):
                found[lab.strip()].append(Clause(name[1], fields[1], fields[2]))
    return {lab: tuple(cited) for lab, cited in found.items()}
