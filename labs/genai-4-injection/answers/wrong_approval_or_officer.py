# loses: test_allow_action_payment
# Wants an officer or an approval, not both.
# %% allow_action
def allow_action(action, role, approved):
    if action in ["answer", "book"]:
        return role in ["assistant", "officer"]
    if action == "pay":
        return role == "officer" or approved is True
    return False
