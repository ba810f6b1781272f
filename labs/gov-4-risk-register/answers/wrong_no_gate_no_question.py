# loses: test_gate_missing, test_gate_tier
# A use whose gate nobody has filled in is asked nothing.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] == "high":
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    if "gate" not in uc:
        return uc["tier"] != "prohibited", []
    missing = []
    for item in needed:
        if str(answers.get(item)).lower() != "yes":
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
