# loses: test_register_rows
# Keeps a date of review that stands in the entry already.
# %% register
def register(cases):
    newest = {}
    for case in sorted(cases, key=lambda c: c["reviewed"]):
        newest[case["id"]] = case
    rows = []
    for case in newest.values():
        owner = str(case.get("owner") or "").strip() or "nobody"
        review = case.get("review") or case["reviewed"] + timedelta(days=90 if case["risk"] >= 15 else 365)
        rows.append({"id": case["id"], "risk": case["risk"], "owner": owner, "review": review})
    return sorted(rows, key=lambda row: (-row["risk"], row["id"]))
