# loses: test_gate_missing, test_gate_yes, test_gate_tier
# Only a “no” is missing, and everything else is fine.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] == "high":
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if str(answers.get(item)).lower() == "no":
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
