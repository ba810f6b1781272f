# loses: test_crosswalk_gap
# A reference that is None is read as the word None, and counts.
# %% crosswalk
def crosswalk(uc, table):
    held = uc.get("evidence", {})
    answer = {}
    for principle in PRINCIPLES:
        found = set()
        for row in table:
            name = row["evidence"]
            if row["principle"] == principle and str(held.get(name, "")).strip():
                found.add(name)
        answer[principle] = sorted(found) or "gap"
    return answer
