# loses: test_gate_tier
# Asks the two more questions wherever somebody has answered them.
# %% go_live
def go_live(uc):
    answers = uc.get("gate", {})
    needed = GATE + [item for item in GATE_HIGH if uc["tier"] == "high" or item in answers]
    missing = [item for item in needed if str(answers.get(item)).lower() != "yes"]
    return not missing and uc["tier"] != "prohibited", missing
