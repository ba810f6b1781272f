# loses: test_allow_action_payment
# Pays without an approval.
# %% allow_action
def allow_action(action, role, approved):
    if action in ["answer", "book"]:
        return role in ["assistant", "officer"]
    if action == "pay":
        return role == "officer"
    return False
