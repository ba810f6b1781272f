# loses: test_allow_action_deny
# Asks for an approval of every action.
# %% allow_action
def allow_action(action, role, approved):
    if action in ["answer", "book"]:
        return role in ["assistant", "officer"] and approved is True
    if action == "pay":
        return role == "officer" and approved is True
    return False
