# loses: test_register_rows
# Every use is reviewed after 90 days.
# %% register
def register(cases):
    newest = {}
    for case in sorted(cases, key=lambda c: c["reviewed"]):
        newest[case["id"]] = case
    rows = []
    for case in newest.values():
        owner = str(case.get("owner") or "").strip() or "nobody"
        days = 90
        review = case["reviewed"] + timedelta(days=days)
        rows.append({"id": case["id"], "risk": case["risk"], "owner": owner, "review": review})
    return sorted(rows, key=lambda row: (-row["risk"], row["id"]))
