# loses: test_allow_action_payment
# Takes an approval for the right of an officer.
# %% allow_action
def allow_action(action, role, approved):
    if action in ["answer", "book"]:
        return role in ["assistant", "officer"]
    if action == "pay":
        return role in ["assistant", "officer"] and approved is True
    return False
