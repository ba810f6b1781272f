# loses: test_gate_missing, test_gate_yes, test_gate_tier
# One missing answer is forgiven.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] == "high":
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if str(answers.get(item)).lower() != "yes":
            missing.append(item)
    return len(missing) < 2 and uc["tier"] != "prohibited", missing
