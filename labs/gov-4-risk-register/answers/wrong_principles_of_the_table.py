# loses: test_crosswalk_seven
# Takes up whatever the table calls a principle, besides the seven.
# %% crosswalk
def crosswalk(uc, table):
    held = uc.get("evidence", {})
    answer = {}
    for principle in dict.fromkeys([*PRINCIPLES, *(row["principle"] for row in table)]):
        found = set()
        for row in table:
            name = row["evidence"]
            if row["principle"] == principle and str(held.get(name) or "").strip():
                found.add(name)
        answer[principle] = sorted(found) or "gap"
    return answer
