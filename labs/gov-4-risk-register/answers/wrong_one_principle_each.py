# loses: test_crosswalk_table
# Each document serves only the principle that the table names last for it.
# %% crosswalk
def crosswalk(uc, table):
    held = uc.get("evidence", {})
    answer = {}
    table = list({row["evidence"]: row for row in table}.values())
    for principle in PRINCIPLES:
        found = set()
        for row in table:
            name = row["evidence"]
            if row["principle"] == principle and str(held.get(name) or "").strip():
                found.add(name)
        answer[principle] = sorted(found) or "gap"
    return answer
