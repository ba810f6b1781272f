# loses: test_gate_yes, test_gate_tier
# Any answer that is not blank counts, “no” and “planned” too.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] == "high":
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if not answers.get(item):
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
