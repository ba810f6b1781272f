# Plain loops, and a list of pairs in place of a dictionary.

# %% eu_tier
def eu_tier(uc):
    if "does" not in uc or uc["does"] is None or len(uc["does"]) == 0:
        raise ValueError("what does it do?")
    best = 3
    for word in uc["does"]:
        if word in TIER_OF:
            place = TIERS.index(TIER_OF[word])
            if place < best:
                best = place
    return TIERS[best]


# %% residual_risk
def residual_risk(likelihood, impact, control):
    worst = 0
    for value in impact:
        if value not in (1, 2, 3, 4, 5):
            raise ValueError("impact")
        if value > worst:
            worst = value
    if worst == 0 or likelihood not in (1, 2, 3, 4, 5) or control not in (1, 2, 3, 4, 5):
        raise ValueError("score")
    step = 1
    while step < control and likelihood > 1:
        likelihood = likelihood - 1
        step = step + 1
    return likelihood * worst


# %% crosswalk
def crosswalk(uc, table):
    pairs = []
    for principle in PRINCIPLES:
        documents = []
        for row in table:
            reference = (uc.get("evidence") or {}).get(row["evidence"])
            real = reference is not None and reference.strip() != ""
            if real and row["principle"] == principle and row["evidence"] not in documents:
                documents.append(row["evidence"])
        if len(documents) == 0:
            pairs.append((principle, "gap"))
        else:
            pairs.append((principle, documents))
    return pairs


# %% register
def register(cases):
    rows = []
    for case in cases:
        latest = True
        for other in cases:
            if other["id"] == case["id"] and other["reviewed"] > case["reviewed"]:
                latest = False
        if latest:
            owner = case.get("owner")
            if owner is None or owner.strip() == "":
                owner = "nobody"
            if case["risk"] > 14:
                review = case["reviewed"] + timedelta(90)
            else:
                review = case["reviewed"] + timedelta(365)
            rows.append({"review": review, "owner": owner, "id": case["id"], "risk": case["risk"], "name": case.get("name")})
    rows.sort(key=lambda row: row["id"])
    rows.sort(key=lambda row: row["risk"], reverse=True)
    return rows


# %% go_live
def go_live(uc):
    needed = []
    for item in GATE:
        needed.append(item)
    if uc["tier"] == "high":
        for item in GATE_HIGH:
            needed.append(item)
    missing = []
    for item in needed:
        if "gate" not in uc or item not in uc["gate"] or uc["gate"][item] not in ("yes", "Yes", "YES"):
            missing.append(item)
    if uc["tier"] == "prohibited":
        return [False, missing]
    return [len(missing) == 0, missing]
