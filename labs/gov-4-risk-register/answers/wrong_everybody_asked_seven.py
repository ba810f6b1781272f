# loses: test_gate_missing, test_gate_yes, test_gate_tier
# Every use is asked all seven questions.
# %% go_live
def go_live(uc):
    needed = GATE
    if True:
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if str(answers.get(item)).lower() != "yes":
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
