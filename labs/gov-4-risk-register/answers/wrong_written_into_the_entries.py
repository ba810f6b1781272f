# loses: test_register_newest
# Writes owner and review into the entries that it was given.
# %% register
def register(cases):
    newest = {}
    for case in sorted(cases, key=lambda c: c["reviewed"]):
        newest[case["id"]] = case
    for case in newest.values():
        case["owner"] = str(case.get("owner") or "").strip() or "nobody"
        case["review"] = case["reviewed"] + timedelta(days=90 if case["risk"] >= 15 else 365)
    return sorted(newest.values(), key=lambda row: (-row["risk"], row["id"]))
