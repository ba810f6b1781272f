# loses: test_crosswalk_seven, test_crosswalk_gap, test_crosswalk_table
# Principles for which there is nothing are not in the answer.
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
        if found:
            answer[principle] = sorted(found)
    return answer
