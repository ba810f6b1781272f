# loses: test_gate_tier
# Puts the ban itself on the list of what is missing.
# %% go_live
def go_live(uc):
    answers = uc.get("gate", {})
    needed = GATE + (GATE_HIGH if uc["tier"] == "high" else [])
    missing = [item for item in needed if str(answers.get(item)).lower() != "yes"]
    if uc["tier"] == "prohibited":
        missing.append("prohibited")
    return not missing, missing
