# loses: test_crosswalk_gap, test_crosswalk_table
# Every document that is held is named under every principle.
# %% crosswalk
def crosswalk(uc, table):
    held = uc.get("evidence", {})
    answer = {}
    for principle in PRINCIPLES:
        found = set()
        for row in table:
            name = row["evidence"]
            if str(held.get(name) or "").strip():
                found.add(name)
        answer[principle] = sorted(found) or "gap"
    return answer
