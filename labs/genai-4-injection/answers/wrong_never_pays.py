# loses: test_allow_action_payment
# Never lets anybody pay.
# %% allow_action
def allow_action(action, role, approved):
    if action in ["answer", "book"]:
        return role in ["assistant", "officer"]
    if action == "pay":
        return False
    return False
