# loses: test_crosswalk_table
# A row that stands twice in the table names its document twice.
# %% crosswalk
def crosswalk(uc, table):
    held = uc.get("evidence", {})
    answer = {}
    for principle in PRINCIPLES:
        found = []
        for row in table:
            name = row["evidence"]
            if row["principle"] == principle and str(held.get(name) or "").strip():
                found.append(name)
        answer[principle] = sorted(found) or "gap"
    return answer
