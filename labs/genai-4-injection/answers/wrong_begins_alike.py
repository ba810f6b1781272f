# loses: test_allow_action_deny
# Takes a part of an action's name for the action.
# %% allow_action
def allow_action(action, role, approved):
    if action in ["answer", "book"]:
        return role in ["assistant", "officer"]
    if action in "pay" or action.startswith("pay"):
        return role == "officer" and approved is True
    return False
