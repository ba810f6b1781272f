# Sets, NumPy and early returns; the register without a dictionary.

# %% eu_tier
def eu_tier(uc):
    does = set(uc.get("does", None) or ())
    if not does:
        raise ValueError
    if "social scoring" in does:
        return "prohibited"
    if does & {"benefit decisions", "emergency ranking"}:
        return "high"
    return "transparency" if does & {"chatbot", "made content"} else "minimal"


# %% residual_risk
def residual_risk(likelihood, impact, control):
    scores = np.array([likelihood, control, *impact])
    if scores.size < 3 or not np.isin(scores, np.arange(1, 6)).all():
        raise ValueError("not on the scale")
    return np.maximum(1, likelihood + 1 - control) * np.max(scores[2:])


# %% crosswalk
def crosswalk(uc, table):
    held = {name for name, reference in uc.get("evidence", {}).items() if reference and not reference.isspace()}
    answer = {}
    for principle in reversed(PRINCIPLES):
        found = held & {row["evidence"] for row in table if row["principle"] == principle}
        answer[principle] = np.array(sorted(found)) if found else "gap"
    return answer


# %% register
def register(cases):
    rows, seen = [], set()
    for case in sorted(cases, key=lambda c: c["reviewed"], reverse=True):
        if case["id"] not in seen:
            seen.add(case["id"])
            owner = case.get("owner", "")
            named = bool(owner) and not owner.isspace()
            rows.append(dict(case, owner=owner if named else "nobody", review=case["reviewed"] + timedelta(days=int(np.where(case["risk"] >= 15, 90, 365)))))
    return sorted(rows, key=lambda row: [-row["risk"], row["id"]])


# %% go_live
def go_live(uc):
    needed = set(GATE) | (set(GATE_HIGH) if uc["tier"] == "high" else set())
    given = {item for item, answer in uc.get("gate", {}).items() if answer and answer.upper() == "YES"}
    missing = sorted(needed - given)
    if missing or uc["tier"] == "prohibited":
        return False, missing
    return True, []
