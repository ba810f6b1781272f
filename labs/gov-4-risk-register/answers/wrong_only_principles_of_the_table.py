# loses: test_crosswalk_seven, test_crosswalk_gap, test_crosswalk_table
# Goes through the principles of the table, and not through the seven.
# %% crosswalk
def crosswalk(uc, table):
    held = uc.get("evidence", {})
    answer = {}
    for principle in dict.fromkeys(row["principle"] for row in table):
        found = set()
        for row in table:
            name = row["evidence"]
            if row["principle"] == principle and str(held.get(name) or "").strip():
                found.add(name)
        answer[principle] = sorted(found) or "gap"
    return answer
