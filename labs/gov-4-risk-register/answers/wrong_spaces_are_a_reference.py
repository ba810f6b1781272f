# loses: test_crosswalk_gap
# A reference of only spaces counts as evidence.
# %% crosswalk
def crosswalk(uc, table):
    held = uc.get("evidence", {})
    answer = {}
    for principle in PRINCIPLES:
        found = set()
        for row in table:
            name = row["evidence"]
            if row["principle"] == principle and held.get(name):
                found.add(name)
        answer[principle] = sorted(found) or "gap"
    return answer
