# loses: test_crosswalk_table
# Only one document is named where a principle has several.
# %% crosswalk
def crosswalk(uc, table):
    held = uc.get("evidence", {})
    answer = {}
    for principle in PRINCIPLES:
        found = set()
        for row in table:
            name = row["evidence"]
            if row["principle"] == principle and str(held.get(name) or "").strip():
                found.add(name)
        answer[principle] = sorted(found)[:1] or "gap"
    return answer
