# loses: test_register_rows
# An owner that is None becomes somebody called None.
# %% register
def register(cases):
    newest = {}
    for case in sorted(cases, key=lambda c: c["reviewed"]):
        newest[case["id"]] = case
    rows = []
    for case in newest.values():
        owner = str(case.get("owner", "")).strip() or "nobody"
        days = 90 if case["risk"] >= 15 else 365
        review = case["reviewed"] + timedelta(days=days)
        rows.append({"id": case["id"], "risk": case["risk"], "owner": owner, "review": review})
    return sorted(rows, key=lambda row: (-row["risk"], row["id"]))
