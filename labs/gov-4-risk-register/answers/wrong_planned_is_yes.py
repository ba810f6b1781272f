# loses: test_gate_yes, test_gate_tier
# What is planned is treated as done.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] == "high":
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if str(answers.get(item)).lower() not in ("yes", "planned"):
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
