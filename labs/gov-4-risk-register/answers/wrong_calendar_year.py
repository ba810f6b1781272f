# loses: test_register_rows
# The same day of the next year is taken, which is not always 365 days later.
# %% register
def register(cases):
    newest = {}
    for case in sorted(cases, key=lambda c: c["reviewed"]):
        newest[case["id"]] = case
    rows = []
    for case in newest.values():
        owner = str(case.get("owner") or "").strip() or "nobody"
        days = 90 if case["risk"] >= 15 else 365
        review = case["reviewed"] + timedelta(days=90) if days == 90 else case["reviewed"].replace(year=case["reviewed"].year + 1)
        rows.append({"id": case["id"], "risk": case["risk"], "owner": owner, "review": review})
    return sorted(rows, key=lambda row: (-row["risk"], row["id"]))
