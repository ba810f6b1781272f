# loses: test_allow_action_deny, test_allow_action_payment
# Takes other spellings for the same action or role.
# %% allow_action
def allow_action(action, role, approved):
    action, role = action.strip().lower(), role.strip().lower()
    if action in ["answer", "book"]:
        return role in ["assistant", "officer"]
    if action == "pay":
        return role == "officer" and approved is True
    return False
