"""Make the data of this lab again: the same bytes each time.

    python labs/gov-4-risk-register/make_data.py

Writes `data/use_cases.json` (18 uses of AI in the fictional Kota Seri), its schema, the two older entries of the
register, the table that says which document serves which principle, and `data/recorded.json`: what the lab's own
answers gave, with which a picture goes on where a task was skipped. Nothing is drawn at random, so there is no seed:
each use was written by hand so that a condition of some task needs it.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

DATA = Path(__file__).parent / "data"
PRINCIPLES = [
    "Fairness",
    "Reliability, safety and control",
    "Privacy and security",
    "Inclusiveness",
    "Transparency",
    "Accountability",
    "Pursuit of human benefit and happiness",
]
TIERS = {
    "social scoring": "prohibited",
    "benefit decisions": "high",
    "emergency ranking": "high",
    "chatbot": "transparency",
    "made content": "transparency",
}
ORDER = ["prohibited", "high", "transparency", "minimal"]
GATE = ["owner named", "tests passed", "privacy reviewed", "people told", "appeal open"]
GATE_HIGH = ["officer can overrule", "impact assessed"]

# (evidence, principle, what else it serves). Our own judgement: no authority has published this table.
CROSSWALK = [
    ("fairness audit", 0, "AI RMF MEASURE 2.11"),
    ("test report", 1, "AI RMF MEASURE 2.3"),
    ("oversight plan", 1, "AI RMF MAP 3.5; EU AI Act Art. 14"),
    ("privacy review", 2, "AI RMF MEASURE 2.10"),
    ("language test", 3, ""),
    ("complaint channel", 3, "AI RMF MEASURE 3.3"),
    ("notice to users", 4, "EU AI Act Art. 50"),
    ("explanation sheet", 4, "AI RMF MEASURE 2.9"),
    ("register entry", 5, "AI RMF GOVERN 1.6"),
    ("oversight plan", 5, "AI RMF MAP 3.5; EU AI Act Art. 14"),
    ("complaint channel", 5, "AI RMF MEASURE 3.3"),
    ("impact assessment", 6, "ISO/IEC 42001 6.1.4"),
]

# name; what it does, in a sentence; where the idea is from; its uses; does an officer sign; likelihood; impact on
# money, rights and safety; control; evidence held (a blank reference is a promise); owner; day of the last review; gate
YES = {item: "yes" for item in GATE}
CASES = [
    ("Complaint sorter", "Sends each complaint to a department.", "own", ["sorting"], True, 3, (2, 2, 1), 3,
     {"test report": "TR-01", "language test": "LT-01", "register entry": "RE-01", "privacy review": ""},
     "Head of Counter Services", "2026-06-15", {**YES, "privacy reviewed": "planned"}),
    ("Aid chatbot", "Chats with flood victims and decides who gets aid; an officer signs.", "own",
     ["chatbot", "benefit decisions"], True, 4, (3, 5, 3), 2,
     {"notice to users": "NU-02", "test report": "TR-02", "fairness audit": "", "impact assessment": ""},
     "Director of Relief", "2026-09-01", {**YES, "appeal open": "no", "officer can overrule": "yes"}),
    ("Council helpdesk", "Answers questions on opening hours and licences.", "own", ["chatbot"], False, 4, (1, 2, 2), 3,
     {"notice to users": "NU-03", "language test": "LT-03", "test report": "TR-03", "privacy review": "PR-03",
      "complaint channel": "CC-03"}, "Head of Counter Services", "2026-08-10", YES),
    ("Good-neighbour points", "A vendor's offer: scores residents' conduct; a low score waits longer everywhere.", "own",
     ["sorting", "chatbot", "social scoring"], True, 5, (2, 5, 2), 2,
     {"notice to users": "NU-04", "privacy review": "PR-04"}, "", "2026-07-20",
     {**YES, **{item: "yes" for item in GATE_HIGH}}),
    ("Emergency call ranking", "Puts waiting emergency calls into an order.", "visit", ["emergency ranking"], True, 3,
     (1, 4, 5), 2, {"test report": "TR-05", "oversight plan": "OP-05", "register entry": "RE-05"},
     "Chief of Control Room", "2026-10-05", {**YES, "people told": "", "officer can overrule": "yes"}),
    ("Announcement avatar", "Makes videos of a speaking figure in Malay and English.", "visit", ["made content"], False,
     3, (1, 3, 1), 2, {"language test": "LT-06", "notice to users": ""}, "Press Office", "2026-05-04",
     {**YES, "people told": "planned"}),
    ("Pothole photos", "Finds potholes in photographs from council lorries.", "visit", ["image search"], False, 2,
     (2, 2, 2), 3, {"privacy review": "PR-07", "test report": "TR-07"}, "Roads Unit", "2026-04-12", YES),
    ("Bus crowding forecast", "Says which bus will be full tomorrow.", "visit", ["forecast"], False, 3, (1, 1, 1), 1,
     {"test report": "TR-08"}, "Transport Unit", "2026-03-30", {**YES, "appeal open": ""}),
    ("Clinic medicine forecast", "Says how much of each medicine a clinic orders.", "own", ["forecast"], False, 4,
     (1, 1, 5), 1, {"test report": ""}, "", "2026-09-18", {"tests passed": "no", "people told": "yes"}),
    ("Rent help scoring", "Scores requests for help with the rent; an officer signs each.", "own", ["benefit decisions"],
     True, 3, (3, 5, 1), 3,
     {"fairness audit": "FA-10", "oversight plan": "OP-10", "explanation sheet": "ES-10", "complaint channel": "CC-10",
      "privacy review": "PR-10", "impact assessment": "IA-10", "test report": "TR-10"},
     "Head of Housing Aid", "2026-10-20", {**YES, **{item: "yes" for item in GATE_HIGH}}),
    ("Letter drafter", "Drafts replies to letters from the public.", "own", ["made content"], True, 3, (2, 3, 1), 2,
     {"test report": "TR-11", "notice to users": "NU-11"}, "Registry", "2026-06-02", {**YES, "privacy reviewed": "no"}),
    ("Spoken minutes", "Turns the recording of a meeting into text.", "own", ["speech to text"], True, 4, (1, 3, 1), 3,
     {"privacy review": "PR-12", "language test": ""}, "Registry", "2026-08-25", YES),
    ("Library finder", "Recommends books to readers.", "own", ["recommendation"], False, 2, (1, 2, 1), 1,
     {"language test": "LT-13", "register entry": "RE-13"}, "City Library", "2026-02-17",
     {**YES, "owner named": "YES"}),
    ("School aid guide", "Helps parents to fill in a form; decides nothing.", "visit", ["chatbot"], False, 3, (1, 3, 1),
     3, {"notice to users": "NU-14", "language test": "LT-14", "complaint channel": "CC-14", "test report": "TR-14"},
     "Education Desk", "2026-09-09", YES),
    ("Ambulance sender", "Says which ambulance goes first.", "visit", ["forecast", "emergency ranking"], True, 4,
     (1, 3, 5), 3, {"test report": "TR-15", "oversight plan": "OP-15"}, "Chief of Control Room", "2026-10-05",
     {"owner named": "yes", "tests passed": "yes", "officer can overrule": "yes"}),
    ("Street-light repair forecast", "Says which lamps will fail next month.", "visit", ["forecast"], False, 4,
     (2, 1, 2), 2, {"test report": "TR-16", "register entry": "RE-16"}, "Works Unit", "2026-07-01", YES),
    ("Poster maker", "Makes posters from photographs in the archive.", "own", ["image search", "made content"], True, 2,
     (1, 2, 1), 2, {"notice to users": "NU-17"}, "Press Office", "2026-05-21", {**YES, "privacy reviewed": ""}),
    ("Aid re-check", "Flags families whose aid may be stopped.", "own", ["sorting", "benefit decisions"], True, 5,
     (4, 5, 2), 2, {"explanation sheet": "", "register entry": "RE-18"}, "Director of Relief", "2026-09-28",
     {**YES, "appeal open": "planned", "people told": "no"}),
]
# Two uses were registered before, with what was known of them then.
EARLIER = [
    {"id": "UC-02", "name": "Aid chatbot (pilot)", "risk": 6, "owner": "Director of Relief", "reviewed": "2026-01-11"},
    {"id": "UC-15", "name": "Ambulance map", "risk": 4, "owner": "Works Unit", "reviewed": "2025-12-02"},
]
FIELDS = ["name", "what", "idea", "does", "officer_signs", "likelihood", "impact", "control", "evidence", "owner",
          "reviewed", "gate"]  # fmt: skip


def schema() -> dict:
    """What every use case must look like: JSON Schema, draft 2020-12."""
    text, level = {"type": "string"}, {"type": "integer", "minimum": 1, "maximum": 5}
    gate = {"enum": ["yes", "YES", "no", "planned", ""]}
    fields = {
        "id": {"type": "string", "pattern": "^UC-[0-9]{2}$"},
        "name": {"type": "string", "minLength": 1},
        "what": {"type": "string", "minLength": 1},
        "idea": {"enum": ["own", "visit"]},
        "does": {"type": "array", "items": text, "minItems": 1, "uniqueItems": True},
        "officer_signs": {"type": "boolean"},
        "likelihood": level,
        "impact": {"type": "array", "items": level, "minItems": 3, "maxItems": 3},
        "control": level,
        "evidence": {"type": "object", "propertyNames": {"enum": sorted({row[0] for row in CROSSWALK})},
                     "additionalProperties": text},
        "owner": text,
        "reviewed": {"type": "string", "format": "date", "pattern": "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"},
        "gate": {"type": "object", "properties": {item: gate for item in [*GATE, *GATE_HIGH]},
                 "additionalProperties": False},
    }  # fmt: skip
    item = {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Uses of AI in the fictional Kota Seri",
        "type": "array",
        "minItems": 18,
        "maxItems": 18,
        "items": item,
    }


def recorded(cases: list[dict]) -> dict:
    """What the lab's own answers give for each use; `tests/labs` holds this against the model answers."""
    given = {"tier": {}, "risk": {}, "crosswalk": {}, "gate": {}}
    for case in cases:
        name = case["id"]
        tiers = [TIERS.get(word, "minimal") for word in case["does"]]
        given["tier"][name] = min(tiers, key=ORDER.index)
        given["risk"][name] = max(1, case["likelihood"] + 1 - case["control"]) * max(case["impact"])
        held = {evidence for evidence, reference in case["evidence"].items() if reference}
        given["crosswalk"][name] = {
            principle: sorted({row[0] for row in CROSSWALK if row[1] == place} & held) or "gap"
            for place, principle in enumerate(PRINCIPLES)
        }
        needed = GATE + GATE_HIGH * (given["tier"][name] == "high")
        missing = [item for item in needed if case["gate"].get(item, "").lower() != "yes"]
        given["gate"][name] = [not missing and given["tier"][name] != "prohibited", missing]
    rows = []
    for case in cases:
        risk = given["risk"][case["id"]]
        review = date.fromisoformat(case["reviewed"]) + timedelta(days=90 if risk >= 15 else 365)
        rows.append({"id": case["id"], "risk": risk, "owner": case["owner"] or "nobody", "review": str(review)})
    given["register"] = sorted(rows, key=lambda row: (-row["risk"], row["id"]))
    return given


def write(name: str, data: object) -> None:
    text = json.dumps(data, indent=1, ensure_ascii=False)
    (DATA / name).write_text(text + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    cases = [{"id": f"UC-{n:02}", **dict(zip(FIELDS, case, strict=True))} for n, case in enumerate(CASES, 1)]
    cases = json.loads(json.dumps(cases))
    DATA.mkdir(exist_ok=True)
    write("use_cases.json", cases)
    write("use_cases.schema.json", schema())
    write("earlier_entries.json", EARLIER)
    write("crosswalk.json", [{"evidence": e, "principle": PRINCIPLES[p], "also": also} for e, p, also in CROSSWALK])
    write("recorded.json", recorded(cases))
    print(f"{len(cases)} use cases in {DATA}")


if __name__ == "__main__":
    main()
