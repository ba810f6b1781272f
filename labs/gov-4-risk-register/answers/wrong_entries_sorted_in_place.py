# loses: test_register_newest
# Sorts the list of entries that it was given.
# %% register
def register(cases):
    cases.sort(key=lambda c: c["reviewed"])
    newest = {case["id"]: case for case in cases}
    rows = []
    for case in newest.values():
        owner = str(case.get("owner") or "").strip() or "nobody"
        days = 90 if case["risk"] >= 15 else 365
        rows.append({"id": case["id"], "risk": case["risk"], "owner": owner, "review": case["reviewed"] + timedelta(days=days)})
    return sorted(rows, key=lambda row: (-row["risk"], row["id"]))
