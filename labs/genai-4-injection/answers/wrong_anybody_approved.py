# loses: test_allow_action_payment
# Lets everybody pay who has an approval, whatever the role.
# %% allow_action
def allow_action(action, role, approved):
    if action in ["answer", "book"]:
        return role in ["assistant", "officer"]
    if action == "pay":
        return approved is True
    return False
