# loses: test_allow_action_deny, test_allow_action_payment
# Allows what the table does not name.
# %% allow_action
def allow_action(action, role, approved):
    if action in ["answer", "book"]:
        return role in ["assistant", "officer"]
    if action == "pay":
        return role == "officer" and approved is True
    return True
