# loses: test_crosswalk_gap
# Deletes the blank references from the use itself.
# %% crosswalk
def crosswalk(uc, table):
    held = uc.get("evidence", {})
    for name in list(held):
        if not str(held[name] or "").strip():
            del held[name]
    answer = {}
    for principle in PRINCIPLES:
        found = {row["evidence"] for row in table if row["principle"] == principle and row["evidence"] in held}
        answer[principle] = sorted(found) or "gap"
    return answer
