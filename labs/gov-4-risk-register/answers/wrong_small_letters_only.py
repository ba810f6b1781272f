# loses: test_gate_yes
# A “Yes” with a capital letter is not taken for a yes.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] == "high":
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if str(answers.get(item)) != "yes":
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
