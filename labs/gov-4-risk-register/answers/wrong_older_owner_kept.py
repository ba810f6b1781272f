# loses: test_register_newest
# Keeps the older entry's owner where the latest entry names none.
# %% register
def register(cases):
    newest, owners = {}, {}
    for case in sorted(cases, key=lambda c: c["reviewed"]):
        newest[case["id"]] = case
        owner = str(case.get("owner") or "").strip()
        if owner:
            owners[case["id"]] = owner
    rows = []
    for case in newest.values():
        days = 90 if case["risk"] >= 15 else 365
        owner = owners.get(case["id"], "nobody")
        rows.append({"id": case["id"], "risk": case["risk"], "owner": owner, "review": case["reviewed"] + timedelta(days=days)})
    return sorted(rows, key=lambda row: (-row["risk"], row["id"]))
