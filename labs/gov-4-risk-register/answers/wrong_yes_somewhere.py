# loses: test_gate_yes
# A yes anywhere in the answer counts, “not yet: yes next week” too.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] == "high":
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if "yes" not in str(answers.get(item)).lower():
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
