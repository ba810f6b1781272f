# Small functions of one's own, each with a name.

# %% eu_tier
def place_of(word):
    return TIERS.index(TIER_OF[word]) if word in TIER_OF else len(TIERS) - 1


def eu_tier(uc):
    does = uc.get("does")
    if does is None or does == []:
        raise ValueError("unknown")
    return TIERS[min(map(place_of, does))]


# %% residual_risk
def on_the_scale(value):
    if int(value) != value or not 1 <= value <= 5:
        raise ValueError("off the scale")
    return int(value)


def residual_risk(likelihood, impact, control):
    impacts = [on_the_scale(value) for value in impact]
    left = on_the_scale(likelihood) - on_the_scale(control) + 1
    if left < 1:
        left = 1
    return float(max(impacts)) * left


# %% crosswalk
def is_held(uc, document):
    return document in uc.get("evidence", {}) and str(uc["evidence"][document] or "").split() != []


def crosswalk(uc, table):
    answer = {principle: set() for principle in PRINCIPLES}
    for row in table:
        if is_held(uc, row["evidence"]) and row["principle"] in answer:
            answer[row["principle"]].add(row["evidence"])
    return {principle: documents or "gap" for principle, documents in answer.items()}


# %% register
def owner_of(case):
    return " ".join((case.get("owner") or "nobody").split()) or "nobody"


def review_of(case):
    first = datetime(case["reviewed"].year, case["reviewed"].month, case["reviewed"].day)
    return first + timedelta(days=365 - 275 * (case["risk"] >= 15))


from datetime import datetime


def register(cases):
    latest = [max((c for c in cases if c["id"] == name), key=lambda c: c["reviewed"]) for name in {c["id"] for c in cases}]
    rows = [{"id": case["id"], "risk": case["risk"], "owner": owner_of(case), "review": review_of(case)} for case in latest]
    return tuple(sorted(sorted(rows, key=lambda row: row["id"]), key=lambda row: row["risk"], reverse=True))


# %% go_live
def says_yes(uc, item):
    answer = uc.get("gate", {}).get(item)
    return isinstance(answer, str) and answer.casefold() == "yes"


def go_live(uc):
    asked = {"high": [*GATE, *GATE_HIGH]}.get(uc["tier"], GATE)
    missing = {item for item in asked if not says_yes(uc, item)}
    return uc["tier"] in ("minimal", "transparency", "high") and missing == set(), missing
