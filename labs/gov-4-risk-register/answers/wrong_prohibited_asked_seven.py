# loses: test_gate_tier
# Asks the two more questions of a prohibited use, too.
# %% go_live
def go_live(uc):
    answers = uc.get("gate", {})
    needed = GATE + (GATE_HIGH if uc["tier"] in ("high", "prohibited") else [])
    missing = [item for item in needed if str(answers.get(item)).lower() != "yes"]
    return not missing and uc["tier"] != "prohibited", missing
