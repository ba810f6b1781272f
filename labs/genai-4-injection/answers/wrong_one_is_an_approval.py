# loses: test_allow_action_payment
# Takes the number 1 for True.
# %% allow_action
def allow_action(action, role, approved):
    if action in ["answer", "book"]:
        return role in ["assistant", "officer"]
    if action == "pay":
        return role == "officer" and approved in (True, 1)
    return False
