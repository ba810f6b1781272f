# loses: test_gate_missing, test_gate_tier
# The tier transparency is asked the two questions of the tier high as well.
# %% go_live
def go_live(uc):
    needed = GATE
    if uc["tier"] in ("high", "transparency"):
        needed = needed + GATE_HIGH
    answers = uc.get("gate", {})
    missing = []
    for item in needed:
        if str(answers.get(item)).lower() != "yes":
            missing.append(item)
    return not missing and uc["tier"] != "prohibited", missing
