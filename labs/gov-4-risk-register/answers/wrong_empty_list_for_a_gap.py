# loses: test_crosswalk_gap, test_crosswalk_table
# A gap is an empty list, which a reader passes over.
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
        answer[principle] = sorted(found)
    return answer
