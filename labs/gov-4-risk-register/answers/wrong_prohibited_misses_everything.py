# loses: test_gate_tier
# Says of a prohibited use that every item is missing.
# %% go_live
def go_live(uc):
    if uc["tier"] == "prohibited":
        return False, list(GATE)
    answers = uc.get("gate", {})
    needed = GATE + (GATE_HIGH if uc["tier"] == "high" else [])
    missing = [item for item in needed if str(answers.get(item)).lower() != "yes"]
    return not missing and uc["tier"] != "prohibited", missing
