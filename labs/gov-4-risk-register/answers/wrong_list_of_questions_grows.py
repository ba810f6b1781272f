# loses: test_gate_tier
# Adds to the list of questions itself, so that every use after a high one is asked more.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] == "high":
        needed += GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if str(answers.get(item)).lower() != "yes":
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
