# loses: test_gate_missing, test_gate_tier
# A use whose gate nobody has filled in stops the function with an error.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] == "high":
        needed = needed + GATE_HIGH
    answers = uc["gate"]
    missing = []
    for item in needed:
        if str(answers.get(item)).lower() != "yes":
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
