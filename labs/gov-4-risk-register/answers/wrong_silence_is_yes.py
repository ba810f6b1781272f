# loses: test_gate_missing, test_gate_tier
# A question that nobody has answered is treated as a yes.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] == "high":
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if str(answers.get(item, "yes")).lower() != "yes":
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
