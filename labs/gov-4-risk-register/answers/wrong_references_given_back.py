# loses: test_crosswalk_seven, test_crosswalk_gap, test_crosswalk_table
# Gives back the references in place of the documents.
# %% crosswalk
def crosswalk(uc, table):
    held = uc.get("evidence", {})
    answer = {}
    for principle in PRINCIPLES:
        found = set()
        for row in table:
            name = row["evidence"]
            if row["principle"] == principle and str(held.get(name) or "").strip():
                found.add(held[name])
        answer[principle] = sorted(found) or "gap"
    return answer
