# loses: test_allow_action_deny
# Lets nobody but officers do anything.
# %% allow_action
def allow_action(action, role, approved):
    if action in ["answer", "book"]:
        return role == "officer"
    if action == "pay":
        return role == "officer" and approved is True
    return False
