# loses: test_gate_yes
# Takes “y” for a yes.
# %% go_live
def go_live(uc):
    answers = uc.get("gate", {})
    needed = GATE + (GATE_HIGH if uc["tier"] == "high" else [])
    missing = [item for item in needed if str(answers.get(item)).lower() not in ("yes", "y")]
    return not missing and uc["tier"] != "prohibited", missing
