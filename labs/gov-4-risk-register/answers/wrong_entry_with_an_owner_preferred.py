# loses: test_register_newest
# Prefers an older entry with an owner to the latest one without.
# %% register
def register(cases):
    def owner_of(case):
        return str(case.get("owner") or "").strip()

    newest = {}
    for case in sorted(cases, key=lambda c: (owner_of(c) != "", c["reviewed"])):
        newest[case["id"]] = case
    rows = []
    for case in newest.values():
        days = 90 if case["risk"] >= 15 else 365
        rows.append({"id": case["id"], "risk": case["risk"], "owner": owner_of(case) or "nobody", "review": case["reviewed"] + timedelta(days=days)})
    return sorted(rows, key=lambda row: (-row["risk"], row["id"]))
