# loses: test_gate_tier
# A high use is asked no more than any other.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] == "highest":
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if str(answers.get(item)).lower() != "yes":
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
