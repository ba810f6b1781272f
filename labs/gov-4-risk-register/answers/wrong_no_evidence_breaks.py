# loses: test_crosswalk_seven, test_crosswalk_gap
# A use without any evidence stops the function with an error.
# %% crosswalk
def crosswalk(uc, table):
    held = uc["evidence"]
    answer = {}
    for principle in PRINCIPLES:
        found = set()
        for row in table:
            name = row["evidence"]
            if row["principle"] == principle and str(held.get(name) or "").strip():
                found.add(name)
        answer[principle] = sorted(found) or "gap"
    return answer
