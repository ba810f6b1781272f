# loses: test_gate_yes
# Any word that begins with yes counts, “yesterday” too.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] == "high":
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if not str(answers.get(item)).lower().startswith("yes"):
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
