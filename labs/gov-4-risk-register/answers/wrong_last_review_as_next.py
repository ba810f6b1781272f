# loses: test_register_rows
# Gives the day of the last review in place of the next.
# %% register
def register(cases):
    newest = {}
    for case in sorted(cases, key=lambda c: c["reviewed"]):
        newest[case["id"]] = case
    rows = []
    for case in newest.values():
        owner = str(case.get("owner") or "").strip() or "nobody"
        review = case["reviewed"]
        rows.append({"id": case["id"], "risk": case["risk"], "owner": owner, "review": review})
    return sorted(rows, key=lambda row: (-row["risk"], row["id"]))
