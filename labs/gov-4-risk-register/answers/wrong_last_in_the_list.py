# loses: test_register_newest
# Of the entries with the same id, the last in the list stays.
# %% register
def register(cases):
    newest = {}
    for case in cases:
        newest[case["id"]] = case
    rows = []
    for case in newest.values():
        owner = str(case.get("owner") or "").strip() or "nobody"
        days = 90 if case["risk"] >= 15 else 365
        review = case["reviewed"] + timedelta(days=days)
        rows.append({"id": case["id"], "risk": case["risk"], "owner": owner, "review": review})
    return sorted(rows, key=lambda row: (-row["risk"], row["id"]))
