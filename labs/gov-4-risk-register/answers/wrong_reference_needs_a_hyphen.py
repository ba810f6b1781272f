# loses: test_crosswalk_gap
# Takes only references that are written as in the example, with a hyphen.
# %% crosswalk
def crosswalk(uc, table):
    held = uc.get("evidence", {})
    answer = {}
    for principle in PRINCIPLES:
        found = {row["evidence"] for row in table if row["principle"] == principle and "-" in str(held.get(row["evidence"]) or "")}
        answer[principle] = sorted(found) or "gap"
    return answer
